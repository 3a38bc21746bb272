"""The time grammar: data/<lang>/times.yml compiled to one expression a rule, tried where a character can start it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal, get_args

from talentflow.errors import DataError
from talentflow.lang.data import read_text, read_tsv, read_yaml

Kind = Literal["point", "range", "ago", "later", "duration", "vague", "skip"]
KINDS: frozenset[str] = frozenset(get_args(Kind))

DIGEST = "digest"  # the row of times_openers.tsv that says which times.yml it was written for
_REFERENCE = re.compile(r"<([a-z_]+)(?:-([a-z_]+))?>")
_RESERVED = re.compile(r"(\(\?P<[a-z_]+>|\(\?<[=!])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Words and the value each gives to one field of a time point; `told` counts from the event told before."""

    field: str
    told: bool
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern; `slots` maps a group of `regex` to the word table or shape it was captured by."""

    id: str
    kind: Kind
    regex: re.Pattern[str]
    slots: dict[str, str]
    cue_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Digits and words for numbers: Arabic, positional and multiplicative."""

    digits: dict[str, int]
    tens: dict[str, int]
    contracted: dict[str, int]
    ignored: str
    half: str
    ranges: dict[str, tuple[int, int | None]]

    def read(self, words: str) -> int:
        """The number written; ValueError when a character is none of ours."""
        words = words.lstrip(self.ignored) or words
        if words.isascii():
            return int(words)
        if any(char in self.tens or char in self.contracted for char in words):
            return self._multiplied(words)
        try:
            return int("".join(str(self.digits[char]) for char in words))
        except KeyError as error:
            raise ValueError(f"not a number: {words!r}") from error

    def _multiplied(self, words: str) -> int:
        total, held = 0, 0
        for char in words:
            if char in self.contracted:
                total += self.contracted[char]
            elif char in self.tens:
                total += (held or 1) * self.tens[char]
                held = 0
            elif char in self.digits:
                held = self.digits[char]
            else:
                raise ValueError(f"not a number: {words!r}")
        return total + held


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Expressions for what stands next to a point."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    dash: re.Pattern[str]
    conjunction: re.Pattern[str]
    between: re.Pattern[str]
    weekday_tail: re.Pattern[str]


class Grammar:
    """The compiled rules of one language. Build it through `grammar(lang)`, which keeps one of each."""

    def __init__(self, lang: str, data: dict[str, Any]) -> None:
        self._lang = lang
        self._data = data
        self._fragments: dict[str, str] = data["fragments"]
        self._shapes: dict[str, str] = data["shapes"]
        self.tables = {
            name: Table(field=raw["field"], told=bool(raw.get("told")), values=raw["values"])
            for name, raw in data["words"].items()
        }
        self._alternatives = {
            name: "|".join(re.escape(word) for word in sorted(table.values, key=len, reverse=True))
            for name, table in self.tables.items()
        }
        raw = data["numerals"]
        self.numerals = Numerals(
            digits=raw["digits"],
            tens=raw["tens"],
            contracted=raw["contracted"],
            ignored=raw["ignored"],
            half=raw["half"],
            ranges={word: (low, high) for word, (low, high) in raw["ranges"].items()},
        )
        self._patterns = [self._expand(rule) for rule in data["rules"]]
        self._rules: dict[int, Rule] = {}

    def patterns(self) -> list[tuple[str, str]]:
        """(id, pattern) of the rules, in order."""
        return [(raw["id"], pattern) for raw, (pattern, _) in zip(self._data["rules"], self._patterns, strict=True)]

    @cached_property
    def openers(self) -> dict[str, tuple[int, ...]]:
        """A character -> the rules that can start with it, in order; times_openers.tsv has them by rule.

        Where that file is older than times.yml all rules may start with any character: slower, and never wrong.
        """
        numbers = {raw["id"]: number for number, raw in enumerate(self._data["rules"])}
        listed = {row["rule"]: row["characters"] for row in read_tsv(f"{self._lang}/times_openers.tsv")}
        if listed.pop(DIGEST, None) != digest(self._lang):
            return dict.fromkeys(self._starts(), tuple(numbers.values()))
        found: dict[str, list[int]] = {}
        for rule, characters in listed.items():
            for char in characters:
                found.setdefault(char, []).append(numbers[rule])
        return {char: tuple(sorted(rules)) for char, rules in found.items()}

    @cached_property
    def start(self) -> re.Pattern[str]:
        """One character with which an expression can start."""
        first = self._starts() & self.openers.keys()
        return re.compile("[" + "".join(re.escape(char) for char in sorted(first)) + "]")

    def _starts(self) -> set[str]:
        return set(self._data["starts"]) | {word[0] for table in self.tables.values() for word in table.values}

    @cached_property
    def around(self) -> Around:
        """What may stand before and behind a point."""
        data = self._data
        return Around(
            before=re.compile(data["before_point"]),
            after=re.compile(data["after_point"]),
            dash=re.compile(self._fragments["dash"]),
            conjunction=re.compile(self._fragments["and"]),
            between=re.compile(data["between"]),
            weekday_tail=re.compile(data["weekday_tail"]),
        )

    def festival_days(self, name: str) -> tuple[date, ...]:
        """The days of a festival that moves, one a year."""
        return tuple(date.fromisoformat(f"{year}-{day}") for year, day in self._data["dated_festivals"][name].items())

    def rule(self, index: int) -> Rule:
        """A rule by its number, compiled when it is first tried."""
        if index not in self._rules:
            raw = self._data["rules"][index]
            if raw["kind"] not in KINDS:
                raise DataError(f"times.yml: rule {raw['id']} has an unknown kind {raw['kind']!r}")
            pattern, slots = self._patterns[index]
            cue = raw.get("cue_before")
            self._rules[index] = Rule(
                id=raw["id"],
                kind=raw["kind"],
                regex=re.compile(pattern),
                slots=slots,
                cue_before=re.compile(cue) if cue else None,
            )
        return self._rules[index]

    def _expand(self, raw: dict[str, Any]) -> tuple[str, dict[str, str]]:
        """The rule's pattern with its references replaced, and what each named group captures.

        A slot used twice in one pattern (in two branches) gets the groups `slot`, `slot__2`, ...
        """
        pattern = raw["pattern"]
        for name, fragment in self._fragments.items():
            pattern = pattern.replace("{" + name + "}", fragment)
        slots: dict[str, str] = {}

        def replace(match: re.Match[str]) -> str:
            source, slot = match[1], match[2] or match[1]
            body = self._alternatives.get(source) or self._shapes.get(source)
            if body is None:
                raise DataError(f"times.yml: rule {raw['id']} names an unknown slot {source!r}")
            group, count = slot, 1
            while group in slots:
                count += 1
                group = f"{slot}__{count}"
            slots[group] = source
            return f"(?P<{group}>{body})"

        # The data's own groups `(?P<x>` and lookbehinds `(?<!` are no references: every second part of the split.
        parts = _RESERVED.split(pattern)
        parts[::2] = [_REFERENCE.sub(replace, part) for part in parts[::2]]
        return "".join(parts), slots


def digest(lang: str) -> str:
    """What times_openers.tsv was written for."""
    return hashlib.blake2b(read_text(f"{lang}/times.yml").encode(), digest_size=8).hexdigest()


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of one language, loaded once a process."""
    return Grammar(lang, read_yaml(f"{lang}/times.yml"))
