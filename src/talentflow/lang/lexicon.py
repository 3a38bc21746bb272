"""Many words found in one pass: an Aho-Corasick matcher over the shadow text, with a label for each word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

import daachorse

Label = TypeVar("Label")
KEPT = range(300, 50_000)  # characters of a text that many lexicons are asked about: a whole document
_UPPER = re.compile("[A-Z]+")


def lower_ascii(text: str) -> str:
    """ASCII letters lowered; the length does not change.

    >>> lower_ascii("OpenAI İ")
    'openai İ'
    """
    if text.isascii():
        return text.lower()
    return _long_lower(text) if len(text) in KEPT else _UPPER.sub(_lower, text)


@lru_cache(maxsize=2)
def _long_lower(text: str) -> str:
    return _UPPER.sub(_lower, text)


def _lower(found: re.Match[str]) -> str:
    return found.group().lower()


class Lexicon(Generic[Label]):
    """Leftmost-longest, non-overlapping; a Latin word matches only as a whole word."""

    def __init__(self, entries: Iterable[tuple[str, Label]]) -> None:
        self._labels: dict[str, Label] = {}
        for word, label in entries:
            self._labels.setdefault(lower_ascii(word), label)
        self._by_number = list(self._labels.values())
        self._matcher = daachorse.CharwiseDoubleArrayAhoCorasick(
            list(self._labels) or ["\x00"], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def __contains__(self, word: str) -> bool:
        return lower_ascii(word) in self._labels

    def labels(self) -> list[Label]:
        """The label of every word."""
        return self._by_number

    def get(self, word: str) -> Label | None:
        return self._labels.get(lower_ascii(word))

    def find(self, text: str) -> list[tuple[int, int, Label]]:
        """(start, end, label) in order; case of ASCII letters does not matter."""
        lowered, by_number = lower_ascii(text), self._by_number
        return [
            (start, end, by_number[number])
            for start, end, number in self._matcher.find(lowered)
            if not (lowered[start] < "\x80" or lowered[end - 1] < "\x80") or _whole(lowered, start, end)
        ]


def _whole(text: str, start: int, end: int) -> bool:
    """False when a Latin or digit run goes on beyond the match."""
    first, last = text[start], text[end - 1]
    if start and first.isascii() and first.isalnum() and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    return not (end < len(text) and last.isascii() and last.isalnum() and text[end].isascii() and text[end].isalpha())
