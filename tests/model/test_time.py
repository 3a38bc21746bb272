"""The laws of `When`: bounds follow from the EDTF string, are ordered, and survive the way to the ledger and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from talentflow.model.time import BASES, When, bounds, shift_day, shift_month

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
BASIS = st.sampled_from(BASES)


@st.composite
def single(draw: st.DrawFn) -> str:
    """One EDTF date of any precision."""
    day, mark = draw(DAYS), draw(st.sampled_from(["", "~"]))
    season = f"{day.year:04d}-{draw(st.integers(21, 24))}"
    forms = [f"{day.year:04d}{mark}", f"{day.year:04d}-{day.month:02d}{mark}", day.isoformat() + mark, season]
    return draw(st.sampled_from(forms))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any `When` of the subset."""
    first, basis = draw(single()), draw(BASIS)
    shape = draw(st.sampled_from(["one", "from", "to", "both"]))
    if shape == "both":
        last = draw(single())
        start, end = bounds(first)[0], bounds(last)[1]
        assume(start is not None and end is not None and start <= end)
        return When.range(first, last, basis=basis)
    return {
        "one": When.parse(first, basis=basis),
        "from": When.range(first, None, basis=basis),
        "to": When.range(None, first, basis=basis),
    }[shape]


@given(whens())
def test_bounds_are_ordered_and_not_both_open(when: When) -> None:
    assert when.start is not None or when.end is not None
    if when.start is not None and when.end is not None:
        assert when.start <= when.end


@given(whens())
def test_edtf_survives_the_round_trip(when: When) -> None:
    assert When.parse(when.edtf, basis=when.basis) == when


@given(whens())
def test_the_face_lies_in_the_bounds(when: When) -> None:
    start, end = when.face
    assert (start is None) == (when.start is None) and (end is None) == (when.end is None)
    assert when.start is None or (start is not None and when.start <= start)
    assert when.end is None or (end is not None and end <= when.end)


@given(whens())
def test_half_open_keeps_the_days(when: When) -> None:
    since, until = when.half_open()
    back = When.from_half_open(since, until, basis=when.basis)
    assert (back.start, back.end) == (when.start, when.end)


@given(whens(), whens())
def test_comparisons_fit_together(one: When, other: When) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one) and one.contains(one)
    if one.contains(other):
        assert one.overlaps(other)
    if one.is_before(other):
        assert not other.is_before(one)


@given(DAYS, st.integers(-600, 600))
def test_shifting_months_goes_there_and_back(day: date, months: int) -> None:
    there = shift_month(day.year, day.month, months)
    assert shift_month(*there, -months) == (day.year, day.month)
    moved = shift_day(day, months)
    assert (moved.year, moved.month) == there and moved.day <= day.day


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-11~", date(2024, 11, 1), date(2024, 11, 30)),
        ("2023-07-10~", date(2023, 6, 25), date(2023, 7, 25)),
        ("2017-23", date(2017, 9, 1), date(2017, 11, 30)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2025-02-11/2025-02-20", date(2025, 2, 11), date(2025, 2, 20)),
        ("2015/2018", date(2015, 1, 1), date(2018, 12, 31)),
        ("../2025-02", None, date(2025, 2, 28)),
        ("2018-07/..", date(2018, 7, 1), None),
    ],
)
def test_bounds_of_each_form(edtf: str, start: date | None, end: date | None) -> None:
    assert bounds(edtf) == (start, end)


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "25", "2025-13", "2025-25", "2025-02-30", "2025-2-3", "2025?", "2026/2025", "2025/2026/2027"],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError):
        When.parse(edtf)


def test_bounds_that_are_not_those_of_the_string_are_refused() -> None:
    with pytest.raises(ValueError, match="not those of"):
        When(edtf="2025-02", start=date(2025, 2, 1), end=date(2025, 2, 1), basis="explicit")
    with pytest.raises(ValueError, match="basis"):
        When.parse("2025", basis="guessed")  # type: ignore[arg-type]


def test_constructors_write_the_coarsest_true_string() -> None:
    day = date(2025, 2, 11)
    assert When.day(day).edtf == "2025-02-11"
    assert When.days(day, day).edtf == "2025-02-11"
    assert When.days(day, day + timedelta(days=9)).edtf == "2025-02-11/2025-02-20"
    assert When.month(2024, 11, approximate=True).edtf == "2024-11~"
    assert When.months((2024, 7), (2024, 9)).edtf == "2024-07/2024-09"
    assert When.season(2017, 23).edtf == "2017-23"
    assert When.year(2025).n_days == 365
    assert When.range(None, "2025-02").n_days is None
