"""Careers: what opens and closes a spell, what is censored, what is only supposed, what does not fit."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests import build, toy
from tests.events.telling import Told

from talentflow import events
from talentflow.entities import resolve
from talentflow.model.spell import Spell
from talentflow.spells import build as careers


def spells(*lines: str, published: str = "2025-06-01", above: dict[str, tuple[str, ...]] | None = None) -> list[Spell]:
    """The careers of one document whose lines are `person kind org role [status] [date]`."""
    at = build.document("\n".join(lines), published=published)
    claims = list(toy.extract(at).claims)
    applied = resolve(claims, {}, published={at.hash: at.published}).applied(claims)
    return list(careers(events.find(applied, build.tellers(at)), above or {}))


def shown(found: list[Spell]) -> list[tuple[str | None, str | None, str | None, str, str]]:
    return [
        (s.org, s.start.edtf if s.start else None, s.end.edtf if s.end else None, s.start_censoring, s.end_censoring)
        for s in found
    ]


def kinds(spell: Spell) -> list[str]:
    return [one.kind for one in (*spell.hypotheses, *spell.contradictions)]


def test_arrival_and_departure_are_one_spell() -> None:
    (one,) = spells("张三 join 甲公司 2021-03", "张三 leave 甲公司 2023-05")
    assert shown([one]) == [("甲公司", "2021-03", "2023-05", "none", "none")]
    assert (len(one.opened_by), len(one.closed_by), one.is_open) == (1, 1, False)
    assert [one.held_on(date(y, 1, 1)) for y in (2020, 2022, 2024)] == ["no", "yes", "no"]


def test_what_nobody_tells_is_censored() -> None:
    assert shown(spells("张三 leave 甲公司 2023-05")) == [("甲公司", None, "2023-05", "left", "none")]
    assert shown(spells("张三 join 甲公司 2023-05")) == [("甲公司", "2023-05", None, "none", "right")]
    assert shown(spells("张三 join 甲公司 2023")) == [("甲公司", "2023", None, "interval", "right")]
    assert shown(spells("张三 join 甲公司")) == [("甲公司", None, None, "told", "right")]
    assert shown(spells("张三 held 甲公司")) == [("甲公司", None, None, "left", "right")]
    assert shown(spells("张三 held 甲公司 2018/2021")) == [("甲公司", "2018", "2021", "interval", "interval")]


def test_joining_another_closes_nothing_but_is_a_hypothesis() -> None:
    old, new = spells("张三 join 甲公司 2021-03", "张三 join 乙公司 2023-05")
    assert old.is_open and old.end is None and new.is_open
    (supposed,) = old.hypotheses
    assert supposed.kind == "left_by" and supposed.date is not None and supposed.date.edtf == "../2023-05-31"
    assert supposed.event_ids == new.opened_by and new.hypotheses == ()
    assert old.held_on(date(2024, 1, 1)) == "maybe"


def test_a_unit_is_no_elsewhere_and_leaving_the_parent_leaves_it() -> None:
    lines = "张三 join 甲公司 2021-03", "张三 join 乙公司 2022-05"
    unit, parent = (next(s.org_id for s in spells(*lines) if s.org == org) or "" for org in ("乙公司", "甲公司"))
    above = {unit: (parent,)}
    assert [kinds(one) for one in spells(*lines, above=above)] == [[], []]
    both = spells(*lines, "张三 leave 甲公司 2024-01", above=above)
    assert [one.end.edtf if one.end else None for one in both] == ["2024-01", "2024-01"]
    one, other = spells(*lines, "张三 leave 乙公司 2024-01", above=above)
    assert one.is_open and not other.is_open


def test_overlapping_posts_are_kept() -> None:
    one, other = spells("张三 held 甲公司 2018/2021", "张三 held 乙公司 2020/2024")
    assert [one.held_on(date(2020, 6, 1)), other.held_on(date(2020, 6, 1))] == ["yes", "yes"]
    assert shown([one, other])[0][0] == "甲公司" and not kinds(one) and not kinds(other)


def test_a_rejoin_is_a_new_spell() -> None:
    first, second = spells("张三 join 甲公司 2018-01", "张三 leave 甲公司 2019-01", "张三 join 甲公司 2021-03")
    assert (first.is_open, second.is_open, first.rejoined, second.rejoined) == (False, True, False, True)
    assert not kinds(first) and not kinds(second)


def test_contradictions_are_listed() -> None:
    first, second = spells("张三 join 甲公司 2018-01", "张三 join 甲公司 2021-03")
    assert "joined_twice" in kinds(first) and "joined_twice" in kinds(second)
    first, second = spells("张三 leave 甲公司 2018-01", "张三 leave 甲公司 2021-03")
    assert kinds(first) == kinds(second) == ["left_twice"]
    assert second.start is not None and second.start.edtf == "2018-01-01/.."
    before, after = spells("张三 leave 甲公司 2021-01", "张三 join 甲公司 2021-06")
    assert kinds(before) == kinds(after) == ["left_before_joined"]
    before, after = spells("张三 leave 甲公司 2015-01", "张三 join 甲公司 2021-06")
    assert not kinds(before) and not kinds(after) and after.rejoined


def test_rumors_and_plans_move_no_bound() -> None:
    (one,) = spells("张三 join 甲公司 2021-03", "张三 leave 甲公司 rumored")
    assert one.is_open and kinds(one) == ["end_rumored"]
    (one,) = spells("张三 join 甲公司 planned 2025-07")
    assert (one.status, kinds(one)) == ("planned", ["start_planned"])
    (one,) = spells("张三 leave 甲公司 planned 2025-07")
    assert one.is_open and one.end is None and kinds(one) == ["end_planned"]
    assert spells("张三 leave 甲公司 denied") == []


def test_people_are_apart() -> None:
    found = spells("张三 join 甲公司 2021-03", "李四 join 甲公司 2021-03")
    assert len({one.person_id for one in found}) == 2


line = st.builds(
    lambda kind, org, status, when: f"张三 {kind} {org} {status} {when}".rstrip(),
    st.sampled_from(["leave", "join", "step_down", "appoint", "held", "found"]),
    st.sampled_from(["甲公司", "乙公司"]),
    st.sampled_from(["announced", "reported", "rumored", "planned", "denied"]),
    st.sampled_from(["", "2023", "2024", "2024-03", "2024-03~", "2024-06-11", "../2024-05", "2019/2021"]),
)


def test_a_post_is_one_in_both_scripts() -> None:
    told = Told()
    told.say("appoint", "2024-01-05", date="2024-01", role="首席技術官", role_key="首席技术官")
    told.say("appoint", "2024-01-06", date="2024-01", role="财务总监")
    told.say("step_down", "2025-03-05", date="2025-03", role="首席技术官")
    stays = careers(told.events(), {})
    assert [(one.role, one.is_open) for one in stays] == [("首席技術官", False), ("财务总监", True)]


def test_the_days_of_a_rumored_change_are_no_bounds() -> None:
    (one,) = spells("张三 leave 甲公司 rumored 2025-01/2025-02")
    assert shown([one]) == [("甲公司", None, None, "left", "right")] and one.seen == ()
    assert kinds(one) == ["end_rumored"] and one.hypotheses[0].date and one.hypotheses[0].date.edtf == "2025-01/2025-02"
    (two,) = spells("张三 held 甲公司", "张三 join 甲公司 planned 2026-01/2026-02")
    assert shown([two]) == [("甲公司", None, None, "left", "right")]


@given(st.lists(line, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_laws(lines: list[str], rng: random.Random) -> None:
    at = build.document("\n".join(lines), published="2025-06-01")
    claims = list(toy.extract(at).claims)
    known = {at.hash: at.published}
    told = list(events.find(resolve(claims, {}, published=known).applied(claims), build.tellers(at)))
    found = careers(told)
    shuffled = told[:]
    rng.shuffle(shuffled)
    assert careers(shuffled) == found  # the order of events is nothing
    assert len({one.id for one in found}) == len(found)
    by_id = {event.id: event for event in told}
    used = {i for one in found for i in (*one.opened_by, *one.closed_by, *one.told_by)}
    for one in found:
        assert all(by_id[i].kind in ("join", "found", "appoint") for i in one.opened_by)
        assert all(by_id[i].kind in ("leave", "step_down") for i in one.closed_by)
        assert all(by_id[i].org_id == one.org_id for i in (*one.opened_by, *one.closed_by, *one.told_by))
        assert one.is_open == (not one.closed_by and one.end is None)
    openings = [e.id for e in told if e.kind in ("join", "found", "appoint", "held") and e.status != "denied"]
    assert set(openings) <= used  # nothing that is told gets lost
    assert not used & {e.id for e in told if e.status == "denied"}


def test_nothing_is_supposed_of_what_nobody_dates() -> None:
    post, arrival = sorted(
        spells("张三 held 甲公司", "张三 join 乙公司 2013-12"), key=lambda one: one.org or "", reverse=True
    )
    assert not kinds(post) and not kinds(arrival)
