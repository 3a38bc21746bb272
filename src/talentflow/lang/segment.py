"""Words and their parts of speech, by jieba's dictionary (rjieba), which is loaded on first use and not on import.

A word has one part of speech wherever it stands, so tags are kept by word: a cut without tags costs half of one with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

KEPT = range(40, 50_000)  # characters of a text whose words are asked for more than once: a whole document
MAX_TAGS = 400_000  # words whose tags are kept
_PIECES = re.compile(r"[A-Za-z0-9]+|.", re.S)
_TAGS: dict[str, str] = {}


def words(text: str, hmm: bool) -> Sequence[str]:
    """The words of a text in order, all of it; `hmm` guesses at words that the dictionary does not hold."""
    return _document(text, hmm) if len(text) in KEPT else _whole(text, hmm)


def cutter() -> Callable[[str, bool], list[str]]:
    """What cuts a few characters: `words` without its care, for the many windows beside names."""
    found: Callable[[str, bool], list[str]] = _jieba().cut
    return found


def tag_of(word: str, text: str, hmm: bool) -> str:
    """The part of speech of one of the `words` of a text."""
    found = _TAGS.get(word)
    return found if found is not None else _learn(word, text, hmm)


def tag(text: str, hmm: bool) -> list[tuple[str, str]]:
    """(word, part of speech) in order."""
    get = _TAGS.get
    return [(word, get(word) or _learn(word, text, hmm)) for word in words(text, hmm)]


def has_word(word: str) -> bool:
    """The dictionary holds the word."""
    return bool(_jieba().has_word(word))


@cache
def _jieba() -> Any:
    import rjieba  # a sixth of a second: not for those who only ask for help

    return rjieba


def _whole(text: str, hmm: bool) -> Sequence[str]:
    found: list[str] = _jieba().cut(text, hmm)
    return found if sum(map(len, found)) == len(text) else _PIECES.findall(text)


_document = lru_cache(maxsize=4)(_whole)


def _learn(word: str, text: str, hmm: bool) -> str:
    """The tag of a word not met before; one that would be cut alone is tagged where it stands."""
    if len(_TAGS) > MAX_TAGS:
        _TAGS.clear()
    pairs = _jieba().tag(word, hmm)
    if len(pairs) != 1:
        pairs = _jieba().tag(text, hmm)
    _TAGS.update(pairs)
    return _TAGS.setdefault(word, "x")
