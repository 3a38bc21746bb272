"""When a claim's occurrence can have been: the days it leaves open, and which claims can speak of one occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from talentflow.model.claim import Claim

# How many days after its publication a document's undated claim may still come true.
HORIZON: dict[str, int] = {"announced": 92, "reported": 31, "planned": 366, "rumored": 366, "denied": 366}
# How far `~` on a date widens it when dates are compared, either side, by the date's length in days.
WIDEN_MONTH, WIDEN_YEAR = 31, 183

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both ends inside, in which the occurrence can lie; proleptic ordinals."""

    first: int
    last: int

    @property
    def n_days(self) -> int:
        return self.last - self.first + 1

    def meet(self, other: Window) -> Window | None:
        """The days of both; None when there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None

    def gap(self, other: Window) -> int:
        """Days from the end of one to the beginning of the other; 0 where they meet."""
        return max(other.first - self.last, self.first - other.last, 0)

    def distance(self, day: int) -> int:
        """Days between a day and the nearest day of the window."""
        return max(self.first - day, day - self.last, 0)


def window(claim: Claim, known_on: date | None) -> Window:
    """The days that a claim leaves open: its date, or any day up to a horizon after its publication.

    `~` widens the date: "2024-11~" and "2024-12" can be one occurrence. A document cannot report what lies beyond
    its horizon, so an undated claim of 2019 never speaks of a move in 2024.
    """
    when = claim.date
    if when is None:
        known = known_on.toordinal() if known_on is not None else LAST
        return Window(FIRST, min(known + HORIZON[claim.status], LAST))
    first = when.start.toordinal() if when.start is not None else FIRST
    last = when.end.toordinal() if when.end is not None else LAST
    if not when.approximate:
        return Window(first, last)
    wide = WIDEN_YEAR if last - first > WIDEN_YEAR else WIDEN_MONTH
    return Window(max(first - wide, FIRST), min(last + wide, LAST))
