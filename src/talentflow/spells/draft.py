"""A spell in the making: the events that open, tell and close it, and how their days stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from talentflow.model.event import CareerEvent
from talentflow.model.ids import content_id
from talentflow.model.likeness import alike, folded
from talentflow.model.spell import Censoring, Contradiction, Hypothesis, Spell
from talentflow.model.time import OPEN, When

FIRST, LAST = date.min, date.max
SOFT = frozenset({"rumored", "planned"})
NARROW = 31  # days up to which a date counts as one point of a career

Days = tuple[date, date]


@dataclass(slots=True)
class Draft:
    """Events of one stay; `opened`, `told` and `closed` are in the order in which they were taken in.

    `role` is as it is compared (`CareerEvent.post`).
    """

    place: str
    role: str | None
    opened: list[CareerEvent] = field(default_factory=list)
    told: list[CareerEvent] = field(default_factory=list)
    closed: list[CareerEvent] = field(default_factory=list)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    after: When | None = None  # an earlier stay ended then: this one began later
    rejoined: bool = False

    @property
    def first(self) -> CareerEvent:
        return (self.opened or self.told or self.closed)[0]

    @property
    def start(self) -> When | None:
        """The day of the first opening that has one, or the left end of a told range of years."""
        dated = [event.date for event in self.opened if event.date is not None]
        if dated or self.opened:
            return dated[0] if dated else None
        return next((left for event in self._posts() if (left := _sides(event)[0]) is not None), None)

    @property
    def end(self) -> When | None:
        dated = [event.date for event in self.closed if event.date is not None]
        if dated or self.closed:
            return dated[0] if dated else None
        return next((right for event in self._posts() if (right := _sides(event)[1]) is not None), None)

    def _posts(self) -> list[CareerEvent]:
        """What tells of days at the post: background, as firm as the spell itself. A rumored change tells of none."""
        held = [event for event in self.told if event.kind == "held"]
        return [event for event in held if event is self.first or event.status not in SOFT]

    @property
    def is_open(self) -> bool:
        return not self.closed and self.end is None

    def fits(self, role: str | None) -> bool:
        """The role can be that of this stay."""
        return role is None or self.role is None or alike(self.role, role)

    def began_after(self, event: CareerEvent) -> bool:
        """Every day on which it can have begun lies after every day of the event."""
        if self.opened:
            began = min(days(one)[0] for one in self.opened)
        elif self.start is not None:
            began = self.start.start or FIRST
        else:
            return False
        return days(event)[1] < began

    def ended_before(self, event: CareerEvent) -> bool:
        """Every day on which it can have ended lies before every day of the event."""
        ended = self.end
        if ended is not None:
            return event.date is not None and ended.is_before(event.date)
        return bool(self.closed) and max(days(one)[1] for one in self.closed) < days(event)[0]

    def spell(self) -> Spell:
        """The finished record."""
        one = self.first
        start, end = self.start, self.end
        if start is None and self.after is not None and self.after.start is not None:
            start = When.range(self.after.start.isoformat(), None)
        everything = [*self.opened, *self.told, *self.closed]
        if any(event.status == "disputed" for event in everything):
            disputed = tuple(event.id for event in everything if event.status == "disputed")
            self.contradictions.append(Contradiction(kind="disputed", event_ids=disputed))
        return Spell(
            id=content_id("s", one.id),
            person_id=one.person_id,
            person=one.person,
            org_id=one.org_id,
            org=one.org or one.venture,
            role=next((event.role for event in everything if event.post == self.role), self.role),
            status=one.status,
            start=start,
            end=end,
            start_censoring=self._start_censoring(start),
            end_censoring=self._end_censoring(end),
            opened_by=tuple(event.id for event in self.opened),
            closed_by=tuple(event.id for event in self.closed),
            told_by=tuple(event.id for event in self.told),
            seen=_seen(self._posts()),
            hypotheses=tuple(self.hypotheses),
            contradictions=tuple(self.contradictions),
            rejoined=self.rejoined or any(event.returns for event in self.opened),
            confidence=one.confidence,
        )

    def _start_censoring(self, start: When | None) -> Censoring:
        if start is not None:
            return _width(start)
        return "told" if self.opened else "left"

    def _end_censoring(self, end: When | None) -> Censoring:
        if end is not None:
            return _width(end)
        return "told" if self.closed else "right"


def place_of(event: CareerEvent) -> str:
    """Where: the organization's id, or the words for one that has none."""
    if event.org_id is not None:
        return event.org_id
    return f"words:{folded(event.org or event.venture or '')}"


def days(event: CareerEvent) -> Days:
    """The days in which the event can lie; an undated one lies before it was told, if it was told as done."""
    if event.date is not None:
        return event.date.start or FIRST, event.date.end or LAST
    return FIRST, event.known_from or LAST


def disjoint(left: CareerEvent, right: CareerEvent) -> bool:
    """Both are dated, and no day is in both."""
    return left.date is not None and right.date is not None and not left.date.overlaps(right.date)


def in_order(events: Iterable[CareerEvent]) -> list[CareerEvent]:
    """By the first day, or the last one where nobody knows the first; ties by the other day, then by id."""

    def key(event: CareerEvent) -> tuple[date, date, str]:
        first, last = days(event)
        return (last if first == FIRST else first), last, event.id

    return sorted(events, key=key)


def _sides(event: CareerEvent) -> tuple[When | None, When | None]:
    """The ends of a told range ("2018/2021"); a single date says only that the person was there."""
    if event.date is None or "/" not in event.date.edtf:
        return None, None
    left, _, right = event.date.edtf.partition("/")
    basis = event.date.basis
    return tuple(When.parse(side, basis=basis) if side != OPEN else None for side in (left, right))  # type: ignore[return-value]


def _seen(told: Iterable[CareerEvent]) -> tuple[When, ...]:
    whens = {event.date.edtf: event.date for event in told if event.date is not None}
    return tuple(whens[edtf] for edtf in sorted(whens) if whens[edtf].start is not None and whens[edtf].end is not None)


def _width(when: When) -> Censoring:
    return "none" if when.n_days is not None and when.n_days <= NARROW else "interval"
