"""Departures joined with where the person went: a transition, from and to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from talentflow.model.event import CareerEvent

ARRIVALS = frozenset({"join", "found"})
EARLY_DAYS = 62  # how long before the departure's first day an arrival may be told to be
DENIED = "denied"

Family = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A departure with the arrivals that follow it (none: nobody says where to), or an arrival with no departure."""

    departure: CareerEvent | None
    arrivals: tuple[CareerEvent, ...]

    @property
    def person_id(self) -> str:
        return self._one.person_id

    @property
    def person(self) -> str:
        return self._one.person

    @property
    def first_day(self) -> date | None:
        """The first day on which it may have begun; None where nobody dates it."""
        return _first_day(self._one)

    @property
    def events(self) -> tuple[CareerEvent, ...]:
        return (*((self.departure,) if self.departure else ()), *self.arrivals)

    @property
    def _one(self) -> CareerEvent:
        return self.departure or self.arrivals[0]


def transitions(events: Iterable[CareerEvent], family: Family) -> list[Transition]:
    """Departures in the order given, each with its arrivals, then the arrivals that no departure leads to.

    `family` gives an organization with its units and parents: going there is no arrival elsewhere. Arrivals that are
    denied, or told by copies only, lead nowhere. An arrival belongs to a departure that it can follow (not before it,
    or, where one of the two has no date, told by a document that tells both): the one most documents tell it with, the
    latest on a tie.
    """
    people: dict[str, list[CareerEvent]] = defaultdict(list)
    for event in events:
        people[event.person_id].append(event)
    found: list[Transition] = []
    rest: list[Transition] = []
    for told in people.values():
        departures = [e for e in told if e.kind == "leave"]
        arrivals = [e for e in told if e.kind in ARRIVALS and _stands(e)]
        chosen = {a.id: _departure(a, departures, family) for a in arrivals}
        for one in departures:
            after = tuple(a for a in arrivals if chosen[a.id] == one.id)
            found.append(Transition(departure=one, arrivals=after))
        rest += [Transition(departure=None, arrivals=(a,)) for a in arrivals if chosen[a.id] is None]
    return found + rest


def _departure(arrival: CareerEvent, departures: Sequence[CareerEvent], family: Family) -> str | None:
    """The id of the departure an arrival follows; None when none fits."""
    fitting = [d for d in departures if _stands(d) and _elsewhere(d, arrival, family) and _follows(d, arrival)]
    if not fitting:
        return None
    return max(fitting, key=lambda d: (_n_shared(d, arrival), _first_day(d) or date.min, d.id)).id


def _stands(event: CareerEvent) -> bool:
    return event.status != DENIED and not event.copied


def _elsewhere(departure: CareerEvent, arrival: CareerEvent, family: Family) -> bool:
    if departure.org_id is None or arrival.org_id is None:
        return True
    return arrival.org_id not in family(departure.org_id)


def _follows(departure: CareerEvent, arrival: CareerEvent) -> bool:
    left, came = _first_day(departure), _last_day(arrival)
    if left is None or came is None:
        return _n_shared(departure, arrival) > 0 or _last_day(departure) is None
    return (left - came).days <= EARLY_DAYS


def _n_shared(departure: CareerEvent, arrival: CareerEvent) -> int:
    """How many documents tell both."""
    return len({step.doc for step in departure.history} & {step.doc for step in arrival.history})


def _first_day(event: CareerEvent) -> date | None:
    return event.date.start if event.date is not None else None


def _last_day(event: CareerEvent) -> date | None:
    return event.date.end if event.date is not None else None
