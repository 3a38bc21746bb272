"""A shadow text laid out for the finders: dictionary words, what may carry news, and which characters are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talentflow.lang import segment
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, fold
from talentflow.model.light import light

QUIET_ZONES = frozenset({"byline", "furniture", "front_matter"})


@light
@dataclass(frozen=True, slots=True)
class Token:
    """A segmenter's word with its place and part of speech."""

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
        self.tokens = _tokens(self.text, heads, suffixes)
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


def _tokens(text: str, heads: frozenset[int], suffixes: frozenset[str]) -> list[Token]:
    """Words cut where a shape suffix says so: in front of a position, and where it begins in the word before."""
    out: list[Token] = []
    words = segment.tag(text, False)
    start = 0
    carried = ""  # the last character of the word before, which belongs to this one
    for number, (word, pos) in enumerate(words):
        if carried:
            word, pos, carried = carried + word, "n", ""
        size = len(word)
        end = start + size
        if (
            size == 1
            and number + 1 < len(words)
            and len(words[number + 1][0]) == 1
            and word + words[number + 1][0] in suffixes
        ):
            carried = word
            continue
        if size > 2 and word[0] == word[1] and start + 1 in heads and out:  # "energy-bureau|bureau-chief"
            before = out.pop()
            out.append(Token(before.start, start + 1, before.text + word[0], before.pos))
            start, word, size, pos = start + 1, word[1:], size - 1, "n"
        if size > 2:
            at = next((k for k in range(2, size - 1) if start + k in heads and word[:k] in suffixes), 0)
            following = words[number + 1][0] if number + 1 < len(words) else ""
            if at:
                out.append(Token(start, start + at, word[:at], "n"))
                start, word, pos = start + at, word[at:], "n"
            elif len(following) == 1 and (
                word[-1] + following in suffixes
                or (word[:-1] in suffixes and segment.has_word(word[-1] + following))  # "technology|report" and "to"
            ):
                end, word, carried = end - 1, word[:-1], word[-1]
        out.append(Token(start, end, word, pos))
        start = end
    return out
