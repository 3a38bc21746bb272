"""Days that do not meet: rival dates for one change, or two changes."""

from __future__ import annotations

import pytest
from tests.events.telling import Told


@pytest.fixture
def told() -> Told:
    return Told()


def test_two_months_for_one_departure_are_rivals(told: Told) -> None:
    told.say("leave", "2025-04-01", date="2025-03", status="announced")
    told.say("leave", "2025-04-16", date="2025-04", status="reported")
    (event,) = told.events()
    assert [v.text for v in event.dates] == ["2025-03", "2025-04"] and event.date and event.date.edtf == "2025-03"
    assert event.dates[0].belief > event.dates[1].belief > 0 and event.n_roots == 2


def test_more_roots_decide_between_rival_dates(told: Told) -> None:
    told.say("leave", "2025-04-01", date="2025-03")
    told.say("leave", "2025-04-16", date="2025-04")
    told.say("leave", "2025-04-17", date="2025-04")
    (event,) = told.events()
    assert event.date and event.date.edtf == "2025-04"


def test_who_came_back_in_between_left_twice(told: Told) -> None:
    told.say("leave", "2025-02-01", date="2025-01-20")
    told.say("join", "2025-03-01", date="2025-02-15")
    told.say("leave", "2025-05-01", date="2025-04")
    assert [e.kind for e in told.events()] == ["leave", "join", "leave"]


def test_who_was_seen_there_in_between_left_twice(told: Told) -> None:
    told.say("leave", "2025-02-01", date="2025-01-20")
    told.say("held", "2025-03-01", date="2025-02-15")
    told.say("leave", "2025-05-01", date="2025-04")
    assert len(told.events()) == 3


def test_an_arrival_before_both_keeps_nothing_apart(told: Told) -> None:
    told.say("join", "2021-03-01", date="2021-02")
    told.say("leave", "2025-02-01", date="2025-01")
    told.say("leave", "2025-05-01", date="2025-03")
    assert [e.kind for e in told.events()] == ["join", "leave"]


def test_years_apart_stay_apart_even_without_a_return(told: Told) -> None:
    """The return may only be untold; the career lists it as a contradiction."""
    told.say("leave", "2021-02-01", date="2021-01")
    told.say("leave", "2025-05-01", date="2025-04")
    assert len(told.events()) == 2


def test_rivals_are_near_the_first_and_make_no_chain(told: Told) -> None:
    for month in ("2025-01", "2025-04", "2025-07", "2025-10"):
        told.say("leave", "2025-12-01", date=month)
    found = sorted(sorted(v.text for v in event.dates) for event in told.events())
    assert found == [["2025-01", "2025-04"], ["2025-07", "2025-10"]]


def test_a_rumor_may_come_true_later_than_it_said(told: Told) -> None:
    told.say("leave", "2024-06-01", date="2024-06", status="rumored")
    told.say("leave", "2025-02-10", date="2025-02", status="announced")
    (event,) = told.events()
    assert [s.status for s in event.history] == ["rumored", "announced"] and event.date and event.date.edtf == "2025-02"


def test_a_denied_departure_is_not_the_one_that_came(told: Told) -> None:
    told.say("leave", "2025-02-01", date="2025-01", status="rumored")
    told.say("leave", "2025-02-02", date="2025-01", status="denied")
    told.say("leave", "2025-03-20", date="2025-03")
    assert [e.status for e in told.events()] == ["denied", "reported"]
    told.say("leave", "2025-06-20", date="2025-06-10", status="denied", org="乙")
    told.say("leave", "2025-06-25", date="2025-06-21/2025-06-25", status="denied", org="乙")
    assert len(told.events()) == 3  # two denials of one story


def test_arrivals_are_the_same(told: Told) -> None:
    told.say("join", "2025-04-01", date="2025-03")
    told.say("join", "2025-04-16", date="2025-04")
    assert len(told.events()) == 1
    told.say("leave", "2025-04-20", date="2025-03-31")
    assert len(told.events()) == 3


def test_another_role_is_another_appointment(told: Told) -> None:
    told.say("appoint", "2025-04-01", date="2025-03", role="首席财务官")
    told.say("appoint", "2025-04-16", date="2025-04", role="董事长")
    told.say("appoint", "2025-04-17", date="2025-05", role="董事长")
    assert sorted(e.role or "" for e in told.events()) == ["董事长", "首席财务官"]


def test_nowhere_is_no_place_to_leave_twice(told: Told) -> None:
    told.say("leave", "2025-04-01", date="2025-03", org=None)
    told.say("leave", "2025-04-16", date="2025-04", org=None)
    assert len(told.events()) == 2
