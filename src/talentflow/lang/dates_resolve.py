"""Calendar arithmetic of time expressions: from points, quantities and anchors to a `When`. No language here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from talentflow.lang.dates_terms import Bound, Point, Quantity, TimeExpression
from talentflow.model.light import light
from talentflow.model.time import Basis, When, bounds, last_day, shift_day, shift_month

YEARS_BACK: Final = 9  # how many years are tried for a date without one (leap days need eight)
LONG_STRETCH: Final = 366  # days
WEEK_MARGIN: Final = timedelta(days=3)  # "two weeks ago" is right to half a week
MONTHS_OF: Final = {"year": 12, "quarter": 3, "month": 1}
DAYS_OF: Final = {"week": 7, "day": 1}
_NARRATIVE: Final[Basis] = "narrative"
_RELATIVE: Final[Basis] = "relative"


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What an expression is resolved against; None where the document gives nothing."""

    published: date | None
    narrative: When | None
    future: bool = False

    @property
    def told(self) -> tuple[date, date] | None:
        """The first and last day of the event told before, `~` aside; None without one or when it is open.

        Of a stretch of more than a year the last end counts: "2015 to 2018 ..., the same year" is 2018.
        """
        if self.narrative is None:
            return None
        start, end = self.narrative.face
        if start is not None and end is not None and (end - start).days > LONG_STRETCH:
            start, end = bounds(self.narrative.edtf.replace("~", "").rpartition("/")[2])
        return (start, end) if start is not None and end is not None else None


def resolve_expression(expression: TimeExpression, anchors: Anchors) -> When | None:
    """The date of an expression; None when an anchor is missing or the date would lie past publication unplanned."""
    try:
        when = _resolve(expression, anchors)
        if when is not None and expression.about and "/" not in when.edtf and not when.approximate:
            when = _approximate(when)
        if when is not None and expression.bound:
            when = _one_end(expression.bound, when, spans=expression.kind == "range")
    except (ValueError, OverflowError):  # a day that no calendar has: the 30th of February
        return None
    return when if when is not None and _allowed(when, anchors) else None


def _resolve(expression: TimeExpression, anchors: Anchors) -> When | None:
    kind, quantity = expression.kind, expression.quantity
    if kind == "point" and expression.first is not None:
        return _point(expression.first, anchors)
    if kind == "range" and expression.first is not None and expression.last is not None:
        return _range(expression.first, expression.last, anchors)
    if kind == "vague" and expression.offset is not None:
        return _vague(expression.offset, expression.told, anchors)
    if quantity is None:
        return None
    if kind == "ago":
        return _ago(quantity, anchors)
    if kind == "later":
        return _later(quantity, anchors)
    if expression.window is not None:
        return _window(quantity, anchors, ahead=expression.window == "ahead")
    return None


def _allowed(when: When, anchors: Anchors) -> bool:
    """Never a date after publication unless planned: its first day decides."""
    if anchors.published is None or anchors.future:
        return True
    return (when.start or when.end or date.min) <= anchors.published


def _approximate(when: When) -> When:
    season = len(when.edtf) == 7 and int(when.edtf[5:]) > 12
    return when if season else When.parse(when.edtf + "~", basis=when.basis)


def _one_end(bound: Bound, when: When, *, spans: bool) -> When:
    """The stretch that a date opens or closes; "since" stays the date it starts on. `spans`: two points were named."""
    left, slash, right = when.edtf.partition("/")
    if bound == "since" or (slash and bound == "after"):
        return when
    if bound == "after":
        return When.range(left, None, basis=when.basis)
    if bound == "until":
        return When.range(left if spans else None, right or left, basis=when.basis)
    last = _before(right if spans else left)
    return When.range(left if spans else None, last, basis=when.basis)


def _before(edtf: str) -> str:
    """The day, month or year that ends the day before `edtf` starts."""
    start = bounds(edtf.rstrip("~"))[0] or date.min
    eve = start - timedelta(days=1)
    return {4: f"{eve.year:04d}", 7: f"{eve.year:04d}-{eve.month:02d}"}.get(len(edtf.rstrip("~")), eve.isoformat())


# --- points ---------------------------------------------------------------------------------------------------------


def _point(point: Point, anchors: Anchors) -> When | None:
    if point.floating:
        return _floating(point, anchors)
    if not point.relative:
        return _calendar(point, "explicit")
    if point.told:
        return _told(point, anchors)
    if anchors.published is None:
        return None
    if point.on_day is not None:
        return _bracketed(point, anchors.published)
    if point.weekday is not None or point.weekend or point.weeks is not None:
        return _week(point, anchors.published, anchors.future)
    return _shifted(point, anchors.published, "relative")


def _told(point: Point, anchors: Anchors) -> When | None:
    """A point counted from the event told before; a day counted from less than a day stays that stretch."""
    told, narrative = anchors.told, anchors.narrative
    if told is None or narrative is None:
        return None
    if point.days is not None and told[0] != told[1]:
        return When.parse(narrative.edtf, basis="narrative")
    if point.days is not None and narrative.approximate:
        return When.day(told[0] + timedelta(days=point.days), basis="narrative", approximate=True)
    return _shifted(point, told[0], "narrative")


def _shifted(point: Point, anchor: date, basis: Basis) -> When | None:
    """A point counted in days, months, quarters or years from a day."""
    if point.days is not None:
        return When.day(anchor + timedelta(days=point.days), basis=basis)
    year = anchor.year + (point.years or 0)
    if point.quarters is not None:
        first = shift_month(year, anchor.month - (anchor.month - 1) % 3, 3 * point.quarters)
        return When.months(first, shift_month(*first, 2), basis=basis)
    if point.months is not None:
        year, month = shift_month(year, anchor.month, point.months)
        return _in_year(point, year, month, basis)
    return _in_year(point, year, point.month, basis)


def _calendar(point: Point, basis: Basis) -> When | None:
    """A point whose year is known; None for a moving festival of a year out of its table."""
    return _in_year(point, point.year, point.month, basis) if point.year is not None else None


def _in_year(point: Point, year: int, month: int | None, basis: Basis) -> When | None:
    """A point in a year and a month that its words may leave open."""
    part = point.part
    if month is not None:
        if point.day is not None:
            return When.day(date(year, month, point.day), basis=basis)
        if part is not None and part.name == "days":
            end = min(part.last, last_day(year, month).day)
            return When.days(date(year, month, part.first), date(year, month, end), basis=basis)
        return When.month(year, month, basis=basis)
    if part is None:
        return When.year(year, basis=basis)
    if part.name == "season":
        return When.season(year, part.first, basis=basis)
    if part.name == "festival":
        return When.day(date(year, part.first, part.last), basis=basis)
    if part.name == "dated":
        near = next((day for day in part.on if day.year == year), None)
        return When.day(near, basis=basis, approximate=True) if near else None
    if (part.first, part.last) == (1, 12):
        return When.year(year, basis=basis)
    return When.months((year, part.first), (year, part.last), basis=basis)


def _floating(point: Point, anchors: Anchors) -> When | None:
    """A date without its year: that of the event told before, else the latest up to publication (the next, planned)."""
    part, told, published = point.part, anchors.told, anchors.published
    if part is not None and part.name == "decade":
        return _decade(part.first, published)
    anchor, basis = (told[0], _NARRATIVE) if told else (published, _RELATIVE)
    if anchor is None:
        return None
    ahead = anchors.future and basis == "relative"
    for index in range(YEARS_BACK):
        step = index if ahead else -index
        try:
            when = _in_year(point, *_filled(point, anchor, step), basis)
        except ValueError:  # 29 February, the 31st
            continue
        if when is None or not _allowed(when, anchors):
            continue
        if ahead and when.end is not None and when.end < anchor:
            continue
        return when
    return None


def _filled(point: Point, anchor: date, step: int) -> tuple[int, int | None]:
    """(year, month) of the point: the year, and where it lacks one the month, `step` away from the anchor's."""
    needs_month = point.day is not None or (point.part is not None and point.part.name == "days")
    if point.month is None and needs_month:
        return shift_month(anchor.year, anchor.month, step)
    return anchor.year + step, point.month


def _decade(first: int, published: date | None) -> When:
    """Ten years; without its century, the last such decade begun before publication (or the 20th century's)."""
    if first < 100:
        this_century = published is not None and published.year >= 2000 + first
        first += 2000 if this_century else 1900
    return When.range(f"{first:04d}", f"{first + 9:04d}")


def _bracketed(point: Point, published: date) -> When | None:
    """The day of the month in brackets: the latest such day up to publication, or up to the day the word names."""
    if point.weeks is not None and point.weekday is not None:  # "last Friday (the 16th)"; some count from Sundays
        named = published + timedelta(weeks=point.weeks, days=point.weekday - published.weekday())
        near = (named + timedelta(weeks=shift) for shift in (0, 1, -1))
        agreed = (d for d in near if d.day == point.on_day and point.on_month in (None, d.month))
        return next((When.day(d, basis="relative") for d in agreed), None)
    limit = published + timedelta(days=max(point.days or 0, 0))
    for back in range(YEARS_BACK * 12):
        year, month = shift_month(limit.year, limit.month, -back)
        if point.on_month not in (None, month) or point.on_day is None or point.on_day > last_day(year, month).day:
            continue
        if date(year, month, point.on_day) <= limit:
            return When.day(date(year, month, point.on_day), basis="relative")
    return None


def _week(point: Point, published: date, future: bool) -> When:
    """A weekday, a weekend or a week; without a named week, the last begun up to publication (the next, planned)."""
    monday = published - timedelta(days=published.weekday())
    first = 5 if point.weekend else point.weekday
    if first is None:
        monday += timedelta(weeks=point.weeks or 0)
        return When.days(monday, monday + timedelta(days=6), basis="relative")
    start = monday + timedelta(weeks=point.weeks or 0, days=first)
    if point.weeks is None and future and start < published:
        start += timedelta(weeks=1)
    elif point.weeks is None and not future and start > published:
        start -= timedelta(weeks=1)
    return When.days(start, start + timedelta(days=1 if point.weekend else 0), basis="relative")


# --- ranges ---------------------------------------------------------------------------------------------------------


def _range(first: Point, last: Point, anchors: Anchors) -> When | None:
    """From one point to another; each lends the other what it lacks."""
    if last.floating and last.month is None and first.month is not None and last.part is None:
        last = replace(last, year=first.year, years=first.years, told=first.told, month=first.month)
    elif last.floating and first.year is not None:
        wraps = first.month is not None and last.month is not None and last.month < first.month
        last = replace(last, year=first.year + wraps)
    elif last.floating and first.years is not None:
        last = replace(last, years=first.years, told=first.told)
    elif first.floating and last.year is not None:
        first = replace(first, year=last.year)
    left = _point(first, anchors)
    if left is None or left.start is None:
        return None
    right = _next(last, left) if last.floating else _point(last, anchors)
    if right is None or _reversed(left, right):
        return None
    return When.range(left.edtf.partition("/")[0], right.edtf.rpartition("/")[2], basis=left.basis)


def _next(point: Point, left: When) -> When | None:
    """A date without its year, behind another: its next occurrence from there on."""
    if left.start is None or (point.part is not None and point.part.name == "decade"):
        return None
    for step in range(YEARS_BACK):
        try:
            when = _in_year(point, *_filled(point, left.start, step), left.basis)
        except ValueError:  # 29 February, the 31st
            continue
        if when is not None and not _reversed(left, when):
            return when
    return None


def _reversed(left: When, right: When) -> bool:
    return left.start is not None and right.end is not None and left.start > right.end


# --- quantities -----------------------------------------------------------------------------------------------------


def _vague(offset: tuple[int, int | None], told: bool, anchors: Anchors) -> When | None:
    low, high = offset
    if not told:
        if anchors.published is None:
            return None
        first, last = anchors.published - timedelta(days=low), anchors.published - timedelta(days=high or 0)
        return When.days(first, last, basis="vague")
    if anchors.told is None:
        return None
    start, end = anchors.told
    if high is None:
        return When.range(start.isoformat(), None, basis="vague")
    first, last = start + timedelta(days=low), end + timedelta(days=high)
    if anchors.published is not None and not anchors.future:
        last = max(first, min(last, anchors.published))
    return When.days(first, last, basis="vague")


def _ago(quantity: Quantity, anchors: Anchors) -> When | None:
    """Counted back from publication."""
    published, low, high, unit = anchors.published, quantity.low, quantity.high, quantity.unit
    if published is None:
        return None
    if unit == "hour":
        return None
    if unit in DAYS_OF:
        near = published - timedelta(days=low * DAYS_OF[unit])
        if high is None:
            return When.range(None, near.isoformat(), basis="vague")
        if low == high:
            if unit == "day":
                return When.day(near, basis="relative")
            return When.days(near - WEEK_MARGIN, near + WEEK_MARGIN, basis="relative")
        return When.days(published - timedelta(days=high * DAYS_OF[unit]), near, basis="relative")
    if unit == "year":
        newest, oldest = published.year - low, None if high is None else published.year - high
        if oldest is None:
            return When.range(None, f"{newest:04d}", basis="vague")
        if oldest == newest:
            return When.year(newest, basis="relative", approximate=True)
        return When.range(f"{oldest:04d}", f"{newest:04d}", basis="relative")
    near_month = shift_month(published.year, published.month, -low * MONTHS_OF[unit])
    if high is None:
        return When.range(None, f"{near_month[0]:04d}-{near_month[1]:02d}", basis="vague")
    if low == high:
        return When.month(*near_month, basis="relative", approximate=True)
    far_month = shift_month(published.year, published.month, -high * MONTHS_OF[unit])
    return When.months(far_month, near_month, basis="relative")


def _later(quantity: Quantity, anchors: Anchors) -> When | None:
    """Counted on from the event told before; from publication when planned."""
    basis: Basis = "narrative"
    if anchors.told is not None:
        start, end = anchors.told
    elif anchors.future and anchors.published is not None:
        start = end = anchors.published
        basis = "relative"
    else:
        return None
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if high is None or unit == "hour":
        return None
    exact = low == high
    if unit == "year" and exact and start.year == end.year:
        return When.year(start.year + low, basis=basis, approximate=True)
    if unit == "year":
        return When.range(f"{start.year + low:04d}", f"{end.year + high:04d}", basis=basis)
    if unit in DAYS_OF:
        first, last = start + timedelta(days=low * DAYS_OF[unit]), end + timedelta(days=high * DAYS_OF[unit])
        margin = WEEK_MARGIN if unit == "week" else timedelta(0)
        return When.days(first - margin, last + margin, basis=basis)
    months = MONTHS_OF[unit]
    if exact and start == end:
        return When.day(shift_day(start, low * months), basis=basis, approximate=True)
    first_month = shift_month(start.year, start.month, low * months)
    last_month = shift_month(end.year, end.month, high * months)
    if first_month == last_month:
        return When.month(*first_month, basis=basis, approximate=True)
    return When.months(first_month, last_month, basis=basis)


def _window(quantity: Quantity, anchors: Anchors, *, ahead: bool) -> When | None:
    """The span of so many units that ends (or begins) at publication."""
    published, n, unit = anchors.published, quantity.low, quantity.unit
    if published is None or unit == "hour" or quantity.high is None:
        return None
    if unit in DAYS_OF:
        length = timedelta(days=n * DAYS_OF[unit])
        if ahead:
            return When.days(published + timedelta(days=1), published + length, basis="relative")
        return When.days(published - length, published, basis="relative")
    here = (published.year, published.month)
    there = shift_month(*here, n * MONTHS_OF[unit] * (1 if ahead else -1))
    return When.months(min(here, there), max(here, there), basis="relative")
