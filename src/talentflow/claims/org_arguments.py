"""Who an organization event is about: the places of a pattern, and the subject that fills an open one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentflow.claims.identity import Organizations
from talentflow.claims.org_rules import Book, Rule
from talentflow.claims.outline import Outline
from talentflow.claims.quotes import EDGES
from talentflow.claims.referents import QUOTES, Referents
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, sentence_at
from talentflow.model.light import light

ORG_KINDS = frozenset({"org", "unnamed", "anaphor"})
CLAUSES_BACK = 3  # how far a subject reaches
SHORTEST = 2  # characters of a name


@light
@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a place of an event: a chunk, or words alone; offsets are the shadow's."""

    start: int
    end: int
    chunk: Chunk | None = None


Found = dict[str, Argument | None]  # arguments by name


def of_chunk(chunk: Chunk) -> Argument:
    return Argument(chunk.start, chunk.end, chunk)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Finds the arguments of one document's events."""

    reading: Reading
    orgs: Organizations
    book: Book
    referents: Referents

    def find(self, outline: Outline, rule: Rule, match: re.Match[str]) -> Found:
        """The pattern's groups, and the subject, or what is talked about, where a place is open."""
        found: Found = {}
        for name in match.re.groupindex:
            if match.group(name) and name != "mark":
                found[name] = _place(outline, *match.span(name))
        at: int | None = None
        if rule.subject and found.get(rule.subject) is None:
            at = self._subject(outline, match.start())
            if at is not None:
                self._fill(outline, rule, found, at)
        if at is None and found.get("org") is None and rule.subject in (None, "org") and rule.topic:
            topic = self.referents.topic(sentence_at(self.reading.sentences, outline.places[0][0]))
            if topic is not None:
                found["org"] = of_chunk(topic)
        if self._is_one(found.get("org"), found.get("other")):
            found["other"] = None
        return found

    def _is_one(self, org: Argument | None, other: Argument | None) -> bool:
        if org is None or other is None or org.chunk is None or other.chunk is None:
            return False
        return org.chunk is other.chunk or self.orgs.same(org.chunk, other.chunk)

    def _fill(self, outline: Outline, rule: Rule, found: Found, at: int) -> None:
        """Let the subject at sign `at` fill the rule's open place, as itself, its venture, or what it leads."""
        chunk = outline.chunks[at]
        subject = of_chunk(chunk)
        if chunk.kind in ORG_KINDS:
            found[rule.subject or "org"] = subject
            return
        found["subject"] = subject
        person = self.referents.person(chunk)
        if rule.subject == "other":
            found["other"] = subject if chunk.kind == "person" else None
            return
        venture = self.book.grammar["venture"].match(outline.text, at + 1)
        if rule.kind == "financing" and venture is not None:
            found["venture"] = Argument(*outline.span(*venture.span("venture")))
            found["founder"] = of_chunk(person) if person is not None else Argument(*outline.span(at, venture.end()))
        elif rule.lead and person is not None:
            led = self.referents.led(person)
            if led is not None:
                found["org"] = of_chunk(led)

    def _subject(self, outline: Outline, at: int) -> int | None:
        """The sign of the subject that governs the words at `at`: of its clause, else of the clauses before."""
        clauses = outline.clauses()
        own = next(i for i, (_, end) in enumerate(clauses) if at < end or end == len(outline.text))
        grammar = self.book.grammar
        adjacent = grammar["adjacent"].search(outline.text, clauses[own][0], at)
        if adjacent is not None and self._stands(outline, adjacent.start("subject")):
            return adjacent.start("subject")
        for number in range(own, max(-1, own - CLAUSES_BACK - 1), -1):
            low, high = clauses[number]
            if number < own and outline.text[high - 1] == ";":
                return None
            if number < own and self._lends_nothing(outline, low, high):
                continue
            head = grammar["head"].match(outline.text, low, min(high, at))
            if head is not None and self._stands(outline, head.start("subject")):
                return head.start("subject")
            inside = grammar["inside"].finditer(outline.text, low, at) if number == own else ()
            inner = [m.start("subject") for m in inside if self._stands(outline, m.start("subject"))]
            if inner:
                return inner[-1]
        return None

    def _lends_nothing(self, outline: Outline, low: int, high: int) -> bool:
        """A clause that is no main clause, and that the next one does not go on from."""
        grammar = self.book.grammar
        subordinate = grammar["subordinate"].search(outline.text, low, high)
        return subordinate is not None and grammar["goes_on"].match(outline.text, high) is None

    def _stands(self, outline: Outline, at: int) -> bool:
        """False for an anaphor that is the head of a longer noun."""
        chunk = outline.chunks[at]
        return chunk.kind != "anaphor" or self.book.grammar["free"].search(outline.text, 0, at) is not None

    def organization(self, told: Argument | None, index: int) -> tuple[Chunk | None, str | None]:
        """(chunk, words) of an organization; an anaphor becomes what it stands for."""
        if told is None:
            return None, None
        if told.chunk is None:
            name = self.reading.text[told.start : told.end].strip(QUOTES + EDGES)
            if len(name) < SHORTEST or self.book.grammar["unnamed"].search(name):
                return None, None
            return None, self.reading.words(told.start, told.end).strip(QUOTES + EDGES)
        if told.chunk.kind == "anaphor":
            return self.referents.topic(index, told.start), None
        return (None, None) if told.chunk.kind == "person" else (told.chunk, None)


def _place(outline: Outline, start: int, end: int) -> Argument:
    """The argument at signed words: their chunk where they are one sign."""
    first = outline.chunks.get(start)
    return Argument(*outline.span(start, end), first if end - start == 1 else None)


def put_in_order(found: Found) -> bool:
    """Put the organization of a dispute first; False without one, or with one party alone."""
    org, other = found.get("org"), found.get("other")
    if org is None or other is None:
        return False
    kinds = [told.chunk.kind if told.chunk else "org" for told in (org, other)]
    if kinds[0] == "person":
        found["org"], found["other"] = other, org
    return kinds != ["person", "person"]
