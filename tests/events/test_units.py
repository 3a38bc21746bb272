"""A unit and the organization above it: one change told in more or less detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.events.telling import Told

from talentflow import events
from talentflow.model.event import CareerEvent

ABOVE = {"o-组": ("o-厂",), "o-别组": ("o-厂",)}


def found(told: Told) -> list[CareerEvent]:
    made = events.find(told.claims, told.tellers, above=ABOVE)
    assert made == events.find(told.claims[::-1], told.tellers, above=ABOVE)
    return sorted(made, key=lambda e: (e.known_from or date.max, e.id))


def test_joining_the_unit_is_joining_the_organization() -> None:
    told = Told()
    told.say("join", "2025-02-21", org="厂", role="负责人")
    told.say("join", "2025-02-22", org="组", date="2025-02-21")
    (event,) = found(told)
    assert (event.org_id, event.org, event.role, event.n_roots) == ("o-组", "组", "负责人", 2)
    assert sorted(value.text for value in event.orgs) == ["厂", "组"]
    assert all(not event.orgs for event in told.events())  # nobody says that one is above the other


def test_an_old_arrival_is_not_todays() -> None:
    told = Told()
    told.say("join", "2020-03-01", org="厂")
    told.say("join", "2025-02-22", org="组", date="2025-02")
    told.say("join", "2025-02-23", org="厂", date="2020-03")
    assert len(found(told)) == 2


def test_one_document_that_tells_both_tells_them_apart() -> None:
    told = Told()
    told.say("join", "2025-02-22", org="厂", date="2025-02")
    told.say("join", "2025-02-22", org="组", date="2025-02")
    told.claims[1] = replace(told.claims[1], doc_hash=told.claims[0].doc_hash)
    assert len(found(told)) == 2


def test_two_units_leave_it_open_which() -> None:
    told = Told()
    for org in ("组", "别组", "厂"):
        told.say("leave", "2025-02-22", org=org, date="2025-02")
    assert sorted(event.org_id or "" for event in found(told)) == ["o-别组", "o-厂", "o-组"]


def test_a_post_at_a_unit_is_no_post_above_it() -> None:
    told = Told()
    told.say("appoint", "2025-02-22", org="厂", role="总裁")
    told.say("appoint", "2025-02-22", org="组", role="总裁")
    assert len(found(told)) == 2
