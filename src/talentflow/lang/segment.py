"""Words and their parts of speech, by jieba's dictionary (rjieba), which is loaded on first use and not on import."""

from __future__ import annotations

from functools import lru_cache

KEPT = range(40, 50_000)  # characters of a text whose words are asked for more than once: a whole document


def tag(text: str, hmm: bool) -> list[tuple[str, str]]:
    """(word, part of speech) in order; `hmm` guesses at words that the dictionary does not hold. Not to be changed."""
    return _document(text, hmm) if len(text) in KEPT else _cut(text, hmm)


def has_word(word: str) -> bool:
    """The dictionary holds the word."""
    import rjieba

    return bool(rjieba.has_word(word))


def _cut(text: str, hmm: bool) -> list[tuple[str, str]]:
    import rjieba  # a sixth of a second: not for those who only ask for help

    found: list[tuple[str, str]] = rjieba.tag(text, hmm)
    return found


_document = lru_cache(maxsize=2)(_cut)
