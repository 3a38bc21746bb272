"""One sentence laid out for linking: clauses, groups of people, positions bound to people, triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from talentflow.claims.frames import Rule, Vocabulary
from talentflow.lang import segment
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry
from talentflow.lang.text import Reading, Sentence

_CLAUSE = re.compile("[,;:\u2014\n]+")
_UNIT_GAP = re.compile("[\u7684A-Za-z0-9 &.-]{0,16}")
AFFILIATION = 0.75  # least score of an organization that a name right behind it belongs to
OBLIQUE_REACH = 6
QUOTES = "\u201c\u201d"
LEFT_ON_FOOT = "\u8d70"
POSSESSIVE = "\u7684"
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")


@dataclass(frozen=True, slots=True)
class Post:
    """A position as bound to a person by the grammar of a noun phrase.

    `org` None means that the phrase names none; `past` is told by the words; `start`, `end` are the role's words,
    from the first head to the last of a series.
    """

    roles: tuple[Chunk, ...]
    org: Chunk | None
    past: bool
    shared: bool = False

    @property
    def start(self) -> int:
        return self.roles[0].start

    @property
    def end(self) -> int:
        return self.roles[-1].end


@dataclass(frozen=True, slots=True)
class Group:
    """People under one verb: 'A, B and C'; `start` includes their noun phrases."""

    people: tuple[Chunk, ...]
    start: int
    end: int
    pronoun: Chunk | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a rule in its place."""

    rule: Rule
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Scene:
    """A sentence ready for linking; offsets are the shadow's."""

    reading: Reading
    sentence: Sentence
    index: int
    chunks: list[Chunk]
    clauses: list[tuple[int, int]]
    posts: dict[int, list[Post]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    homes: dict[int, Chunk] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.reading.text

    def of(self, *kinds: str) -> list[Chunk]:
        return [c for c in self.chunks if c.kind in kinds]

    def clause(self, at: int) -> int:
        """Index of the clause that holds the offset."""
        for number, (_, end) in enumerate(self.clauses):
            if at < end:
                return number
        return len(self.clauses) - 1

    def bare(self, start: int, end: int) -> str:
        """The words between, asides in brackets left out."""
        return _BRACKETS.sub("", self.text[start:end])


def build(reading: Reading, sentence: Sentence, index: int, chunks: Sequence[Chunk], words: Vocabulary) -> Scene:
    """Lay out one sentence; `chunks` are those inside it, in order."""
    scene = Scene(reading, sentence, index, list(chunks), list(_clauses(reading.text, sentence)))
    scene.asides = [m.span() for m in _BRACKETS.finditer(reading.text, sentence.start, sentence.end)]
    roles = [(r.start, r.end) for r in scene.of("role")]
    scene.chunks = [c for c in scene.chunks if c.kind != "anaphor" or not any(c.start < b and a < c.end for a, b in roles)]
    _widen(scene, words)
    _bind(scene, words)
    scene.groups = list(_groups(scene, words))
    scene.triggers = list(_triggers(scene, words))
    return scene


def _clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    asides = [m.span() for m in _BRACKETS.finditer(text, sentence.start, sentence.end)]
    at = sentence.start
    for mark in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if any(a < mark.start() < b for a, b in asides):
            continue
        yield at, mark.end()
        at = mark.end()
    if at < sentence.end:
        yield at, sentence.end


def _widen(scene: Scene, words: Vocabulary) -> None:
    """A unit between its organization and a position belongs to the position ("O's cloud unit president")."""
    registry = Registry.load()
    for role in scene.of("role"):
        unit = next((c for c in scene.chunks if c.kind == "org" and c.end == role.start), None)
        if unit is None:
            continue
        owner = next((c for c in scene.chunks if c.kind == "org" and c.end <= unit.start
                      and _UNIT_GAP.fullmatch(scene.text, c.end, unit.start)), None)
        listed = registry.by_id.get(unit.key) if unit.key else None
        inner = owner is not None and not (owner.key and unit.key and unit.key not in (owner.key,) and listed is not None
                                           and listed.parent is None)
        place = owner is None and unit.key is None and unit.detail == "shape" and words.branch_office.fullmatch(unit.text)
        branch = bool(place) or listed is not None and listed.parent is not None and any(role.text.startswith(u) for u in words.lists["units"])
        if inner or branch:
            at = owner.end if owner is not None and inner else unit.start
            at += scene.text[at : at + 1] == POSSESSIVE
            wide = replace(role, start=at, text=scene.text[at : role.end])
            scene.chunks[scene.chunks.index(role)] = wide
            scene.chunks.remove(unit)


def _bind(scene: Scene, words: Vocabulary) -> None:
    """Positions in front of a person ("O's R P"), and behind in brackets ("P (former O R)")."""
    text = scene.text
    roles = scene.of("role")
    for person in scene.of("person"):
        bound: list[Chunk] = []
        at = person.start
        for role in reversed([r for r in roles if r.end <= person.start]):
            gap = text[role.end : at]
            if not (words.role_gap if bound else words.person_gap).fullmatch(gap):
                break
            bound.append(role)
            at = role.start
        bound.reverse()
        posts = _split(scene, bound, words) if bound else []
        if not posts:
            home = next((c for c in scene.chunks if c.kind == "org" and c.score >= AFFILIATION and c.end <= person.start
                         and text[c.end : person.start] in ("", POSSESSIVE)), None)
            if home is not None:
                scene.homes[person.start] = home
        start = min([person.start, *(h.start for h in [scene.homes.get(person.start)] if h), *(p.start for p in posts), *(p.org.start for p in posts if p.org)])
        posts += _aside_posts(scene, person, words) or _apposition(scene, person, words)
        if posts:
            scene.posts[person.start] = posts
        scene.heads[person.start] = start


def _split(scene: Scene, roles: list[Chunk], words: Vocabulary) -> list[Post]:
    """Cut a series of positions into posts: a new one where an organization or a past mark stands in front."""
    posts: list[Post] = []
    run: list[Chunk] = []
    org: Chunk | None = None
    past = False
    for role in roles:
        new_org, new_past, marked = _in_front(scene, role, words)
        if run and (new_org is not None or marked):
            posts.append(Post(tuple(run), org, past))
            run = []
            org = new_org if new_org is not None else org
            past = new_past
        elif not run:
            org, past = new_org, new_past
        run.append(role)
    posts.append(Post(tuple(run), org, past))
    return posts


def _in_front(scene: Scene, role: Chunk, words: Vocabulary) -> tuple[Chunk | None, bool, bool]:
    """(organization, past, marked) that stand right in front of a position."""
    text = scene.text
    at = role.start
    past = marked = False
    org: Chunk | None = None
    for _ in range(4):
        before = next((c for c in scene.chunks if c.end == at and c.kind in ("org", "unnamed", "anaphor")), None)
        if before is not None and org is None:
            org, at = before, before.start
            continue
        mark = words.post_mark.search(text, max(scene.sentence.start, at - 5), at)
        if mark is None or mark.end() != at:
            break
        if mark.group() in words.past_marks:
            past = marked = True
        elif mark.group() in words.current_marks:
            marked = True
        at = mark.start()
    return org, past, marked


def _aside_posts(scene: Scene, person: Chunk, words: Vocabulary) -> list[Post]:
    """'P (former O R)'."""
    aside = next((a for a in scene.asides if a[0] == person.end), None)
    if aside is None:
        return []
    roles = [r for r in scene.of("role") if aside[0] < r.start and r.end < aside[1]]
    return _split(scene, roles, words) if roles else []


def _apposition(scene: Scene, person: Chunk, words: Vocabulary) -> list[Post]:
    """'P, former R of O,': a clause that is nothing but a position."""
    if scene.text[person.end : person.end + 1] != ",":
        return []
    number = scene.clause(person.start) + 1
    if number >= len(scene.clauses):
        return []
    low, high = scene.clauses[number]
    roles = [r for r in scene.of("role") if low <= r.start and r.end <= high]
    if not roles or not words.apposition_end.match(scene.text, roles[-1].end):
        return []
    posts = _split(scene, roles, words)
    start = min([posts[0].start, *(p.org.start for p in posts if p.org)])
    lead = scene.text[low:start]
    return posts if lead in ("", *words.past_marks, *words.current_marks) else []


def _groups(scene: Scene, words: Vocabulary) -> Iterator[Group]:
    people = scene.of("person")
    aside = [p for p in people if any(a < p.start < b for a, b in scene.asides)]
    run: list[Chunk] = []
    for person in (p for p in people if p not in aside):
        if run:
            gap = scene.bare(run[-1].end, scene.heads[person.start])
            if words.conjunction.fullmatch(gap):
                _share(scene, run[-1], person)
                run.append(person)
                continue
            yield _group(scene, run)
        run = [person]
    if run:
        yield _group(scene, run)


def _share(scene: Scene, left: Chunk, right: Chunk) -> None:
    """In a list the organization, and the position where none is given, carry over from the left."""
    theirs, own = scene.posts.get(left.start), scene.posts.get(right.start)
    if not theirs:
        return
    if not own:
        scene.posts[right.start] = [Post(p.roles, p.org, p.past, shared=True) for p in theirs[-1:]]
    elif own[0].org is None:
        scene.posts[right.start] = [Post(own[0].roles, theirs[-1].org, own[0].past or (theirs[-1].past and False)), *own[1:]]


def _group(scene: Scene, run: list[Chunk]) -> Group:
    end = run[-1].end
    aside = next((a for a in scene.asides if a[0] == end), None)
    return Group(tuple(run), scene.heads[run[0].start], aside[1] if aside else end)


def _quoted(scene: Scene, start: int, end: int) -> bool:
    """Inside quotation marks that name nobody: somebody's words about others, or a word set apart."""
    opening = scene.text.rfind(QUOTES[0], scene.sentence.start, start)
    if opening < 0 or scene.text.rfind(QUOTES[1], opening, start) >= 0:
        return False
    closing = scene.text.find(QUOTES[1], end, scene.sentence.end)
    closing = closing if closing >= 0 else scene.sentence.end
    return not any(opening < p.start < closing for p in scene.of("person"))


def _inside_word(text: str, start: int, end: int, names: list[tuple[int, int]], weak: bool) -> bool:
    """A short trigger that is half of a dictionary word with its neighbour ("received" in "took on") is none."""
    if end - start == 2 and not weak and start and end < len(text):
        return segment.has_word(text[start - 1 : start + 1]) and segment.has_word(text[end - 1 : end + 1]) \
            and not any(a < start <= b or a == end for a, b in names)
    if end - start > 1 and not weak:
        return False
    named = any(a < start <= b for a, b in names)
    if not named and start and segment.has_word(text[start - 1 : start + 1]):
        return True
    return end - start == 1 and not any(a == end for a, _ in names) and segment.has_word(text[start : end + 1])


def _triggers(scene: Scene, words: Vocabulary) -> Iterator[Trigger]:
    names = [(c.start, c.end) for c in scene.of("person", "org", "unnamed", "time")]
    roles = [(c.start, c.end) for c in scene.of("role")]
    text, not_after = scene.text, tuple(words.lists["not_after_trigger"])
    for start, end, rules in words.triggers.find(text[scene.sentence.start : scene.sentence.end]):
        start, end = start + scene.sentence.start, end + scene.sentence.start
        if any(start < b and a < end for a, b in names) or any(a < end and start < b and a < start for a, b in roles):
            continue
        if text.startswith(not_after, end):
            continue
        if _quoted(scene, start, end):
            continue
        if _inside_word(text, start, end, names, all(r.weak for r in rules)):
            continue
        if text[start] == LEFT_ON_FOOT and text[start - 1 : start] in words.lists["not_before_trigger"]:
            continue
        for rule in rules:
            if rule.end_only and not words.clause_end.match(text, end) and not (
                text[end : end + 1] == POSSESSIVE and words.left_from.search(text, scene.sentence.start, start)
            ):
                continue
            yield Trigger(rule, start, end, text[start:end])


def is_oblique(scene: Scene, group: Group, words: Vocabulary) -> bool:
    """Behind 'to', 'with', 'from': no subject. An 'and' inside a noun phrase ("R1 and R2 P") is none of these."""
    low = max(scene.sentence.start, group.start - OBLIQUE_REACH)
    mark = words.oblique_mark.search(scene.text, low, group.start)
    if mark is None:
        return False
    return not any(c.end == mark.start() and c.kind in ("role", "org") for c in scene.chunks)
