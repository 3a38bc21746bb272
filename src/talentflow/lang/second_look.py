"""Does a text that may tell a move name anybody of whom it could be told? Asked before the whole of it is read.

Only the sentences of the words that the prefilter keeps a text for are looked at, and those that lend them a subject:
the ones before in the paragraph and, where a pronoun stands for somebody, all before. Names are asked for sentence by
sentence, and kept where they are far less likely than the reader would take; the first one found ends the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from talentflow.lang import prefilter
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.names import NameFinder
from talentflow.lang.text import Reading, sentence_at

NEWS = frozenset({"body", "headline"})
LIKELY = 0.1  # a quarter of what the reader takes for a name: here it has neither titles nor the rest of the text


def names_somebody(reading: Reading) -> bool:
    """False when no name stands where a move of the text could have its person."""
    named: dict[int, bool] = {}
    for index in _telling(reading):
        for at in _lending(reading, index):
            if at not in named:
                sentence = reading.sentences[at]
                words = reading.text[sentence.start : sentence.end]
                named[at] = bool(NameFinder.load().find(words, threshold=LIKELY))
            if named[at]:
                return True
    return False


def _telling(reading: Reading) -> Iterator[int]:
    """Indices of the sentences that may tell a move, once each."""
    last = -1
    for offset in prefilter.telling(reading.text):
        index = sentence_at(reading.sentences, offset)
        if index != last and reading.sentences[index].zone in NEWS:
            yield index
        last = index


def _lending(reading: Reading, index: int) -> Iterator[int]:
    """The sentence, and those before it that may tell whom it speaks of, nearest first."""
    sentences = reading.sentences
    own = sentences[index]
    refers = bool(_pronouns().find(reading.text[own.start : own.end]))
    yield index
    for at in range(index - 1, -1, -1):
        if sentences[at].paragraph != own.paragraph and not refers:
            return
        if sentences[at].zone in NEWS:
            yield at


@cache
def _pronouns() -> Lexicon[str]:
    return Lexicon((word, kind) for kind, listed in read_yaml("zh/pronouns.yml").items() for word in listed)
