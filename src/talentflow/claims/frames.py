"""The rules as data: triggers with their frames, cues, and the small patterns of noun phrases, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.model.claim import ClaimKind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of triggers.yml: which words evoke which kind, and where the arguments stand."""

    id: str
    kind: ClaimKind
    frame: str
    words: tuple[str, ...]
    weak: bool = False
    bare: frozenset[str] = frozenset()
    returns: bool = False
    object_only: bool = False
    end_only: bool = False
    in_office: bool = False
    needs_before: re.Pattern[str] | None = None
    ousts: frozenset[str] = frozenset()
    status: Status | None = None
    examples: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All compiled word knowledge of the claims station for one language."""

    rules: tuple[Rule, ...]
    triggers: Lexicon[tuple[Rule, ...]]
    cues: Lexicon[str]
    lists: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    past_marks: frozenset[str]
    current_marks: frozenset[str]

    def __getattr__(self, name: str) -> re.Pattern[str]:
        try:
            return self.patterns[name]
        except KeyError:
            raise AttributeError(name) from None


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def vocabulary() -> Vocabulary:
    """The Chinese vocabulary; about 15 ms, once a process."""
    raw = read_yaml("zh/triggers.yml")["rules"]
    rules = tuple(
        Rule(id=r["id"], kind=cast(ClaimKind, r["kind"]), frame=r["frame"], words=tuple(dict.fromkeys(r["words"])),
             weak=bool(r.get("weak")), bare=frozenset(r.get("bare") or ()), returns=r.get("returns") is True,
             object_only=bool(r.get("object_only")), end_only=bool(r.get("end_only")), in_office=bool(r.get("in_office")), ousts=frozenset(r.get("ousts") or ()),
             needs_before=re.compile(alternatives(r["needs_before"])) if r.get("needs_before") else None,
             status=r.get("status"), examples=tuple(r.get("examples") or ()), why=r.get("why") or "")
        for r in raw
    )
    by_word: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for word in rule.words:
            by_word[word] = (*by_word.get(word, ()), rule)
    cues = read_yaml("zh/cues.yml")
    positions = read_yaml("zh/positions.yml")
    grammar = read_yaml("zh/phrases.yml")
    flat = ("announced", "rumored", "planned", "denied", "negation", "irrealis", "reported")
    marks = [*positions["past_marks"], *positions["current_marks"], *positions["new_marks"]]
    patterns = {name: re.compile(text) for name, text in grammar["patterns"].items()}
    patterns["post_mark"] = re.compile(f"(?:{alternatives([*marks, *grammar['fillers']])})$|"
                                       f"{alternatives([*marks, *grammar['fillers']])}")
    patterns["post_marks_end"] = re.compile(f"(?:{alternatives(marks)})$")
    lists = {name: frozenset(cues[name]) for name in (*flat, "saying", "outlets")}
    lists |= {name: frozenset(listed) for name, listed in grammar["lists"].items()}
    patterns["generic_subject"] = re.compile(alternatives(lists["generic_subjects"]))
    lists["units"] = frozenset(read_yaml("zh/organizations.yml")["units"])
    return Vocabulary(
        rules=rules, triggers=Lexicon(by_word.items()),
        cues=Lexicon((word, name) for name in flat for word in cues[name]),
        lists=lists, patterns=patterns,
        past_marks=frozenset(positions["past_marks"]), current_marks=frozenset(positions["current_marks"]),
    )
