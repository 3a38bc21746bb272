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
    """False when no name stands where a move of the text could have its person; each sentence is looked at once."""
    sentences, looked = reading.sentences, set[int]()
    paragraph = all_to = paragraph_to = -1  # up to where a paragraph, and the text, hold no name
    for index in _telling(reading):
        own = sentences[index]
        refers = bool(_pronouns().find(reading.text[own.start : own.end]))
        floor = all_to if refers or own.paragraph != paragraph else max(all_to, paragraph_to)
        for at in range(index, floor, -1):
            one = sentences[at]
            if not refers and one.paragraph != own.paragraph:
                break
            if at in looked or one.zone not in NEWS:
                continue
            looked.add(at)
            if NameFinder.load().find(reading.text[one.start : one.end], threshold=LIKELY):
                return True
        all_to = index if refers else all_to
        paragraph, paragraph_to = own.paragraph, index
    return False


def _telling(reading: Reading) -> Iterator[int]:
    """Indices of the sentences that may tell a move, once each."""
    last = -1
    for offset in prefilter.telling(reading.text):
        index = sentence_at(reading.sentences, offset)
        if index != last and reading.sentences[index].zone in NEWS:
            yield index
        last = index


@cache
def _pronouns() -> Lexicon[str]:
    return Lexicon((word, kind) for kind, listed in read_yaml("zh/pronouns.yml").items() for word in listed)
