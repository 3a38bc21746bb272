"""Laws of fusion under generated tellings: order is nothing, copies move nothing, nobody leaves twice within weeks."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests import build

from talentflow import events
from talentflow.events.rival import NEAR
from talentflow.model.claim import Claim
from talentflow.model.event import CareerEvent
from talentflow.model.teller import Teller
from talentflow.model.time import When

ROLES = [None, "副总裁", "首席财务官", "董事长"]
DATES = [None, "2024", "2024-03", "2024-03~", "2024-04-02", "2024-06", "2025-01", "../2024-05"]
Spec = tuple[str, str, str | None, str | None, int]

specs = st.tuples(
    st.sampled_from(["leave", "join", "step_down", "appoint", "held"]),
    st.sampled_from(["announced", "reported", "rumored", "planned", "denied"]),
    st.sampled_from(ROLES),
    st.sampled_from(DATES),
    st.integers(0, 500),
)


def tell(spec: Spec, index: int, after: date = date(2024, 3, 1)) -> tuple[Claim, Teller]:
    kind, status, role, when, day = spec
    at = build.document(f"{index} 某人。", published=(after + timedelta(days=day)).isoformat(), doc=f"d{index}")
    claim = build.claim(at, "某人", kind, "甲", status=status, role=role, date=when)
    return replace(claim, person_id="p1", org_id="o1"), Teller(known_on=at.published)


def all_of(told: list[tuple[Claim, Teller]]) -> tuple[CareerEvent, ...]:
    return events.find([claim for claim, _ in told], {claim.doc_hash: teller for claim, teller in told})


def substance(event: CareerEvent) -> tuple[object, ...]:
    """What an event says, without the list of who says it."""
    return event.kind, event.status, event.role, event.date, event.reason, event.n_roots, event.confidence


@given(st.lists(specs, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_claims_is_nothing(told: list[Spec], rng: random.Random) -> None:
    made = [tell(spec, index) for index, spec in enumerate(told)]
    shuffled = made[:]
    rng.shuffle(shuffled)
    assert all_of(shuffled) == all_of(made)


@given(st.lists(specs, min_size=1, max_size=4), st.lists(st.tuples(st.integers(0, 3), specs), max_size=4))
def test_copies_move_nothing(told: list[Spec], copies: list[tuple[int, Spec]]) -> None:
    """Whatever a copy makes of its origin's words, short of denying them."""
    made = [tell(spec, index) for index, spec in enumerate(told)]
    before = sorted(map(substance, all_of(made)), key=repr)
    spoiled = []
    for index, (origin, (_, status, role, when, day)) in enumerate(copies):
        claim, teller = made[origin % len(made)]
        kind, _, old_role, *_ = told[origin % len(made)]
        by_role = kind in ("step_down", "appoint", "held")
        said = status if status != "denied" or claim.status == "denied" else "reported"
        copy, late = tell((kind, said, old_role if by_role else role, when, day), 100 + index, teller.known_on)
        spoiled.append((copy, replace(late, root=claim.doc_hash, origins=(claim.doc_hash,))))
    assert sorted(map(substance, all_of(made + spoiled)), key=repr) == before


@given(st.lists(st.sampled_from([date for date in DATES if date and "~" not in date]), min_size=1, max_size=6))
def test_nobody_leaves_twice_within_weeks(dates: list[str]) -> None:
    """Two departures without a return lie further apart than rival dates of one."""
    told = [tell(("leave", "reported", None, when, 500), index) for index, when in enumerate(dates)]
    ends = sorted(min(When.parse(v.text).end or date.max for v in event.dates) for event in all_of(told))
    assert all((late - early).days > NEAR for early, late in pairwise(ends))


@given(st.lists(specs, min_size=1, max_size=7))
def test_every_value_told_is_kept_and_beliefs_are_shares(told: list[Spec]) -> None:
    made = [tell(spec, index) for index, spec in enumerate(told)]
    for event in all_of(made):
        claims = [claim for claim, _ in made if claim.id in event.claim_ids]
        affirming = [claim for claim in claims if claim.status != "denied"] or claims
        assert {v.text for v in event.dates} == {c.date.edtf for c in affirming if c.date}
        assert sum(v.belief for v in event.dates) <= 1.001 and sum(v.belief for v in event.roles) <= 1.001
        assert 0 <= event.confidence <= 1
