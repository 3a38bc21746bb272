"""One sentence laid out for linking: its clauses, groups of people, positions bound to people, triggers."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from talentflow.claims.frames import Rule, Vocabulary
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, Sentence
from talentflow.model.light import light

BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
OBLIQUE_REACH = 12  # characters of a preposition and its adverbs in front of a group


@light
@dataclass(frozen=True, slots=True)
class Post:
    """A position as bound to a person by the grammar of a noun phrase.

    `org` None means that the phrase names none; `past` is told by the words; `start`, `end` are the role's words,
    from the first head to the last of a series.
    """

    roles: tuple[Chunk, ...]
    org: Chunk | None
    past: bool

    @property
    def start(self) -> int:
        return self.roles[0].start

    @property
    def end(self) -> int:
        return self.roles[-1].end


@light
@dataclass(frozen=True, slots=True)
class Group:
    """People under one verb: 'A, B and C'; `start` includes their noun phrases."""

    people: tuple[Chunk, ...]
    start: int
    end: int
    pronoun: Chunk | None = None


@light
@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a rule in its place."""

    rule: Rule
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Scene:
    """A sentence ready for linking; offsets are the shadow's.

    `posts`, `heads` and `homes` are by the start of a person: the positions bound to it, where its noun phrase starts,
    and the organization right in front of it; `destinations` are the starts of organizations that a joining leads to.
    """

    reading: Reading
    sentence: Sentence
    index: int
    chunks: list[Chunk]
    words: Vocabulary
    clauses: list[tuple[int, int]]
    posts: dict[int, list[Post]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    homes: dict[int, Chunk] = field(default_factory=dict)
    destinations: frozenset[int] = frozenset()
    text: str = field(init=False)  # the whole shadow text, not the sentence alone
    _ends: list[int] = field(init=False)  # of the clauses but the last
    _by_kind: dict[tuple[str, ...], list[Chunk]] = field(init=False)
    _oblique: dict[int, bool] = field(init=False)  # by the start of a group

    def __post_init__(self) -> None:
        self.text = self.reading.text
        self._ends = [end for _, end in self.clauses[:-1]]
        self._by_kind = {}
        self._oblique = {}

    def of(self, *kinds: str) -> list[Chunk]:
        """The chunks of these kinds, in order; not to be changed."""
        found = self._by_kind.get(kinds)
        if found is None:
            found = self._by_kind[kinds] = [c for c in self.chunks if c.kind in kinds]
        return found

    def is_oblique(self, group: Group) -> bool:
        """Behind 'to', 'with', 'from': no subject; looked for once a group."""
        found = self._oblique.get(group.start)
        if found is None:
            found = self._oblique[group.start] = _stands_oblique(self, group)
        return found

    def put(self, chunks: list[Chunk]) -> None:
        """Other chunks from now on."""
        self.chunks = chunks
        self._by_kind = {}

    def clause(self, at: int) -> int:
        """Index of the clause that holds the offset."""
        return bisect_right(self._ends, at)

    def clause_start(self, at: int) -> int:
        """Where the clause that holds the offset begins."""
        return self.clauses[bisect_right(self._ends, at)][0]

    def clause_end(self, at: int) -> int:
        """Where the clause that holds the offset ends, its mark included."""
        return self.clauses[bisect_right(self._ends, at)][1]

    def is_possessive(self, at: int) -> bool:
        """The possessive particle stands at the offset."""
        return self.text.startswith(self.words.possessive, at)

    def in_aside(self, chunk: Chunk) -> bool:
        """The chunk stands in brackets."""
        return bool(self.asides) and any(start < chunk.start < end for start, end in self.asides)

    def bare(self, start: int, end: int) -> str:
        """The words between, asides in brackets left out."""
        return BRACKETS.sub("", self.text[start:end])


def is_oblique(scene: Scene, group: Group) -> bool:
    """Behind 'to', 'with', 'from': no subject. An 'and' inside a noun phrase ("R1 and R2 P") is none of these."""
    return scene.is_oblique(group)


def _stands_oblique(scene: Scene, group: Group) -> bool:
    if scene.words.kin.match(scene.text, group.end) or scene.words.likewise.match(scene.text, group.end):
        return True
    low = max(scene.sentence.start, group.start - OBLIQUE_REACH)
    mark = scene.words.oblique_mark.search(scene.text, low, group.start)
    if mark is None:
        return False
    return not any(c.end == mark.start() for c in scene.of("role", "org"))
