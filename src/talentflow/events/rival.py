"""Occurrences whose days do not meet: two changes, or one change that is told with rival dates.

Nobody leaves an organization twice without having been back in between, and nobody arrives twice without having left.
Two departures a few weeks apart are one departure of which sources give different days. Two that are further apart are
kept apart, as the return may only be untold; the career lists them as a contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.events.window import FIRST, Window
from talentflow.model.claim import Claim

# Days between two dates up to which they are rivals for one change: chosen, not measured. What is only rumored or
# planned may come true at another time than was told, so as far apart as `window.HORIZON` lets it come true.
NEAR, NEAR_SOFT = 92, 366
SOFT = frozenset({"rumored", "planned"})

Side = tuple[Window, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in which an opposite change is told to lie; `seen`: days on which the person was just there."""

    days: Window
    seen: bool


def one_change(early: Side, late: Side, stays: Sequence[Stay]) -> bool:
    """Whether the two are one change; `early` ends before `late` does.

    What is denied did not happen, so what is told to have happened is another one. An opposite change that can lie
    between the two keeps them apart, and so does a day between on which the person is seen there.
    """
    (a, before), (b, after) = early, late
    denied = [claim.status == "denied" for claim in (*before, *after)]
    if any(denied) and not all(denied):
        return False
    soft = any(all(claim.status in SOFT for claim in side) for side in (before, after))
    return a.gap(b) <= (NEAR_SOFT if soft else NEAR) and not any(_between(stay, a, b) for stay in stays)


def _between(stay: Stay, a: Window, b: Window) -> bool:
    if stay.seen:
        return stay.days.first > a.last and stay.days.last < b.first
    first = a.first if a.first > FIRST else a.last
    return stay.days.first >= first and stay.days.last <= b.last
