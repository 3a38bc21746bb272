"""The rules as data: triggers with their frames, cues, and the small patterns of noun phrases, compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from talentflow.lang.data import read_yaml, trigger_rules
from talentflow.lang.lexicon import Lexicon
from talentflow.model.claim import ClaimKind, Status
from talentflow.model.light import light

OUT = frozenset({"leave", "step_down"})  # the kinds that end a stay or a position


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of triggers.yml: which words evoke which kind, and where the arguments stand."""

    id: str
    kind: ClaimKind
    frame: str
    words: tuple[str, ...]
    why: str = ""
    weak: bool = False  # the word proves nothing alone
    bare: frozenset[str] = frozenset()  # those of its words that want their position right behind
    returns: bool = False  # the person has been there before
    end_only: bool = False  # counts only at the end of its clause
    in_office: bool = False  # counts only for somebody with a position
    needs_before: re.Pattern[str] | None = None  # what its clause must hold in front of it
    ousts: frozenset[str] = frozenset()  # those of its words that put somebody out of a post
    status: Status | None = None  # the least sure status it leaves


class Patterns(dict[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is first asked for: most texts need a third of them."""

    def __init__(self, sources: Mapping[str, str], compiled: Callable[[str], re.Pattern[str]] = re.compile) -> None:
        super().__init__()
        self.sources = sources
        self._compiled = compiled

    def __missing__(self, name: str) -> re.Pattern[str]:
        found = self[name] = self._compiled(self.sources[name])
        return found


@dataclass(frozen=True)
class Vocabulary:
    """The compiled word knowledge of the station; `lists` and `patterns` by their names in the data.

    Without slots, so that a pattern is an attribute: they are asked for hundreds of times a sentence. `affixes` are the
    lists as `startswith` and `endswith` want them.
    """

    rules: tuple[Rule, ...]
    triggers: Lexicon[tuple[Rule, ...]]
    cues: Lexicon[str]
    lists: dict[str, frozenset[str]]
    patterns: Patterns
    past_marks: frozenset[str]
    current_marks: frozenset[str]
    possessive: str
    on_foot: str  # leaving, and walking
    counts: dict[int, str]  # characters that count people, by number

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """A pattern by its name in phrases.yml, as in `words.by_mark.search(text)`; an attribute from then on."""
        try:
            found = self.patterns[name]
        except KeyError:
            raise AttributeError(name) from None
        self.__dict__[name] = found
        return found

    @cached_property
    def affixes(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(words) for name, words in self.lists.items()}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _rule(entry: dict[str, Any]) -> Rule:
    """One entry of triggers.yml; what it does not say is as the record's defaults have it."""
    needs_before = entry.get("needs_before")
    return Rule(
        id=entry["id"],
        kind=entry["kind"],
        frame=entry["frame"],
        words=tuple(entry["words"]),
        why=entry["why"],
        weak=entry.get("weak", False),
        bare=frozenset(entry.get("bare", ())),
        returns=entry.get("returns", False),
        end_only=entry.get("end_only", False),
        in_office=entry.get("in_office", False),
        needs_before=re.compile(alternatives(needs_before)) if needs_before else None,
        ousts=frozenset(entry.get("ousts", ())),
        status=entry.get("status"),
    )


@cache
def vocabulary() -> Vocabulary:
    """The Chinese vocabulary; about 15 ms, once a process."""
    rules = tuple(_rule(entry) for entry in trigger_rules())
    by_word: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for word in rule.words:
            by_word[word] = (*by_word.get(word, ()), rule)
    cues, positions, phrases = (read_yaml(f"zh/{name}.yml") for name in ("cues", "positions", "phrases"))
    lists = {name: frozenset(listed) for name, listed in (*cues.items(), *phrases["lists"].items())}
    lists["units"] = frozenset(read_yaml("zh/organizations.yml")["units"])
    return Vocabulary(
        rules=rules,
        triggers=Lexicon(by_word.items()),
        cues=Lexicon((word, kind) for kind, listed in cues.items() for word in listed),
        lists=lists,
        patterns=_patterns(phrases, positions, rules),
        past_marks=frozenset(positions["past_marks"]),
        current_marks=frozenset(positions["current_marks"]),
        possessive=phrases["words"]["possessive"],
        on_foot=phrases["words"]["on_foot"],
        counts=phrases["counts"],
    )


def _patterns(phrases: dict[str, Any], positions: dict[str, Any], rules: Iterable[Rule]) -> Patterns:
    """The patterns as written, and those made of word lists."""
    marks = [*positions["past_marks"], *positions["current_marks"], *positions["new_marks"]]
    any_mark = alternatives([*marks, *phrases["fillers"]])
    takes = {w for r in rules if r.frame == "subject_role" and r.kind != "held" for w in r.words if len(w) > 1}
    made = {
        "post_verb": f"(?:{alternatives(takes - frozenset(marks))})(?:{alternatives(phrases['lists']['aspects'])})?$",
        "post_mark": f"(?:{any_mark})$",
        "post_marks_end": f"(?:{alternatives(marks)})$",
        "generic_subject": alternatives(phrases["lists"]["generic_subjects"]),
    }
    return Patterns(phrases["patterns"] | made)
