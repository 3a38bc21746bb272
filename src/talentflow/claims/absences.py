"""A source that asserts that an organization had no departure; not the same as finding none (DOMAIN.md, trap 3)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from talentflow.claims.context_time import Clock
from talentflow.claims.identity import Organizations
from talentflow.claims.outline import Macros, Outline, draw
from talentflow.claims.quotes import trim
from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.text import Reading, Sentence, sentence_at
from talentflow.model.claim import Absence
from talentflow.model.span import Evidence

NEWS = frozenset({"body", "headline"})
RECENT_DAYS = 31  # "as of last week" still speaks of today
CLOSERS = "\"'\u201d\u2019)] \n"


@dataclass(frozen=True, slots=True)
class Book:
    """absences.yml compiled."""

    words: Lexicon[bool]
    bearing: re.Pattern[str]
    irrealis: re.Pattern[str]
    sums: re.Pattern[str]


@cache
def book() -> Book:
    """The Chinese rules; compiled once a process."""
    data = read_yaml("zh/absences.yml")
    return Book(
        Lexicon((w, True) for w in data["words"]),
        re.compile(data["bearing"]),
        re.compile(data["irrealis"]),
        re.compile(data["sums"]),
    )


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns of all rules; compiled for the first text that has their words."""
    data = read_yaml("zh/absences.yml")
    macros = Macros.of(data)
    return tuple(p for rule in data["rules"] for p in macros.compile_all(rule["patterns"]))


def read(reading: Reading, chunks: Sequence[Chunk], orgs: Organizations) -> list[Absence]:
    """The absences a document asserts, one an organization, in order of their evidence."""
    listed, starts = book(), [c.start for c in chunks]
    clock = Clock(reading.published)
    out: list[Absence] = []
    seen: set[str] = set()
    for sentence in _told(reading):
        low, high = sentence.start, sentence.end
        inside = chunks[bisect_left(starts, low) : bisect_left(starts, high)]
        outline = draw(reading.text, sentence, inside, listed.sums)
        for match in _matches(outline, clock):
            for chunk in outline.within(*match.span("org")):
                key = orgs.identity(chunk)
                if key not in seen:
                    seen.add(key)
                    out.append(_absence(reading, outline, match, chunk, orgs))
    return out


def may_tell(reading: Reading) -> bool:
    """False when no sentence has the words of an absence."""
    return any(True for _ in _told(reading))


def _told(reading: Reading) -> Iterator[Sentence]:
    """The sentences that may assert an absence."""
    listed = book()
    for index in sorted({sentence_at(reading.sentences, start) for start, _, _ in listed.words.find(reading.text)}):
        sentence = reading.sentences[index]
        low, high = sentence.start, sentence.end
        if (
            sentence.zone in NEWS
            and listed.bearing.search(reading.text, low, high)
            and not listed.irrealis.search(reading.text, low, high)
            and not reading.text[low:high].rstrip(CLOSERS).endswith("?")
        ):
            yield sentence


def _matches(outline: Outline, clock: Clock) -> list[re.Match[str]]:
    """One match a pattern at most; those bounded to a time that is over say nothing of today."""
    found = [m for p in patterns() if (m := p.search(outline.text)) is not None]
    return [
        m
        for m in found
        if not any(
            _over(c, clock)
            for c in outline.within(0, m.end())
            if c.kind == "time" and c.start >= outline.sentence.start
        )
    ]


def _over(time: Chunk, clock: Clock) -> bool:
    """A stretch of time that ended before the publication; what goes on from then, or nothing known, is not over."""
    if time.value is None or time.value.as_of or time.value.kind == "duration":
        return False
    when = clock.resolve(time, future=False)
    return (
        when is not None
        and when.end is not None
        and clock.published is not None
        and (clock.published - when.end).days > RECENT_DAYS
    )


def _absence(reading: Reading, outline: Outline, match: re.Match[str], chunk: Chunk, orgs: Organizations) -> Absence:
    clauses = [(a, b) for a, b in outline.clauses() if a < match.end() and match.start() < b]
    start, end = reading.raw(*outline.span(clauses[0][0], clauses[-1][1]))
    text = reading.document.text
    start, end = trim(text, start, end)
    org_id, _ = orgs.official(chunk)
    return Absence(
        doc=reading.document.id,
        doc_hash=reading.document.hash,
        org=orgs.words(chunk),
        org_id=org_id,
        kind="leave",
        evidence=Evidence.of(text, start, end),
    )
