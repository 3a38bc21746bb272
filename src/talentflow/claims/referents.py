"""Who is meant where no name stands: the company, its founder's venture, whom a pronoun means, who leads what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from talentflow.claims.identity import Organizations, People
from talentflow.claims.quotes import EDGES
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, fold, sentence_at
from talentflow.model.claim import Claim

TOPIC_BACK = 4  # sentences
WEAK = 0.55  # least score of a name that counts for what the document is about
OPENING = 2
TITLE_WEIGHT = 3.0
QUOTES = "\"'\u201c\u201d\u2018\u2019\u300a\u300b\u300c\u300d"


class Referents:
    """The referents of one document; `founded` is filled while it is read."""

    def __init__(
        self,
        reading: Reading,
        chunks: Sequence[Chunk],
        claims: Sequence[Claim],
        people: People,
        orgs: Organizations,
        grammar: Mapping[str, re.Pattern[str]],
    ) -> None:
        self.reading = reading
        self.chunks = chunks
        self.starts = [c.start for c in chunks]
        self.claims = claims
        self.people = people
        self.orgs = orgs
        self.grammar = grammar
        self.founded: dict[str, Chunk] = {}
        self.main = most_told(reading, chunks, orgs)

    def inside(self, index: int) -> list[Chunk]:
        sentence = self.reading.sentences[index]
        low, high = bisect_right(self.starts, sentence.start - 1), bisect_right(self.starts, sentence.end - 1)
        return [c for c in self.chunks[low:high] if c.end <= sentence.end]

    def topic(self, index: int, before: int | None = None) -> Chunk | None:
        """What an anaphor at `before`, or nothing, means: pointed at, the speaker's, a sentence's head, the main."""
        text = self.reading.text
        if before is not None and self.grammar["that_one"].search(text, max(0, before - 4), before):
            at = bisect_right(self.starts, before - 1)
            return next((c for c in reversed(self.chunks[:at]) if c.kind in ("org", "unnamed")), None)
        sentence = self.reading.sentences[index]
        if before is not None:
            speaker = next(
                (
                    c
                    for c in reversed(self.inside(index))
                    if c.kind == "person" and c.end <= before and self.grammar["says"].match(text, c.end, before)
                ),
                None,
            )
            led = self.led(speaker) if speaker is not None else None
            if led is not None:
                return led
            here = [
                c
                for c in self.inside(index)
                if c.kind == "org"
                and c.score >= WEAK
                and c.end < before
                and not self.grammar["oblique"].search(text, sentence.start, c.start)
                and not self.grammar["owner"].match(text, c.end)
                and not any(r.kind in ("role", "person") and r.start == c.end for r in self.inside(index))
            ]
            if here:
                return here[-1]
        for at in range(index - 1, max(-1, index - TOPIC_BACK - 1), -1):
            if self.reading.sentences[at].paragraph != sentence.paragraph:
                break
            told = next(
                (
                    c
                    for c in self.inside(at)
                    if c.kind == "org"
                    and c.score >= WEAK
                    and (before is None or c.end <= before)
                    and self._heads(c, at)
                ),
                None,
            )
            if told is not None:
                return told
        return self.main

    def _heads(self, chunk: Chunk, index: int) -> bool:
        """The organization opens its sentence, or a time alone stands in front of it."""
        sentence = self.reading.sentences[index]
        low = sentence.start
        while low < chunk.start and self.reading.text[low] in QUOTES + EDGES:
            low += 1
        time = next((c for c in self.inside(index) if c.kind == "time" and c.start <= low + 1), None)
        return chunk.start <= (time.end + 1 if time is not None else low + 2)

    def person(self, chunk: Chunk) -> Chunk | None:
        """The person, or the one a pronoun stands for: told last before it, a paragraph back at most."""
        if chunk.kind == "person":
            return chunk
        if chunk.detail == "plural":
            return None
        at = bisect_right(self.starts, chunk.start)
        paragraph = self._paragraph(chunk.start)
        told = next((c for c in reversed(self.chunks[:at]) if c.kind == "person"), None)
        return told if told is not None and paragraph - self._paragraph(told.start) <= 1 else None

    def _paragraph(self, at: int) -> int:
        return self.reading.sentences[sentence_at(self.reading.sentences, at)].paragraph

    def led(self, person: Chunk) -> Chunk | None:
        """The organization that the document says the person founded, or leads."""
        if self.people.name(person) in self.founded:
            return self.founded[self.people.name(person)]
        name = self.people.words(self.people.name(person))
        own = [c for c in self.claims if c.person == name and c.org and c.status != "denied"]
        told = next((c for c in own if c.kind == "found"), None) or next(
            (
                c
                for c in reversed(own)
                if c.kind in ("appoint", "join", "held") and self.grammar["leaders"].search(fold(c.role or ""))
            ),
            None,
        )
        if told is None:
            return None
        return next(
            (
                c
                for c in self.chunks
                if c.kind == "org" and ((c.key is not None and c.key == told.org_id) or self.orgs.words(c) == told.org)
            ),
            None,
        )


def most_told(reading: Reading, chunks: Sequence[Chunk], orgs: Organizations) -> Chunk | None:
    """What the document is about: all forms of a name counted together, the title and the opening counting more."""
    weights: dict[str, float] = {}
    first: dict[str, Chunk] = {}
    title = fold(reading.document.title or "")
    named = [c for c in chunks if c.kind == "org" and c.score >= WEAK]
    for number, chunk in enumerate(named):
        key = orgs.identity(chunk)
        first.setdefault(key, chunk)
        weights[key] = weights.get(key, 0.0) + (2.0 if number < OPENING else 1.0)
        if chunk.text in title:
            weights[key] += TITLE_WEIGHT if first[key] is chunk else 0.5
    return first[max(weights, key=lambda k: weights[k])] if weights else None
