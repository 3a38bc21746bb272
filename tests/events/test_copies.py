"""Copies in fusion: the origin's wording wins, a copy moves nothing, what only copies tell is shown as such."""

from __future__ import annotations

from datetime import date

import pytest
from tests.events.telling import Told


@pytest.fixture
def told() -> Told:
    return Told()


def test_the_origins_role_wins_over_any_number_of_copies(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", role="合伙人、公司副总裁")
    for day in ("2025-02-21", "2025-02-22", "2025-02-23"):
        told.say("leave", day, role="合伙人以及公司副总裁本人", copy_of=origin)
    (event,) = told.events()
    assert event.role == "合伙人、公司副总裁" and event.n_roots == 1
    assert [(v.text, v.copied) for v in event.roles] == [
        ("合伙人、公司副总裁", False),
        ("合伙人以及公司副总裁本人", True),
    ]
    assert event.roles[1].belief == 0.015  # (1 - 0.85) / 10: as much as one of the ten that nobody tells


def test_a_copy_with_another_day_goes_with_its_origin(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", date="2025-02")
    told.say("leave", "2025-04-20", date="2025-04", copy_of=origin)
    (event,) = told.events()
    assert event.date and event.date.edtf == "2025-02"
    assert [(v.text, v.copied) for v in event.dates] == [("2025-02", False), ("2025-04", True)]


def test_a_copy_narrows_no_days(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", date="2025")
    told.say("leave", "2025-02-21", date="2025-01-01", copy_of=origin)
    told.say("leave", "2025-03-21", date="2025-02")
    (event,) = told.events()
    assert event.date and event.date.edtf == "2025-02"


def test_a_copy_that_drops_the_hedge_does_not_make_a_rumor_a_report(told: Told) -> None:
    origin = told.say("join", "2025-02-20", status="rumored")
    told.say("join", "2025-02-21", status="reported", copy_of=origin)
    (event,) = told.events()
    assert event.status == "rumored" and [s.copied for s in event.history] == [False, True]


def test_a_late_copy_does_not_revive_what_was_denied(told: Told) -> None:
    origin = told.say("leave", "2025-02-20")
    told.say("leave", "2025-02-21", status="denied")
    told.say("leave", "2025-02-25", copy_of=origin)
    assert told.events()[0].status == "denied"


def test_a_denial_is_never_lost_to_lineage(told: Told) -> None:
    """Who denies a report may quote all of it."""
    origin = told.say("leave", "2025-02-20")
    reply = told.say("leave", "2025-02-21", status="denied", copy_of=origin)
    told.say("leave", "2025-02-22", status="denied", copy_of=reply)
    (event,) = told.events()
    assert event.status == "denied" and [s.copied for s in event.history] == [False, False, True]


def test_a_copy_that_lost_the_denial_affirms_nothing(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", status="denied")
    told.say("leave", "2025-02-21", status="announced", copy_of=origin)
    assert told.events()[0].status == "denied"


def test_a_copy_of_a_copy_yields_to_both(told: Told) -> None:
    origin = told.say("leave", "2025-02-20")
    middle = told.say("leave", "2025-02-21", role="总裁", copy_of=origin)
    told.say("leave", "2025-02-22", role="副总裁", copy_of=middle)
    (event,) = told.events()
    assert event.role is None and event.n_roots == 1
    assert {(v.text, v.copied) for v in event.roles} == {("总裁", True), ("副总裁", True)}


def test_what_only_copies_tell_is_no_news(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", person="p1")
    told.say("leave", "2025-02-21", person="p2", copy_of=origin)
    told.say("leave", "2025-02-22", person="p2", copy_of=origin)
    news, error = told.events()
    assert (news.copied, news.n_roots) == (False, 1)
    assert (error.copied, error.n_roots, error.status) == (True, 0, "reported")
    assert all(step.copied for step in error.history) and error.confidence < news.confidence / 2


def test_an_independent_root_makes_it_news(told: Told) -> None:
    origin = told.say("leave", "2025-02-20", person="p1")
    told.say("leave", "2025-02-21", person="p2", role="顾问", copy_of=origin)
    told.say("leave", "2025-02-22", person="p2", role="顾问")
    event = told.events()[1]
    assert (event.copied, event.n_roots, event.role) == (False, 1, "顾问")
    assert [(v.text, v.copied) for v in event.roles] == [("顾问", False)]


def test_words_that_stand_in_the_origin_are_the_origins(told: Told) -> None:
    """The reader missed them there; that is no error of the copy."""
    origin = told.say("leave", "2025-02-20", person="p1")
    told.say("leave", "2025-02-21", person="p2", copy_of=origin, echoed=True, role="顾问")
    event = told.events()[1]
    assert (event.copied, event.n_roots, event.role) == (False, 1, "顾问")


def test_a_copy_may_give_the_day_that_was_not_read_in_its_origin_if_it_is_explicit(told: Told) -> None:
    origin = told.say("leave", "2025-02-20")
    told.say("leave", "2025-03-21", copy_of=origin, echoed=True, date="2025-03-20", basis="relative")
    (event,) = told.events()
    assert event.date is None and event.dates[0].copied
    told.say("leave", "2025-03-21", copy_of=origin, echoed=True, date="2025-02-18")
    (event,) = told.events()
    assert event.date and event.date.edtf == "2025-02-18"


def test_the_outlets_class_moves_belief_and_confidence() -> None:
    found = {}
    for outlet in ("filing", "agency", "press", "unknown", "portal", "self_media"):
        told = Told()
        told.say("leave", "2025-02-20", outlet=outlet)
        found[outlet] = told.events()[0].confidence
    assert (
        found["filing"] > found["agency"] > found["press"] == found["unknown"] > found["portal"] > found["self_media"]
    )
    told = Told()
    told.say("leave", "2025-02-20", role="副总裁", outlet="self_media")
    told.say("leave", "2025-02-20", role="合伙人", outlet="filing")
    assert told.events()[0].role == "合伙人"


def test_a_copy_keeps_its_first_day_of_telling(told: Told) -> None:
    origin = told.say("leave", "2025-02-20")
    told.say("leave", "2025-02-21", copy_of=origin)
    assert told.events()[0].known_from == date(2025, 2, 20)


def test_who_credits_an_outlet_has_the_root_of_its_text(told: Told) -> None:
    told.say("leave", "2025-02-20", credits="某报")
    told.say("leave", "2025-02-21", credits="某报")
    told.say("leave", "2025-02-22", credits="别报")
    assert told.events()[0].n_roots == 2
    told.say("leave", "2025-02-20", name="某报")
    (event,) = told.events()
    assert event.n_roots == 2 and not any(step.copied for step in event.history)
    told.say("leave", "2025-02-23", name="又一报")
    assert told.events()[0].n_roots == 3
