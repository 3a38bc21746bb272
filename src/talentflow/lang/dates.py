"""Finding time expressions in a sentence and resolving them: `TimeReader.find`, `TimeReader.resolve`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from talentflow.lang.dates_grammar import Grammar, Numerals, Rule, grammar
from talentflow.lang.dates_resolve import Anchors, resolve_expression
from talentflow.lang.dates_terms import BOUNDS, Bound, Part, Point, Quantity, TimeExpression, Unit, Window
from talentflow.model.time import When

__all__ = ["Part", "Point", "Quantity", "TimeExpression", "TimeReader"]

CUE_REACH: Final = 60  # how far back a rule's cue is looked for, in characters
PREFIX_REACH: Final = 5
TWO_DIGIT_PIVOT: Final = 50  # 49 -> 2049, 50 -> 1950
REPUBLIC_EPOCH: Final = 1911
MORE_OF_TEN: Final = 9  # "ten-odd days": 10 to 19
HALVES: Final[dict[Unit, Quantity]] = {  # half a unit, told in the next smaller one, with a margin
    "year": Quantity(low=5, high=7, unit="month"),
    "month": Quantity(low=12, high=18, unit="day"),
}
WINDOWS: Final[dict[str, Window]] = {"window": "back", "window_ahead": "ahead"}  # as the word tables name them
NUMBER_SLOTS: Final = ("year", "month", "day", "on_month", "on_day")


class TimeReader:
    """Reads the time expressions of one language. The grammar is loaded at the first use and shared."""

    def __init__(self, lang: str = "zh") -> None:
        self._lang = lang
        self._loaded: Grammar | None = None

    @property
    def _grammar(self) -> Grammar:
        if self._loaded is None:
            self._loaded = grammar(self._lang)
        return self._loaded

    def find(self, text: str) -> list[TimeExpression]:
        """All time expressions of a normalized text, left to right, none overlapping."""
        rules = self._grammar
        found, floor = list[TimeExpression](), 0
        for candidate in rules.start.finditer(text):
            at = candidate.start()
            if at < floor:
                continue
            expression = self._at(text, at)
            if expression is None:
                continue
            if expression.kind in ("point", "range"):
                expression = self._bounded(text, self._joined(text, expression), floor)
            if expression.kind != "skip":
                found.append(expression)
            floor = expression.end
        return found

    def resolve(
        self,
        expression: TimeExpression,
        *,
        published: date | None,
        narrative: When | None = None,
        future: bool = False,
    ) -> When | None:
        """When the words say it was, or None when nothing anchors them.

        `narrative` is the date of the event told before in the same paragraph, None where there is none: a date without
        a year then takes that year. `future` allows dates after publication (the claim is planned).
        """
        return resolve_expression(expression, Anchors(published=published, narrative=narrative, future=future))

    def _at(self, text: str, at: int) -> TimeExpression | None:
        """The expression that starts at a place by the first rule that holds; a missing cue bars all cued ones."""
        rules, cued = self._grammar, True
        for number in rules.openers.get(text[at : at + 1], ()):
            rule = rules.rule(number)
            match = rule.regex.match(text, at) if cued or rule.cue_before is None else None
            if match is None:
                continue
            if rule.cue_before is None or rule.cue_before.search(text[max(0, at - CUE_REACH) : at]):
                return self._read(rule, match)
            cued = False
        return None

    def _read(self, rule: Rule, match: re.Match[str]) -> TimeExpression:
        """What the words of a rule's match say."""
        slots = {name: words for name, words in match.groupdict().items() if words}
        told: dict[str, Any] = {"kind": rule.kind}
        if rule.kind in ("point", "range"):
            first, last = _points(self._grammar, rule, slots)
            told = {"kind": "range" if last else "point", "first": first, "last": last}
        elif rule.kind == "vague":
            name = next(name for name in slots if name in rule.slots)
            table = self._grammar.tables[rule.slots[name]]
            low, high = table.values[slots[name]]
            told |= {"offset": (low, high), "told": table.told}
        elif rule.kind != "skip":
            sense, quantity = _sense(self._grammar, rule, slots), _quantity(self._grammar, slots)
            if sense in WINDOWS:
                told = {"kind": "duration", "window": WINDOWS[sense], "quantity": quantity}
            else:
                told = {"kind": sense, "quantity": quantity}
        return TimeExpression(start=match.start(), end=match.end(), text=match[0], rule=rule.id, **told)

    def _joined(self, text: str, left: TimeExpression) -> TimeExpression:
        """`left` with a weekday behind it, and with the point behind a dash (or "and ... between") as one range."""
        around = self._grammar.around
        if left.first is not None and left.first.day is not None:
            tail = around.weekday_tail.match(text, left.end)
            if tail:
                left = replace(left, end=tail.end(), text=text[left.start : tail.end()])
        if left.kind != "point":
            return left
        dash = around.dash.match(text, left.end)
        link = dash or around.conjunction.match(text, left.end)
        right = self._at(text, link.end()) if link else None
        if right is None or right.kind != "point" or right.first is None:
            return left
        end = right.end
        if dash is None:
            between = around.between.match(text, end)
            if between is None:
                return left
            end = between.end()
        return replace(left, end=end, text=text[left.start : end], kind="range", last=right.first)

    def _bounded(self, text: str, inner: TimeExpression, floor: int) -> TimeExpression:
        """The expression with the words around it that make it one end of a stretch, or an as-of date."""
        around, start, end = self._grammar.around, inner.start, inner.end
        found: dict[str, str | None] = {}
        after = around.after.match(text, end)
        if after:
            found, end = after.groupdict(), after.end()
        bound: Bound | None = next((name for name in BOUNDS if found.get(name)), None)
        about, as_of = bool(found.get("about")), False
        reach = max(floor, start - PREFIX_REACH)
        before = around.before.search(text[reach:start])
        if not before and not after:
            return inner
        if before:
            start = reach + before.start()
            about, as_of = about or bool(before["about"]), bool(before["as_of"])
            if before["since"] and bound is None and inner.kind == "point":
                bound = "since"
        return replace(inner, start=start, end=end, text=text[start:end], bound=bound, about=about, as_of=as_of)


def _points(rules: Grammar, rule: Rule, slots: dict[str, str]) -> tuple[Point, Point | None]:
    """The point of a point rule; both of a range rule, whose second slots end in `_b`."""
    fields: dict[str, Any] = {}
    other: dict[str, Any] = {}
    numerals = rules.numerals
    for group, words in slots.items():
        slot = group.partition("__")[0]
        target, slot = (other, slot.removesuffix("_b")) if slot.endswith("_b") else (fields, slot)
        table = rules.tables.get(rule.slots.get(group, ""))
        if table is not None:
            value = table.values[words]
            target[table.field] = _part(rules, value) if table.field == "part" else value
            if table.told:
                target["told"] = True
        elif slot in NUMBER_SLOTS:
            target[slot] = numerals.read(words)
        elif slot in ("short_year", "old_year"):
            target["year"] = _full_year(numerals.read(words))
        elif slot == "republic_year":
            target["year"] = REPUBLIC_EPOCH + numerals.read(words)
        elif slot == "quarter":
            last = numerals.read(words) * 3
            target["part"] = Part(name="months", first=last - 2, last=last)
        elif slot == "first_months":
            target["part"] = Part(name="months", first=1, last=numerals.read(words))
        elif slot == "decade":
            target["part"] = Part(name="decade", first=_decade(numerals, slots))
    return Point(**fields), Point(**other) if other else None


def _part(rules: Grammar, value: list[Any]) -> Part:
    """A part from its line in the data: its name, then its numbers or its list of days."""
    if value[0] == "dated":
        return Part(name="dated", on=rules.festival_days(value[1]))
    numbers = [*value[1:], 0][:2]
    return Part(name=value[0], first=numbers[0], last=numbers[1])


def _decade(numerals: Numerals, slots: dict[str, str]) -> int:
    """The first year of a decade; without a century, below 100."""
    decade = numerals.read(slots["decade"])
    if "century" in slots:
        return (numerals.read(slots["century"]) - 1) * 100 + decade
    if "last_century" in slots:
        return 1900 + decade
    return 2000 + decade if "this_century" in slots else decade


def _sense(rules: Grammar, rule: Rule, slots: dict[str, str]) -> Any:
    """What the words around a quantity make of it, a kind or a window; those behind it outrank those before."""
    sense: Any = rule.kind
    for group in slots:
        table = rules.tables.get(rule.slots.get(group, ""))
        if table is not None and table.field == "kind":
            sense = table.values[slots[group]]
    return sense


def _quantity(rules: Grammar, slots: dict[str, str]) -> Quantity:
    """The number of units, half and odd ones widened to a range."""
    numerals, words = rules.numerals, slots["n"]
    unit: Unit = rules.tables["unit"].values[slots["unit"]] if "unit" in slots else "month"
    if words == numerals.half:
        return HALVES.get(unit, Quantity(low=0, high=1, unit=unit))
    if words in numerals.ranges:
        least, most = numerals.ranges[words]
        return Quantity(low=least, high=most, unit=unit)
    n = numerals.read(words)
    if "half" in slots and unit == "year":
        return Quantity(low=12 * n + 5, high=12 * n + 7, unit="month")
    if "more" in slots or "more_b" in slots:
        return Quantity(low=n, high=n + (MORE_OF_TEN if n % 10 == 0 else 1), unit=unit)
    if "half" in slots or "half_month" in slots:
        return Quantity(low=n, high=n + 1, unit=unit)
    return Quantity(low=n, high=n, unit=unit)


def _full_year(year: int) -> int:
    """A two-digit year in full."""
    if year >= 100:
        return year
    return 1900 + year if year >= TWO_DIGIT_PIVOT else 2000 + year
