"""What a line of a page is for, by the rules of data/*/page.yml: bylines, datelines, buttons, lists, notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from talentflow.errors import DataError
from talentflow.lang.data import read_yaml

FILES = ("zh/page.yml", "en/page.yml")
HAN = "[\u3400-\u9fff]"
MAX_LINE = 100  # a longer line is running text, whatever it begins with
SENTENCE_MARKS = re.compile("[\u3002!?;]")
TIME = r"(?:\d{1,2}:\d{2}(?::\d{2})?)"

LineKind = Literal["byline", "furniture", "tail"]
Where = Literal["any", "edge", "head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a line is for. `bare`: nothing stands after its words; `value`: where a label's value begins, else None."""

    kind: LineKind
    rule: str
    role: str = ""
    where: Where = "any"
    value: int | None = None
    bare: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A pattern for a whole folded line; `needs` must and `unless` must not be found in it."""

    id: str
    kind: LineKind
    pattern: re.Pattern[str]
    role: str = ""
    where: Where = "any"
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def fits(self, line: str) -> bool:
        if self.pattern.fullmatch(line) is None:
            return False
        if self.needs is not None and self.needs.search(line) is None:
            return False
        return self.unless is None or self.unless.search(line) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words that stand before a separator and a value."""

    id: str
    role: str
    where: Where
    value: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRules:
    """All rules of all languages: pages mix them."""

    labels: Mapping[str, Label]
    label_line: re.Pattern[str]
    lines: tuple[LineRule, ...]
    dateline_hints: re.Pattern[str]
    datelines: tuple[tuple[str, re.Pattern[str]], ...]
    endings: tuple[tuple[str, re.Pattern[str]], ...]
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]

    def classify(self, line: str) -> Mark | None:
        """The mark of a folded, stripped line; None when it may be news."""
        if not line or len(line) > MAX_LINE:
            return None
        label = self._label(line)
        if label is not None:
            return label
        for rule in self.lines:
            if rule.fits(line):
                return Mark(kind=rule.kind, rule=rule.id, role=rule.role, where=rule.where, bare=not _has_value(line))
        return None

    def _label(self, line: str) -> Mark | None:
        found = self.label_line.fullmatch(line)
        if found is None:
            return None
        label, value = self.labels[found["label"].casefold()], found["value"]
        if SENTENCE_MARKS.search(value) or (label.value is not None and label.value.fullmatch(value) is None):
            return None
        return Mark(kind="byline", rule=label.id, role=label.role, where=label.where, value=found.start("value"))

    def dateline(self, line: str) -> int:
        """Length of the opening of a folded paragraph that is about the text, 0 for none."""
        for _, pattern in self.datelines:
            found = pattern.match(line)
            if found is not None:
                return found.end()
        return 0

    def ending(self, line: str) -> int:
        """Where the closing credits of a folded paragraph begin; its length for none."""
        if line and line[-1] in ")]":
            for _, pattern in self.endings:
                found = pattern.search(line)
                if found is not None:
                    return found.start()
        return len(line)

    def date_in(self, line: str) -> date | None:
        """The first full date of a folded line that is a day of the calendar."""
        for pattern in self.dates:
            for found in pattern.finditer(line):
                groups = found.groupdict()
                month = self.months[groups["month"].casefold()] if groups.get("month") else int(groups["m"])
                try:
                    return date(int(groups["y"]), month, int(groups["d"]))
                except ValueError:
                    continue
        return None


def _has_value(line: str) -> bool:
    return ":" in line.rstrip(": ")


@cache
def page_rules() -> PageRules:
    """The compiled rules; DataError names the rule that does not compile."""
    sheets = [read_yaml(name) for name in FILES]
    months = {word: number for sheet in sheets for word, number in sheet.get("months", {}).items()}
    parts = {"{han}": HAN, "{time}": TIME, "{months}": f"(?i:{'|'.join(sorted(months, key=len, reverse=True))})"}
    dates = [_fill(entry["pattern"], parts) for entry in _all(sheets, "dates")]
    parts["{date}"] = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in dates) + ")"

    labels: dict[str, Label] = {}
    for entry in _all(sheets, "labels"):
        value = _compile(entry, "value", parts)
        label = Label(id=entry["id"], role=entry["role"], where=entry["where"], value=value)
        labels.update((word.casefold(), label) for word in entry["words"])
    words = "|".join(re.escape(word) for word in sorted(labels, key=len, reverse=True))
    separators = "|".join(sheet["separators"] for sheet in sheets)
    opening = _fill(r"[(\[]?\s*(?:{date}\s*(?:{time})?[\s|]*)?", parts)
    label_line = rf"{opening}(?P<label>{words})\s*(?:{separators})\s*(?P<value>.{{0,80}}?)[)\]]?"

    return PageRules(
        labels=labels,
        label_line=re.compile(label_line, re.IGNORECASE),
        lines=(
            *sorted(_lines(sheets, "bylines", "byline", parts), key=lambda rule: rule.role != "updated"),
            *_lines(sheets, "tails", "tail", parts),
            *_lines(sheets, "furniture", "furniture", parts),
        ),
        dateline_hints=re.compile("[" + "".join(re.escape(sheet["dateline_hints"]) for sheet in sheets) + "]"),
        datelines=tuple((entry["id"], _pattern(entry, parts)) for entry in _all(sheets, "datelines")),
        endings=tuple((entry["id"], _pattern(entry, parts, suffix="$")) for entry in _all(sheets, "endings")),
        dates=tuple(re.compile(pattern, re.IGNORECASE) for pattern in dates),
        months=months,
    )


def _all(sheets: Iterable[Any], section: str) -> list[Any]:
    return [entry for sheet in sheets for entry in sheet.get(section) or ()]


def _lines(sheets: Iterable[Any], section: str, kind: LineKind, parts: Mapping[str, str]) -> list[LineRule]:
    return [
        LineRule(
            id=entry["id"],
            kind=kind,
            role=entry.get("role", ""),
            where=entry.get("where", "any"),
            pattern=_pattern(entry, parts),
            needs=_compile(entry, "needs", parts),
            unless=_compile(entry, "unless", parts),
        )
        for entry in _all(sheets, section)
    ]


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return pattern


def _pattern(entry: Mapping[str, Any], parts: Mapping[str, str], suffix: str = "") -> re.Pattern[str]:
    flags = re.NOFLAG if entry.get("case") == "exact" else re.IGNORECASE
    try:
        return re.compile(_fill(entry["pattern"], parts) + suffix, flags)
    except re.error as error:
        raise DataError(f"page rule {entry['id']}: {error}") from error


def _compile(entry: Mapping[str, Any], key: str, parts: Mapping[str, str]) -> re.Pattern[str] | None:
    if entry.get(key) is None:
        return None
    return _pattern({"id": entry["id"], "pattern": entry[key]}, parts)
