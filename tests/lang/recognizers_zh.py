"""Reading the Recognizers-Text Chinese date specs and judging our answers against them.

The specs are Microsoft's Recognizers-Text project's, MIT licence, copyright (c) Microsoft Corporation; they are read
where a data folder holds them and never copied here. Only dates at day granularity or coarser are judged.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from talentflow.lang.dates import TimeExpression, TimeReader
from talentflow.lang.text import read
from talentflow.model.document import Document
from talentflow.model.time import When, bounds

FOLDER = Path(os.environ.get("TALENTFLOW_DATA", "shared/data")) / "time_norm" / "recognizers_text_zh"
COUNTED_KINDS = frozenset({"ago", "later", "window", "window_ahead"})
_EMPTY = {"0001-01-01", "not resolved", ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expected value: `start` and `end` are the spec's own (its end is exclusive, or the last day named)."""

    spec: str
    input: str
    text: str
    reference: date
    start: date | None
    end: date | None
    single: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.input, self.text


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and value not in _EMPTY else None


def _reference(raw: dict[str, Any]) -> date:
    return date.fromisoformat(raw["Context"]["ReferenceDateTime"][:10])


def cases() -> Iterator[Case]:
    """All date and date-range expectations of the three specs that give values."""
    for spec in ("DateParser", "DatePeriodParser", "DateTimeModel"):
        for raw in json.loads((FOLDER / f"{spec}.json").read_text("utf-8-sig")):
            for result in raw.get("Results", ()):
                if spec == "DateTimeModel":
                    if result["TypeName"] not in ("datetimeV2.date", "datetimeV2.daterange"):
                        continue
                    past = result["Resolution"]["values"][0]
                    single = past.get("value")
                    start, end = (single, single) if result["TypeName"].endswith(".date") else (past.get("start"), past.get("end"))
                else:
                    past = result["Value"]["PastResolution"]
                    single = past.get("date")
                    start, end = (single, single) if single else (past.get("startDate"), past.get("endDate"))
                yield Case(spec=spec, input=raw["Input"], text=result["Text"], reference=_reference(raw),
                           start=_day(start), end=_day(end), single=bool(single))


def extractions() -> Iterator[tuple[str, list[str]]]:
    """Inputs and the expected spans of the two extractor specs."""
    for spec in ("DateExtractor", "DatePeriodExtractor"):
        for raw in json.loads((FOLDER / f"{spec}.json").read_text("utf-8-sig")):
            yield raw["Input"], [result["Text"] for result in raw.get("Results", ())]


def shadow(text: str) -> str:
    return read(Document(id="spec", text=text)).text


def best(found: list[TimeExpression], text: str, words: str) -> TimeExpression | None:
    """The expression that covers most of the expected words; None when none touches them."""
    at = text.find(words)
    overlap = {x: min(x.end, at + len(words)) - max(x.start, at) for x in found}
    top = max(found, key=lambda x: overlap[x], default=None)
    return top if top is not None and overlap[top] > 0 else None


def answer(case: Case, reader: TimeReader) -> tuple[When | None, str]:
    """Our date of the case's words and the kind of expression; a future value is asked for where the spec gives one."""
    text = shadow(case.input)
    expression = best(reader.find(text), text, shadow(case.text))
    if expression is None:
        return None, ""
    late = max(case.start or date.min, date.min) > case.reference or expression.forward
    when = reader.resolve(expression, published=case.reference, narrative=None, future=late)
    return when, expression.kind


def agrees(case: Case, when: When | None, kind: str) -> bool:
    """Equal at our precision: both ends are the spec's, its exclusive end and its end point both allowed.

    A counted quantity ("five years ago") keeps its unit here by contract, so there the spec's day has to lie in it.
    """
    if case.start is None and case.end is None:
        return when is None
    if when is None:
        return False
    left, _, right = when.edtf.partition("/")
    last = right or left
    if kind in COUNTED_KINDS:
        return _inside(case.start, left) and _inside(case.end, last)
    if case.single:
        return when.start == when.end == case.start
    if case.start != when.start:
        return False
    if case.end is None or when.end is None:
        return case.end == when.end
    exclusive = when.end + timedelta(days=1)
    return case.end in (exclusive, bounds(last)[0]) or (case.start is None and case.end in (exclusive, when.end))


def _inside(day: date | None, edtf: str) -> bool:
    start, end = bounds(edtf)
    return day is not None and start is not None and end is not None and start <= day <= end


def spans_agree(expected: list[str], found: list[str]) -> bool:
    """The same words, prepositions before and a weekday or "between" behind aside."""
    return [_bare(x) for x in expected] == [_bare(x) for x in found]


def _bare(words: str) -> str:
    return re.sub(r"\s", "", shadow(words))
