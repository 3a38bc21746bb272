"""Events of people to the spells of their careers: typed rules only, contradictions listed, hypotheses apart.

`join`, `found` and `appoint` open a spell, `held` tells of one, `leave` closes every spell at the organization and its
units that had begun by then, `step_down` the one in its role. Joining Y closes nothing at X. What is rumored or planned
moves no bound; what is denied, or told by copies only, makes nothing. Disjoint arrivals never merge: a rejoin is a new
spell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from talentflow.model.event import CareerEvent
from talentflow.model.likeness import alike
from talentflow.model.spell import Contradiction, ContradictionKind, Hypothesis, HypothesisKind, Spell
from talentflow.spells.draft import Draft, days, disjoint, in_order, place_of
from talentflow.spells.infer import suppose

OPENS = frozenset({"join", "found", "appoint"})
ARRIVES = frozenset({"join", "found"})
CLOSES = frozenset({"leave", "step_down"})
FIRM = frozenset({"announced", "reported", "disputed"})
SHORT_GAP = 366  # days within which "left" before "joined" is a contradiction, not an earlier stay
SOFT_END: dict[str, HypothesisKind] = {"rumored": "end_rumored", "planned": "end_planned"}
SOFT_START: dict[str, HypothesisKind] = {"rumored": "start_rumored", "planned": "start_planned"}

Above = Mapping[str, Collection[str]]


def build(events: Iterable[CareerEvent], above: Above | None = None) -> tuple[Spell, ...]:
    """Spells of everybody the events are about, by person and then in order of time; the events' order is no matter.

    `above` gives the parents of an organization: leaving a parent leaves its units.
    """
    people: dict[str, list[CareerEvent]] = defaultdict(list)
    for event in events:
        if event.status != "denied" and not event.copied:
            people[event.person_id].append(event)
    return tuple(spell for person in sorted(people) for spell in _career(people[person], above or {}))


def _career(events: Sequence[CareerEvent], above: Above) -> list[Spell]:
    firm = [event for event in events if event.status in FIRM]
    soft = [event for event in events if event.status not in FIRM]
    drafts: list[Draft] = []
    for event in in_order(e for e in firm if e.kind in OPENS):
        _open(drafts, event)
    for event in in_order(e for e in firm if e.kind == "held"):
        _tell(drafts, event)
    for event in in_order(e for e in firm if e.kind in CLOSES):
        _close(drafts, event, above)
    _joined_again(drafts)
    for event in in_order(e for e in soft if e.kind in OPENS or e.kind == "held"):
        _suppose_start(drafts, event)
    for event in in_order(e for e in soft if e.kind in CLOSES):
        _suppose_end(drafts, event, above)
    suppose(drafts, above)
    return [draft.spell() for draft in sorted(drafts, key=_by_time)]


def _by_time(draft: Draft) -> tuple[date, date, str]:
    first, last = days(draft.first)
    start = draft.start
    return (start.start if start is not None and start.start is not None else last), first, draft.first.id


def _open(drafts: list[Draft], event: CareerEvent) -> None:
    """A new stay, or more words for one that has begun: a role given on arrival, a second telling."""
    here = [draft for draft in drafts if draft.place == place_of(event)]
    for draft in here:
        if any(disjoint(one, event) for one in draft.opened):
            continue
        both_arrive = event.kind in ARRIVES and draft.opened[0].kind in ARRIVES
        if both_arrive or (event.date is not None and draft.fits(event.post)) or _same_role(draft, event):
            draft.opened.append(event)
            draft.role = draft.role or event.post
            return
    made = Draft(place_of(event), event.post, opened=[event])
    earlier = [draft for draft in here if draft.opened[0].kind in ARRIVES]
    if event.kind in ARRIVES and earlier:
        made.rejoined = True
    drafts.append(made)


def _same_role(draft: Draft, event: CareerEvent) -> bool:
    return draft.role is not None and event.post is not None and alike(draft.role, event.post)


def _tell(drafts: list[Draft], event: CareerEvent) -> None:
    """A post told as background: of a stay that is known, or of one that had begun before."""
    here = [draft for draft in drafts if draft.place == place_of(event) and draft.fits(event.post)]
    for draft in sorted(here, key=lambda d: not _same_role(d, event)):
        if draft.began_after(event) and event.date is not None:
            continue
        if draft.opened or not any(disjoint(one, event) for one in draft.told):
            draft.told.append(event)
            draft.role = draft.role or event.post
            return
    drafts.append(Draft(place_of(event), event.post, told=[event]))


def _close(drafts: list[Draft], event: CareerEvent, above: Above) -> None:
    here = [draft for draft in drafts if _under(draft.place, place_of(event), above)]
    going = _last_stays([draft for draft in _leaving(here, event) if draft.is_open])
    if going:
        for draft in going:
            draft.closed.append(event)
            _late_words(draft, event)
        return
    ended = [draft for draft in _leaving(here, event) if not draft.ended_before(event)]
    if ended:
        ended[-1].closed.append(event)
        return
    own = [draft for draft in here if draft.place == place_of(event)]
    made = Draft(place_of(event), event.post, closed=[event])
    before = [draft for draft in own if draft.ended_before(event) and (event.kind == "leave" or draft.fits(event.post))]
    if before:
        made.after = before[-1].end
        _contradict("left_twice", [before[-1], made], [*before[-1].closed, event])
    elif event.kind == "leave":
        for draft in own:
            if draft.opened and not draft.rejoined and not draft.opened[0].returns and _soon(event, draft.opened[0]):
                _contradict("left_before_joined", [draft, made], [event, draft.opened[0]])
            elif draft.opened and draft.opened[0].kind in ARRIVES and draft.began_after(event):
                draft.rejoined = True
    drafts.append(made)


def _leaving(drafts: Sequence[Draft], event: CareerEvent) -> list[Draft]:
    """Those the departure can end: begun by then, and in the role where only a role ends."""
    begun = [draft for draft in drafts if not draft.began_after(event)]
    if event.kind == "leave":
        return begun
    if event.post is None:
        return begun if len(begun) == 1 else []
    return [draft for draft in begun if draft.role is not None and alike(draft.role, event.post)]


def _late_words(draft: Draft, event: CareerEvent) -> None:
    """Posts that a source dates after the departure."""
    late = [one for one in draft.told if one.date is not None and event.date is not None]
    late = [one for one in late if one.date is not None and event.date is not None and event.date.is_before(one.date)]
    if late:
        _contradict("told_after_leaving", [draft], [event, *late])


def _joined_again(drafts: Sequence[Draft]) -> None:
    """Two arrivals at one place, and nobody told of the departure between."""
    by_place: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.opened and draft.opened[0].kind in ARRIVES:
            by_place[draft.place].append(draft)
    for stays in by_place.values():
        for early, late in pairwise(stays):
            if early.is_open and not late.opened[0].returns:
                _contradict("joined_twice", [early, late], [early.opened[0], late.opened[0]])


def _last_stays(drafts: Sequence[Draft]) -> list[Draft]:
    """Of several arrivals at one place the last: one leaves the stay one is in."""
    last = {draft.place: draft for draft in drafts if draft.opened and draft.opened[0].kind in ARRIVES}
    return [d for d in drafts if not d.opened or d.opened[0].kind not in ARRIVES or last[d.place] is d]


def _soon(left: CareerEvent, joined: CareerEvent) -> bool:
    if left.date is None or joined.date is None or not left.date.is_before(joined.date):
        return False
    return (days(joined)[0] - days(left)[1]).days <= SHORT_GAP


def _suppose_start(drafts: list[Draft], event: CareerEvent) -> None:
    """What is rumored or planned to begin: a spell that says so, or nothing new where it has begun."""
    for draft in drafts:
        if draft.place == place_of(event) and draft.fits(event.post) and not draft.ended_before(event):
            draft.told.append(event)
            return
    made = Draft(place_of(event), event.post, told=[event])
    if event.kind in OPENS:
        made = Draft(place_of(event), event.post, opened=[event])
        kind = SOFT_START[event.status]
        made.hypotheses.append(Hypothesis(kind=kind, date=event.date, event_ids=(event.id,)))
    drafts.append(made)


def _suppose_end(drafts: list[Draft], event: CareerEvent, above: Above) -> None:
    """What is rumored or planned to end: a hypothesis about the spells it would end."""
    here = [draft for draft in drafts if _under(draft.place, place_of(event), above)]
    going = [draft for draft in _leaving(here, event) if draft.is_open]
    if not going and any(not draft.is_open for draft in here):
        return
    if not going:
        going = [Draft(place_of(event), event.post, told=[event])]
        drafts += going
    for draft in going:
        kind = SOFT_END[event.status]
        draft.hypotheses.append(Hypothesis(kind=kind, date=event.date, event_ids=(event.id,)))


def _contradict(kind: ContradictionKind, drafts: Iterable[Draft], events: Iterable[CareerEvent]) -> None:
    noted = Contradiction(kind=kind, event_ids=tuple(dict.fromkeys(event.id for event in events)))
    for draft in drafts:
        if noted not in draft.contradictions:
            draft.contradictions.append(noted)


def _under(place: str, other: str, above: Above) -> bool:
    """`place` is the other one, or a unit of it."""
    return place == other or other in above.get(place, ())
