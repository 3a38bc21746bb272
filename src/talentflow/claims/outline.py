"""A sentence with every chunk as one sign, so that patterns kept as data can say where names, times and sums stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Sentence
from talentflow.model.light import light

# One private-use character a kind. A pattern names them, and the macros of its file, as <NAME>.
SIGNS = {
    "ORG": "\ue000",
    "LATIN": "\ue001",
    "PRODUCT": "\ue002",
    "UNNAMED": "\ue003",
    "ANAPHOR": "\ue004",
    "PERSON": "\ue005",
    "PRONOUN": "\ue006",
    "TIME": "\ue007",
    "ROLE": "\ue008",
    "SUM": "\ue009",
    "SLOT": "\ue00a",
}
ANY_SIGN = "".join(SIGNS.values())
ORDER = ("time", "sum", "person", "role", "org", "unnamed", "anaphor", "pronoun")  # who wins where chunks overlap
SURE = 0.7  # least score of an organization that stands without help from its place
_MACRO = re.compile("<([A-Z_]+)>")


@light
@dataclass(frozen=True, slots=True)
class Outline:
    """The signed words of a sentence; `places[i]` is the shadow span of sign or character `i`."""

    sentence: Sentence
    text: str
    places: tuple[tuple[int, int], ...]
    chunks: dict[int, Chunk]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The shadow span of the signed words `[start, end)`, which are not empty."""
        return self.places[start][0], self.places[end - 1][1]

    def within(self, start: int, end: int) -> list[Chunk]:
        """The chunks of the signed words `[start, end)`, in order."""
        return [self.chunks[at] for at in range(start, end) if at in self.chunks]

    def clauses(self) -> list[tuple[int, int]]:
        """Half-open spans of the signed text between commas, colons and semicolons."""
        edges = [0, *(m.end() for m in re.finditer("[,;:]", self.text)), len(self.text)]
        return [(a, b) for a, b in pairwise(edges) if b > a]


def draw(words: str, sentence: Sentence, chunks: Iterable[Chunk], sums: re.Pattern[str]) -> Outline:
    """`words` is the whole shadow text, `chunks` those inside the sentence; `sums` finds amounts of money."""
    found = [Chunk("sum", m.start(), m.end(), m.group()) for m in sums.finditer(words, sentence.start, sentence.end)]
    signs: list[tuple[Chunk, str]] = []
    taken: set[int] = set()
    for chunk in sorted([*chunks, *found], key=lambda c: (ORDER.index(c.kind) if c.kind in ORDER else 99, c.start)):
        sign = _sign(chunk)
        if sign is None or not taken.isdisjoint(range(chunk.start, chunk.end)):
            continue
        taken.update(range(chunk.start, chunk.end))
        signs.append((chunk, sign))
    text: list[str] = []
    places: list[tuple[int, int]] = []
    held: dict[int, Chunk] = {}
    at = sentence.start
    for chunk, sign in sorted(signs, key=lambda s: s[0].start):
        text += words[at : chunk.start]
        places += [(i, i + 1) for i in range(at, chunk.start)]
        held[len(text)] = chunk
        text.append(sign)
        places.append((chunk.start, chunk.end))
        at = chunk.end
    text += words[at : sentence.end]
    places += [(i, i + 1) for i in range(at, sentence.end)]
    return Outline(sentence, "".join(text), tuple(places), held)


def _sign(chunk: Chunk) -> str | None:
    """The sign of a chunk, None where its words are to be read as words."""
    if chunk.kind != "org":
        return SIGNS.get(chunk.kind.upper())
    if chunk.detail in ("product", "latin"):
        return SIGNS[chunk.detail.upper()]
    if chunk.score >= SURE:
        return SIGNS["ORG"]
    return None if chunk.text.isascii() and len(chunk.text) <= 2 else SIGNS["SLOT"]


@dataclass(frozen=True, slots=True)
class Macros:
    """The named pieces of patterns: the signs, and what a data file adds under `macros`, in its order."""

    pieces: dict[str, str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Macros:
        pieces = dict(SIGNS) | {"SIGN": ANY_SIGN}
        for name, pattern in data["macros"].items():
            pieces[name] = _filled(pattern, pieces)
        return cls(pieces)

    def compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(_filled(pattern, self.pieces))

    def compile_all(self, patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(self.compile(p) for p in patterns)


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    return _MACRO.sub(lambda m: pieces[m.group(1)], pattern)
