"""Whom the members of a cohort lost, to whom, what is denied, and how far "nobody" can be trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from talentflow.answers.happenings import Family as FamilyOf
from talentflow.answers.happenings import Happening, happenings
from talentflow.answers.transitions import Family, Transition, transitions
from talentflow.ledger import Clock, Filters, View
from talentflow.model.claim import Absence
from talentflow.model.event import CareerEvent

CHANGES = ("leave", "join", "found")
DENIED = "denied"
NOW = Clock()


def _nobody(words: str) -> frozenset[str]:
    """No organization is known by its name."""
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortQuestion:
    """A cohort by name with its members' ids and names, and the facts about organizations that the ledger lacks.

    `families` gives, by organization id, the ids of the organization itself, its units and its parents; one that is
    missing stands alone; `family` gives the same for a name. `big` are the ids of big tech and its units. `known_by`
    and `as_of` are the two clocks (`ledger.Clock`).
    """

    name: str
    members: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]
    families: Mapping[str, frozenset[str]]
    big: frozenset[str]
    family: FamilyOf = _nobody
    known_by: date | None = None
    as_of: date | None = None

    @property
    def clock(self) -> Clock:
        return Clock(as_of=self.as_of, known_by=self.known_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organization of the cohort.

    `departures` are those that stand, by date, those without one last; `copied` are told by copies only, whose origins
    do not tell them. Without departures, `absences` says which sources assert that there were none; without such a
    source it only means "0 found in `n_documents` documents that speak of it".
    """

    org_id: str
    name: str
    departures: tuple[Transition, ...]
    denied: tuple[CareerEvent, ...]
    copied: tuple[CareerEvent, ...]
    absences: tuple[Absence, ...]
    denied_events: tuple[Happening, ...]
    n_documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortAnswer:
    """`destinations` groups the departures: `big_tech`, `own_venture`, `other`, `not_said`; two goals, two groups.

    `also_to` are arrivals from outside the cohort at organizations that took somebody from it. `clock` is the day the
    answer is for, on which its "nobody" depends.
    """

    name: str
    members: tuple[Member, ...]
    destinations: Mapping[str, tuple[Transition, ...]]
    also_to: tuple[Transition, ...]
    published: tuple[date | None, date | None]
    n_documents: int
    clock: Clock = NOW

    @property
    def intact(self) -> tuple[Member, ...]:
        """Members without a departure that stands."""
        return tuple(member for member in self.members if not member.departures)


def ask(view: View, question: CohortQuestion) -> CohortAnswer:
    """The answer as far as the ledger's sources say."""
    then = Filters(kinds=CHANGES, as_of=question.as_of, known_by=question.known_by)
    changes = view.moves(replace(then, org_ids=_all_ids(question)))
    people = tuple(sorted({e.person_id for e in changes if e.kind == "leave"}))
    careers = view.moves(replace(then, person_ids=people))

    def family(org_id: str) -> frozenset[str]:
        return question.families.get(org_id, frozenset({org_id}))

    told = transitions(careers, family)
    by_org: dict[str, list[Transition]] = defaultdict(list)
    for one in told:
        if one.departure is not None and one.departure.org_id is not None:
            by_org[one.departure.org_id].append(one)
    coverage = view.coverage(tuple(question.members), question.clock)
    members = tuple(_member(view, question, org_id, by_org, coverage[org_id]) for org_id in question.members)
    departures = [d for member in members for d in member.departures]
    return CohortAnswer(
        name=question.name,
        members=members,
        destinations=_destinations(departures, question.big),
        also_to=_also_to(view, question, departures, family),
        published=view.published(question.clock),
        n_documents=view.counts(question.clock)["documents"],
        clock=question.clock,
    )


def _all_ids(question: CohortQuestion) -> tuple[str, ...]:
    return tuple(one for org_id in question.members for one in (org_id, *question.units.get(org_id, ())))


def _member(
    view: View, question: CohortQuestion, org_id: str, by_org: Mapping[str, Sequence[Transition]], n_documents: int
) -> Member:
    ids = (org_id, *question.units.get(org_id, ()))
    told = [(one, one.departure) for own in ids for one in by_org.get(own, ())]
    told.sort(key=lambda pair: pair[0].first_day or date.max)
    gone = [left for _, left in told if left is not None]
    happened = happenings(view, ids, question.clock, question.family)
    return Member(
        org_id=org_id,
        name=question.members[org_id],
        departures=tuple(one for one, left in told if left is not None and _stands(left)),
        denied=tuple(left for left in gone if left.status == DENIED),
        copied=tuple(left for left in gone if left.copied and left.status != DENIED),
        absences=tuple(view.absences(ids, question.clock)),
        denied_events=tuple(one for one in happened if one.status == DENIED),
        n_documents=n_documents,
    )


def _stands(event: CareerEvent) -> bool:
    return event.status != DENIED and not event.copied


def _destinations(departures: Sequence[Transition], big: frozenset[str]) -> dict[str, tuple[Transition, ...]]:
    groups: dict[str, list[Transition]] = {"big_tech": [], "own_venture": [], "other": [], "not_said": []}
    for one in departures:
        goals = {_goal(arrival, big) for arrival in one.arrivals} or {"not_said"}
        for goal in goals:
            groups[goal].append(one)
    return {goal: tuple(found) for goal, found in groups.items()}


def _goal(arrival: CareerEvent, big: frozenset[str]) -> str:
    if arrival.kind == "found":
        return "own_venture"
    return "big_tech" if arrival.org_id in big else "other"


def _also_to(
    view: View, question: CohortQuestion, departures: Sequence[Transition], family: Family
) -> tuple[Transition, ...]:
    goals = {a.org_id for one in departures for a in one.arrivals if a.kind == "join" and a.org_id is not None}
    takers = tuple(sorted({unit for goal in goals for unit in family(goal)} - set(_all_ids(question))))
    if not takers:
        return ()
    own = {one.person_id for one in departures}
    then = Filters(as_of=question.as_of, known_by=question.known_by)
    came = view.moves(replace(then, kinds=("join",), org_ids=takers))
    people = tuple(sorted({event.person_id for event in came} - own))
    careers = view.moves(replace(then, kinds=CHANGES, person_ids=people))
    told = transitions(careers, family)
    return tuple(one for one in told if any(a.kind == "join" and a.org_id in takers for a in one.arrivals))
