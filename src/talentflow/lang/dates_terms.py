"""What a time expression says before it is resolved: points, quantities and the expression itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from talentflow.lang.dates_grammar import Kind
from talentflow.model.light import light

Bound = Literal["since", "after", "before", "until"]
PartName = Literal["days", "months", "season", "festival", "dated", "decade"]
Window = Literal["back", "ahead"]
Unit = Literal["year", "quarter", "month", "week", "day", "hour"]

BOUNDS: tuple[Bound, ...] = get_args(Bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a month or a year.

    days: `first` to `last` of a month (31 is its end). months: `first` to `last` of a year. season: EDTF code `first`.
    festival: month `first`, day `last`. dated: one of `on`, by its year. decade: from the year `first`, below 100
    without its century.
    """

    name: PartName
    first: int = 0
    last: int = 0
    on: tuple[date, ...] = ()


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the calendar with holes; None is what the words leave out.

    `years`, `quarters`, `months`, `weeks`, `days` are shifts from the anchor: the event told before where `told`, else
    the publication. `weekday` counts from Monday = 0. `on_month` and `on_day` (from brackets) outrank the shift.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int | None = None
    quarters: int | None = None
    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    weekday: int | None = None
    weekend: bool = False
    part: Part | None = None
    on_month: int | None = None
    on_day: int | None = None
    told: bool = False

    @property
    def shifts(self) -> tuple[int | None, ...]:
        """The counts from the anchor, coarse to fine."""
        return self.years, self.quarters, self.months, self.weeks, self.days

    @property
    def relative(self) -> bool:
        """Counted from publication or from the event told before."""
        return self.weekend or self.weekday is not None or any(shift is not None for shift in self.shifts)

    @property
    def floating(self) -> bool:
        """A calendar date without its year."""
        return self.year is None and not self.relative


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """From `low` to `high` units; `high` None has no upper end; equal ends are one number."""

    low: int
    high: int | None
    unit: Unit


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell a time, `text[start:end]` of the sentence they were found in.

    kind: point, range, ago, later, vague date something; duration says how long (skip is no time at all and never
    leaves the reader). A duration with a `window` is the stretch up to publication, or the one from there on.
    bound: the date is only one end: it opens a stretch ("since"), all that follows ("after"), all that lies before it
    ("before") or up to it ("until"). `as_of`: the date says up to when something was counted, so it dates no event.
    """

    start: int
    end: int
    text: str
    rule: str
    kind: Kind
    first: Point | None = None
    last: Point | None = None
    quantity: Quantity | None = None
    window: Window | None = None
    offset: tuple[int, int | None] | None = None
    told: bool = False
    bound: Bound | None = None
    as_of: bool = False
    about: bool = False

    @property
    def open_start(self) -> bool:
        """The date opens a stretch of time ("from July 2018 on")."""
        return self.bound == "since"

    @property
    def dates_event(self) -> bool:
        """True when an event can be dated by these words: no duration, no as-of date."""
        return self.kind in ("point", "range", "ago", "later", "vague") and not self.as_of

    @property
    def by_year(self) -> bool:
        """Counted in years from the year of publication ("last year", "this May")."""
        point = self.first
        if point is None or self.kind != "point" or point.told or point.years is None:
            return False
        return [shift for shift in point.shifts if shift is not None] == [point.years]

    @property
    def needs_narrative(self) -> bool:
        """Nothing but the event told before can anchor it."""
        told = self.first is not None and self.first.told
        return told or self.told or self.kind == "later"

    @property
    def forward(self) -> bool:
        """The words themselves point past publication: only a planned claim can carry them."""
        if self.window == "ahead":
            return True
        if self.first is None or self.first.told:
            return False
        return any(shift is not None and shift > 0 for shift in self.first.shifts)
