"""Other names that a text itself declares: in brackets behind a name, or behind a word for it ("known as")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from talentflow.lang import romanize
from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.registry import Registry
from talentflow.lang.text import Reading, fold
from talentflow.model.mention import Alias
from talentflow.model.span import Evidence

CUES = "shared/aliases.yml"
MAX_WORDS = 4
_LATIN = r"[A-Z][\w'\u2019.\-]*(?: [A-Z][\w'\u2019.\-]*){0,3}"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]{2,5}"
_QUOTES = "[\"\u201c\u201d\u2018\u2019']?"
_CAMEL = re.compile("[a-z][A-Z]")
_BEFORE = re.compile(rf"({_LATIN}) ?[(\[]$")


def find(reading: Reading, chunks: Iterable[Chunk]) -> tuple[Alias, ...]:
    """Each pair of names that the text declares to be one person's, once, in order of place."""
    people = [chunk for chunk in chunks if chunk.kind == "person"]
    found: dict[tuple[str, str], Alias] = {}
    for chunk in people:
        for alias, start, end in (*_behind(reading, chunk), *_in_front(reading, chunk)):
            one = _declared(reading, chunk, alias, start, end)
            if one is not None:
                found.setdefault((one.name, one.alias), one)
    return tuple(found.values())


def _behind(reading: Reading, chunk: Chunk) -> Iterator[tuple[str, int, int]]:
    """(other name, start, end) in brackets behind a name, or behind a cue; only a cue makes any word a name."""
    for pattern, sure in _patterns():
        told = pattern.match(reading.text, chunk.end)
        if told is None:
            continue
        alias = told["name"]
        if sure or _is_name(alias, chunk):
            yield alias, chunk.start, told.end("name")


def _in_front(reading: Reading, chunk: Chunk) -> Iterator[tuple[str, int, int]]:
    """A Latin name in front of a name in brackets."""
    if reading.text[chunk.end : chunk.end + 1] not in (")", "]"):
        return
    told = _BEFORE.search(reading.text, max(0, chunk.start - 60), chunk.start)
    if told is not None and _is_name(told[1], chunk):
        yield told[1], told.start(1), chunk.end


def _declared(reading: Reading, chunk: Chunk, alias: str, start: int, end: int) -> Alias | None:
    if fold(alias) == fold(chunk.text) or Registry.load().find(alias) is not None:
        return None
    alias = _whole(alias, chunk.text)
    if not romanize.is_han(chunk.text) and len(romanize.tokens(chunk.text)) < 2:
        return None
    first, last = reading.raw(start, end)
    evidence = Evidence.of(reading.document.text, first, last)
    return Alias(
        doc_hash=reading.document.hash, name=reading.words(chunk.start, chunk.end), alias=alias, evidence=evidence
    )


def _is_name(alias: str, chunk: Chunk) -> bool:
    """A full name in the other script: a Latin one for characters, characters with a family name for a Latin one."""
    if romanize.is_han(chunk.text):
        words = alias.split()
        if not alias[0].isascii():
            return False
        if alias.isupper() or (len(words) == 1 and _CAMEL.search(alias)):
            return False
        return not _not_names().intersection(w.strip(".").casefold() for w in words)
    return romanize.parted(alias) is not None


def _whole(alias: str, name: str) -> str:
    """An English given name alone is completed by the family name of the name in characters."""
    read = romanize.readings(name)
    if not read or len(romanize.tokens(alias)) != 1 or romanize.is_han(alias):
        return alias
    return f"{alias} {read[0][0].capitalize()}"


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], bool]]:
    cues = "|".join(re.escape(cue) for cue in sorted(read_yaml(CUES)["cues"], key=len, reverse=True))
    name = rf"{_QUOTES}(?P<name>{_LATIN}|{_HAN}){_QUOTES}"
    return (
        (re.compile(rf" ?[(\[] ?{name} ?(?=[)\],;|/])"), False),
        (re.compile(rf" ?[(\[]? ?,? ?(?:{cues})[: ]*{name}(?![\u3400-\u4dbf\u4e00-\u9fff])", re.IGNORECASE), True),
    )


@cache
def _not_names() -> frozenset[str]:
    return frozenset(word.casefold() for word in read_yaml(CUES)["not_names"])
