"""A shadow text laid out for the finders: dictionary words, what may carry news, and which characters are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from talentflow.lang import segment
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, fold

QUIET_ZONES = frozenset({"byline", "furniture", "front_matter"})
_PIECES = re.compile(r"[A-Za-z0-9]+|.", re.S)


class Token(NamedTuple):
    """A segmenter's word with its place and part of speech; a tuple because one is made for every word of a text."""

    start: int
    end: int
    text: str
    pos: str


class Ground:
    """The text of one reading with its words; characters are taken once, by the first finder that claims them.

    Words come from the dictionary alone: a name that it does not know falls into single characters, which is
    what tells it from ordinary words.
    """

    def __init__(self, reading: Reading, heads: frozenset[int], suffixes: frozenset[str]) -> None:
        """`heads` are the offsets where position words start: a word such as "university-president" is cut there."""
        self.text = reading.text
        self.title = fold(reading.document.title or "")
        self.tokens = list(_cut(_tokens(self.text), heads, suffixes))
        self.at: list[int] = []  # character -> number of its token
        for number, token in enumerate(self.tokens):
            self.at += [number] * (token.end - token.start)
        self.by_start = {t.start: t for t in self.tokens}
        self.by_end = {t.end: t for t in self.tokens}
        size = len(self.text)
        self._taken = bytearray(size)
        self._news = bytearray(size)
        for sentence in reading.sentences:
            if sentence.zone not in QUIET_ZONES:
                self._news[sentence.start : sentence.end] = b"\x01" * (sentence.end - sentence.start)
        self.has_news = 1 in self._news

    def news(self, at: int) -> bool:
        """The offset stands in a sentence that may carry news."""
        return bool(self._news[at])

    def free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) < 0

    def taken(self, at: int) -> bool:
        return bool(self._taken[at])

    def take(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """Those of the chunks that stand in the news and touch nothing taken; their characters are taken now."""
        out = []
        for chunk in chunks:
            if self._news[chunk.start] and self.free(chunk.start, chunk.end):
                self._taken[chunk.start : chunk.end] = b"\x01" * (chunk.end - chunk.start)
                out.append(chunk)
        return out

    def block(self, start: int, end: int) -> None:
        """Take characters whatever they are."""
        self._taken[start:end] = b"\x01" * (end - start)

    def release(self, chunks: Iterable[Chunk]) -> None:
        for chunk in chunks:
            self._taken[chunk.start : chunk.end] = bytes(chunk.end - chunk.start)

    def boundary(self, at: int) -> bool:
        """No dictionary word runs over the offset."""
        return at >= len(self.text) or at in self.by_start

    def before(self, at: int) -> Sequence[Token]:
        """The words in front of a word boundary, nearest last."""
        number = self.at[at] if at < len(self.text) else len(self.tokens)
        return self.tokens[max(0, number - 12) : number]

    def words(self, start: int, end: int) -> Sequence[Token]:
        """The words that touch `[start, end)`."""
        return self.tokens[self.at[start] : self.at[end - 1] + 1] if end > start else ()


def _cut(tokens: list[Token], heads: frozenset[int], suffixes: frozenset[str]) -> Iterator[Token]:
    """Words cut where a shape suffix says so: in front of a position, and where it begins in the word before."""
    carried: Token | None = None
    for number, token in enumerate(tokens):
        if carried is not None:
            token = Token(carried.start, token.end, carried.text + token.text, "n")
            carried = None
        size = len(token.text)
        if size <= 2:
            yield token
            continue
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        at = next((k for k in range(2, size - 1) if token.start + k in heads and token.text[:k] in suffixes), 0)
        if at:
            yield Token(token.start, token.start + at, token.text[:at], "n")
            yield Token(token.start + at, token.end, token.text[at:], "n")
        elif following is not None and len(following.text) == 1 and (token.text[-1] + following.text in suffixes):
            yield Token(token.start, token.end - 1, token.text[:-1], token.pos)
            carried = Token(token.end - 1, token.end, token.text[-1], "n")
        else:
            yield token


def _tokens(text: str) -> list[Token]:
    out: list[Token] = []
    at = 0
    for word, pos in segment.tag(text, False):
        out.append(Token(at, at + len(word), word, pos))
        at += len(word)
    if at != len(text):
        return [Token(m.start(), m.end(), m.group(), "x") for m in _PIECES.finditer(text)]
    return out
