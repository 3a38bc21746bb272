"""The rules of organization events as data, compiled once: words that evoke, patterns over outlines, small grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from talentflow.claims.frames import Patterns, alternatives, vocabulary
from talentflow.claims.outline import Macros
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One entry of org_events.yml; its patterns are compiled when one of its words is met."""

    id: str
    kind: str
    words: tuple[str, ...]
    sources: tuple[str, ...]
    macros: Macros = field(repr=False, compare=False)
    subject: str | None = None
    topic: bool = False
    lead: bool = False
    needs: tuple[str, ...] = ("org",)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        return self.macros.compile_all(self.sources)


@dataclass(frozen=True, slots=True)
class Book:
    """org_events.yml compiled. A word's label is the rules it evokes; None marks a word that denies."""

    triggers: Lexicon[tuple[Rule, ...] | None]
    sums: re.Pattern[str]
    grammar: Patterns
    order: dict[str, int]


@cache
def book() -> Book:
    """The Chinese rules; compiled once a process."""
    data = read_yaml("zh/org_events.yml")
    macros = Macros.of(data)
    rules = [
        Rule(
            id=r["id"],
            kind=r["kind"],
            words=tuple(r["words"]),
            sources=tuple(r["patterns"]),
            macros=macros,
            subject=r.get("subject"),
            topic=bool(r.get("topic")),
            lead=bool(r.get("lead")),
            needs=tuple(r.get("needs") or ("org",)),
        )
        for r in data["rules"]
    ]
    words = {word for rule in rules for word in rule.words}
    entries: list[tuple[str, tuple[Rule, ...] | None]] = [
        (word, tuple(r for r in rules if any(w in word for w in r.words))) for word in words
    ]
    entries += [(word, None) for word in vocabulary().lists["denied"] if word not in words]
    grammar = dict(data["grammar"]) | {"leaders": alternatives(data["leaders"])}
    stops = read_yaml("zh/organizations.yml")["inner_stops"]
    first, last = [*stops, *data["not_named"]], data["not_named"]
    anywhere = alternatives(w for w in first if len(w) > 1)
    grammar["unnamed"] = f"^(?:{alternatives(first)})|{anywhere}|(?:{alternatives(last)})$"
    order = {r.id: n for n, r in enumerate(rules)}
    return Book(Lexicon(entries), re.compile(data["sums"]), Patterns(grammar, macros.compile), order)
