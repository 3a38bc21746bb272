"""Lines that name another outlet as where a text comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from talentflow.lang.data import read_yaml
from talentflow.lang.text import fold
from talentflow.model.document import Document
from talentflow.model.lineage import Credit

GRAMMARS = ("zh/lineage.yml", "en/lineage.yml")
LEAD = 160  # characters in which "according to" speaks for the news and not for an aside
MAX_LINE = 200  # a longer line is a paragraph: only its opening is a place for credits
EDGE = 12  # lines from the top and from the bottom that are looked at

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    lead: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    rules: tuple[_Rule, ...]
    nobody: frozenset[str]
    nobody_in: tuple[str, ...]
    endings: tuple[str, ...]


@cache
def _grammars() -> tuple[_Grammar, ...]:
    return tuple(_load(name) for name in GRAMMARS)


def _load(name: str) -> _Grammar:
    data = read_yaml(name)
    rules = tuple(
        _Rule(re.compile(rule["pattern"].replace("{name}", data["name"])), rule["from"] == "lead", rule["whole"])
        for rule in data["credits"]
    )
    return _Grammar(
        rules, frozenset(map(str.lower, data["nobody"])), tuple(data["nobody_in"]), tuple(data["name_endings"])
    )


def outlet_key(name: str) -> str:
    """One key for an outlet's name in every spelling: simplified, lower case, letters and digits only."""
    plain = fold(name).strip()
    for grammar in _grammars():
        for ending in grammar.endings:
            if len(plain) > len(ending) + 1:
                plain = plain.removesuffix(ending)
    return _NOT_WORD.sub("", plain).lower()


def credits_of(document: Document) -> tuple[Credit, ...]:
    """Outlets other than the document's own that its lines credit, each once, those for the whole text first."""
    own = outlet_key(document.source) if document.source else None
    text = fold(document.text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lead = next((line for line in lines if len(line) > LEAD // 4), max(lines, key=len, default=""))[:LEAD]
    edge = [line[:MAX_LINE] for line in (lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:])]
    found: dict[str, bool] = {}
    for grammar in _grammars():
        for rule in grammar.rules:
            for line in [lead] if rule.lead else edge:
                for match in rule.pattern.finditer(line):
                    name = next(words for words in match.groupdict().values() if words)
                    key = outlet_key(name)
                    if len(key) > 1 and key != own and _somebody(key, grammar):
                        found[key] = found.get(key, False) or rule.whole
    return tuple(
        Credit(name=name, whole=whole) for name, whole in sorted(found.items(), key=lambda f: (not f[1], f[0]))
    )


def _somebody(key: str, grammar: _Grammar) -> bool:
    return key not in grammar.nobody and not any(word in key for word in grammar.nobody_in)
