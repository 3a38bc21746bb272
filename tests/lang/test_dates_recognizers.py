"""Our Chinese dates against the Recognizers-Text specs, where a data folder holds them.

The specs are Microsoft's Recognizers-Text project's (MIT licence, copyright (c) Microsoft Corporation). They are read
from the shared data folder's `time_norm/recognizers_text_zh` and never copied here. Judged are dates at day granularity or
coarser. `dates_recognizers.yml` lists, by expression and reason, what we read differently on purpose or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from talentflow.lang.dates import TimeExpression, TimeReader
from talentflow.lang.text import read
from talentflow.model.document import Document
from talentflow.model.time import When, bounds

LISTED = Path(__file__).with_name("dates_recognizers.yml")
APART: dict[str, dict[str, list[str]]] = yaml.safe_load(LISTED.read_text("utf-8"))
FLOOR = 0.90
READER = TimeReader("zh")


@pytest.fixture(scope="module")
def specs(shared: Path) -> Path:
    """The folder of the specs; the test is skipped where it is absent."""
    folder = shared / "data" / "time_norm" / "recognizers_text_zh"
    if not folder.is_dir():
        pytest.skip("no Recognizers-Text specs among the shared data")
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expected value: `start` and `end` as the spec has them (its end is exclusive, or the last day named)."""

    input: str
    text: str
    at: int
    reference: date
    start: date | None
    end: date | None
    single: bool


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and value not in ("0001-01-01", "not resolved") else None


def _past(result: dict[str, Any]) -> tuple[str | None, str | None, bool]:
    """The past reading: start, end, and whether it is one day."""
    if "Value" in result:
        past = result["Value"]["PastResolution"]
        day = past.get("date")
        return (day, day, True) if day else (past.get("startDate"), past.get("endDate"), False)
    past = result["Resolution"]["values"][0]
    day = past.get("value")
    return (day, day, True) if day else (past.get("start"), past.get("end"), False)


def cases(specs: Path) -> Iterator[Case]:
    """All date and date-range expectations of the specs that give values."""
    for spec in ("DateParser", "DatePeriodParser", "DateTimeModel"):
        for raw in json.loads((specs / f"{spec}.json").read_text("utf-8-sig")):
            for result in raw.get("Results", ()):
                if spec == "DateTimeModel" and result["TypeName"] not in ("datetimeV2.date", "datetimeV2.daterange"):
                    continue
                start, end, single = _past(result)
                yield Case(
                    input=raw["Input"],
                    text=result["Text"],
                    at=result["Start"],
                    reference=date.fromisoformat(raw["Context"]["ReferenceDateTime"][:10]),
                    start=_day(start),
                    end=_day(end),
                    single=single,
                )


def _overlap(one: TimeExpression, start: int, end: int) -> int:
    return min(one.end, end) - max(one.start, start)


def answer(case: Case) -> tuple[When | None, TimeExpression | None]:
    """Our date of the case's words, and their expression; a future value is asked for where the spec gives one.

    A "before" or "after" that the spec leaves outside its words is left outside ours.
    """
    reading = read(Document(id="spec", text=case.input))
    start = reading.shadow(case.at)
    end = start + len(read(Document(id="spec", text=case.text)).text)
    expression = max(READER.find(reading.text), key=lambda x: _overlap(x, start, end), default=None)
    if expression is None or _overlap(expression, start, end) <= 0:
        return None, None
    if expression.end > end and expression.kind == "point":
        expression = replace(expression, bound=None)
    future = (case.start or case.end or date.min) > case.reference or expression.forward
    return READER.resolve(expression, published=case.reference, narrative=None, future=future), expression


def agrees(case: Case) -> bool:
    """Equal at our precision: both ends are the spec's, its exclusive end and its end point both allowed.

    A counted quantity ("five years ago") keeps its unit here by contract, so there the spec's day has to lie in it.
    "Since" is the date it starts on here, with a flag; the spec's open end is then ours.
    """
    when, expression = answer(case)
    if case.start is None and case.end is None:
        return when is None
    if when is None or expression is None:
        return False
    left, _, right = when.edtf.partition("/")
    last = right or left
    if expression.quantity is not None:
        eve = case.end - timedelta(days=1) if case.end else None
        return _inside(case.start, left) and (_inside(case.end, last) or _inside(eve, last))
    if case.single:
        return when.start == when.end == case.start
    if case.start != when.start:
        return False
    if expression.open_start:
        return case.end is None
    if case.end is None or when.end is None:
        return case.end == when.end
    exclusive = when.end + timedelta(days=1)
    return case.end in (exclusive, bounds(last)[0]) or (case.start is None and case.end == when.end)


def _inside(day: date | None, edtf: str) -> bool:
    start, end = bounds(edtf)
    return day is not None and start is not None and end is not None and start <= day <= end


def test_values_agree_but_for_the_listed(specs: Path) -> None:
    listed = {text for texts in APART["values"].values() for text in texts}
    judged = [(case, agrees(case)) for case in cases(specs)]
    kept = [(case, right) for case, right in judged if case.text not in listed]
    wrong = [f"{case.text} ({case.reference})" for case, right in kept if not right]
    share = 1 - len(wrong) / len(kept)
    everything = sum(right for _, right in judged) / len(judged)
    print(f"{len(kept)} of {len(judged)} cases judged, agreement {share:.3f}; over all {everything:.3f}")
    assert len(kept) >= 0.75 * len(judged), "the list of exceptions has grown too long to mean anything"
    assert share >= FLOOR, wrong


def test_every_listed_value_still_differs(specs: Path) -> None:
    right = {case.text for case in cases(specs) if agrees(case)}
    assert [text for texts in APART["values"].values() for text in texts if text in right] == []


def test_spans_agree_but_for_the_listed(specs: Path) -> None:
    listed = {text for texts in APART["spans"].values() for text in texts}
    wrong, n = [], 0
    for spec in ("DateExtractor", "DatePeriodExtractor"):
        for raw in json.loads((specs / f"{spec}.json").read_text("utf-8-sig")):
            expected = [result["Text"] for result in raw.get("Results", ())]
            if listed.intersection(expected):
                continue
            n += 1
            found = [x.text for x in READER.find(_bare(raw["Input"])) if x.kind != "duration" or x.window]
            if [_bare(text) for text in expected] != found:
                wrong.append((raw["Input"], found))
    assert n >= 80
    assert 1 - len(wrong) / n >= FLOOR, wrong


def _bare(text: str) -> str:
    return read(Document(id="spec", text=text)).text
