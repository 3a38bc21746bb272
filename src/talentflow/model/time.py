"""When something happened: an EDTF string, its two inclusive day bounds, and how the date was known.

Grammar (a small subset of EDTF, ISO 8601-2:2019): `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-21..24` (spring, summer,
autumn, winter; winter runs into the next year), each with an optional `~`; `A/B` with one side possibly `..`.
`~` on a month or a year keeps the whole month or year as its bounds; on a day it widens to 15 days on either side.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Self

from talentflow.model.light import light

Basis = Literal["explicit", "relative", "narrative", "vague"]
Bounds = tuple[date | None, date | None]

BASES: tuple[Basis, ...] = ("explicit", "relative", "narrative", "vague")
APPROXIMATE_DAY = timedelta(days=15)
SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
ONE_DAY = timedelta(days=1)
OPEN = ".."

_SIMPLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days with the words' own precision.

    `start` and `end` are inclusive; None means open (nothing is known on that side).
    Laws: the bounds are those that `edtf` denotes, they are ordered, and at least one of them is set.
    """

    edtf: str
    start: date | None
    end: date | None
    basis: Basis

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise ValueError(f"unknown basis: {self.basis!r}")
        if (self.start, self.end) != bounds(self.edtf):
            raise ValueError(f"bounds {self.start}..{self.end} are not those of {self.edtf!r}")

    @classmethod
    def parse(cls, edtf: str, *, basis: Basis = "explicit") -> Self:
        """Read the subset above; ValueError on anything else."""
        start, end = bounds(edtf)
        return cls(edtf=edtf, start=start, end=end, basis=basis)

    @classmethod
    def day(cls, on: date, *, basis: Basis = "explicit", approximate: bool = False) -> Self:
        return cls.parse(on.isoformat() + "~" * approximate, basis=basis)

    @classmethod
    def month(cls, year: int, month: int, *, basis: Basis = "explicit", approximate: bool = False) -> Self:
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {month}")
        return cls.parse(f"{year:04d}-{month:02d}" + "~" * approximate, basis=basis)

    @classmethod
    def year(cls, year: int, *, basis: Basis = "explicit", approximate: bool = False) -> Self:
        return cls.parse(f"{year:04d}" + "~" * approximate, basis=basis)

    @classmethod
    def season(cls, year: int, code: int, *, basis: Basis = "explicit") -> Self:
        """`code` is EDTF's: 21 spring, 22 summer, 23 autumn, 24 winter."""
        if code not in SEASON_FIRST_MONTH:
            raise ValueError(f"no such season: {code}")
        return cls.parse(f"{year:04d}-{code}", basis=basis)

    @classmethod
    def range(cls, first: str | None, last: str | None, *, basis: Basis = "explicit") -> Self:
        """From one EDTF date to another, None for an open side; the same date twice is that date."""
        if first is not None and first == last:
            return cls.parse(first, basis=basis)
        return cls.parse(f"{first or OPEN}/{last or OPEN}", basis=basis)

    @classmethod
    def days(cls, first: date, last: date, *, basis: Basis = "explicit") -> Self:
        """From one day to another, both inside."""
        return cls.range(first.isoformat(), last.isoformat(), basis=basis)

    @classmethod
    def months(cls, first: tuple[int, int], last: tuple[int, int], *, basis: Basis = "explicit") -> Self:
        """From one (year, month) to another, both inside."""
        ends = [f"{year:04d}-{month:02d}" for year, month in (first, last)]
        return cls.range(*ends, basis=basis)

    @classmethod
    def from_half_open(cls, since: date | None, until: date | None, *, basis: Basis = "explicit") -> Self:
        """From the ledger's [since, until) in days; None is open."""
        last = until - ONE_DAY if until is not None else None
        return cls.range(
            since.isoformat() if since else None,
            last.isoformat() if last else None,
            basis=basis,
        )

    def half_open(self) -> Bounds:
        """The ledger's [from, to): the day after `end` closes it; None is open."""
        return self.start, self.end + ONE_DAY if self.end is not None and self.end < date.max else None

    @property
    def approximate(self) -> bool:
        return "~" in self.edtf

    @property
    def face(self) -> Bounds:
        """The bounds of the words themselves, without what `~` adds: an anchor to count from."""
        return bounds(self.edtf.replace("~", ""))

    @property
    def n_days(self) -> int | None:
        """How many days the bounds hold; None when open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def overlaps(self, other: When) -> bool:
        """Some day lies in both."""
        return not (self.is_before(other) or other.is_before(self))

    def contains(self, other: When | date) -> bool:
        """Every day of the other lies in this one; an open side holds everything on that side."""
        start, end = (other, other) if isinstance(other, date) else (other.start, other.end)
        lower = self.start is None or (start is not None and self.start <= start)
        upper = self.end is None or (end is not None and end <= self.end)
        return lower and upper

    def is_before(self, other: When) -> bool:
        """Every day of this one lies before every day of the other."""
        return self.end is not None and other.start is not None and self.end < other.start


@lru_cache(maxsize=1 << 12)
def bounds(edtf: str) -> Bounds:
    """The inclusive days an EDTF string denotes; ValueError outside the subset or for a day that does not exist."""
    if "/" not in edtf:
        return _simple(edtf)
    left, _, right = edtf.partition("/")
    if left == right == OPEN:
        raise ValueError("an interval open on both sides says nothing")
    start = None if left == OPEN else _simple(left)[0]
    end = None if right == OPEN else _simple(right)[1]
    if start is not None and end is not None and start > end:
        raise ValueError(f"an interval that ends before it starts: {edtf!r}")
    return start, end


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The (year, month) that lies `by` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def shift_day(on: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it is shorter."""
    year, month = shift_month(on.year, on.month, months)
    return date(year, month, min(on.day, last_day(year, month).day))


def _simple(edtf: str) -> tuple[date, date]:
    match = _SIMPLE.fullmatch(edtf)
    if match is None:
        raise ValueError(f"not a date of the EDTF subset: {edtf!r}")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[3]:
        on = date(year, month, day)
        if match[4]:
            return _moved(on, -APPROXIMATE_DAY), _moved(on, APPROXIMATE_DAY)
        return on, on
    if match[2] and month in SEASON_FIRST_MONTH:
        first = SEASON_FIRST_MONTH[month]
        return date(year, first, 1), last_day(*shift_month(year, first, 2))
    if match[2]:
        return date(year, month, 1), last_day(year, month)
    return date(year, 1, 1), date(year, 12, 31)


def _moved(on: date, by: timedelta) -> date:
    """`on + by`, held inside what a calendar can say."""
    try:
        return on + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
