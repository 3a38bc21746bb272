"""Who is credited: the announcer of an announcement, the speaker of a report, an outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentflow.claims.frames import Vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.scene import Group, Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry
from talentflow.lang.text import Reading
from talentflow.model.light import light

SURE = 0.5  # least score of a name that may be credited
LONGEST = 24  # characters of a credit
OBLIQUE_REACH = 6
QUOTES = "\u201c\u201d"
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
SUBJECTS = ("org", "person", "anaphor", "pronoun", "unnamed")


@light
@dataclass(frozen=True, slots=True)
class Names:
    """Gives chunks their words: the form of the document for a person, the fullest for an organization."""

    reading: Reading
    people: People | None = None
    orgs: Organizations | None = None
    pronouns: tuple[Group, ...] = ()
    bulletin: str | None = None  # who made the last announcement: a notice cited again is his

    def of(self, chunk: Chunk) -> str | None:
        """The raw words a chunk stands for; None for a pronoun nobody was found for."""
        if chunk.kind == "pronoun":
            group = next((g for g in self.pronouns if g.pronoun is not None and g.pronoun.start == chunk.start), None)
            return self.of(group.people[-1]) if group else None
        if chunk.kind == "person" and self.people is not None:
            return self.people.words(self.people.name(chunk))
        if chunk.kind == "org" and self.orgs is not None:
            return self.orgs.words(chunk)
        return self.reading.words(chunk.start, chunk.end)

    def people_of(self, chunk: Chunk | None) -> frozenset[str]:
        """Canonical forms of the people a chunk stands for."""
        if chunk is None or self.people is None:
            return frozenset()
        if chunk.kind == "person":
            return frozenset({self.people.name(chunk)})
        group = next((g for g in self.pronouns if g.pronoun is not None and g.pronoun.start == chunk.start), None)
        return frozenset(self.people.name(p) for p in group.people) if group else frozenset()

    def is_org(self, told: str) -> bool:
        """Whether a credit's words are an organization of the document."""
        return self.orgs is not None and told in self.orgs.told

    @property
    def main(self) -> str | None:
        """The organization the document is about."""
        return self.of(self.orgs.main) if self.orgs is not None and self.orgs.main is not None else None


@light
@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody credited: the words, the chunk they rest on (None for common nouns), and whether it is an outlet."""

    words: str
    chunk: Chunk | None = None
    outlet: bool = False
    common: bool = False


def is_outlet(chunk: Chunk, words: Vocabulary) -> bool:
    """A listed medium, or a name with the ending of one."""
    listed = Registry.load().by_id.get(chunk.key) if chunk.key else None
    if listed is not None:
        return listed.kind == "media"
    return chunk.kind == "org" and words.outlet_name.search(chunk.text) is not None


def subject(scene: Scene, at: int, names: Names, *, reach: int = 0) -> Credit | None:
    """Who does what the verb at `at` says: in its clause, or up to `reach` clauses before one that names nobody."""
    own = scene.clause(at)
    for number in range(own, max(-1, own - reach - 1), -1):
        low = scene.clauses[number][0]
        high = at if number == own else scene.clauses[number][1]
        found = (
            _proxy(scene, low, high, names)
            or _named(scene, low, high, names, last=number == own)
            or _common(scene, low, high)
        )
        if found is not None:
            return found
        if number == own and len(_plain(scene, low, high)) > 8:
            return None
    return None


def _proxy(scene: Scene, low: int, high: int, names: Names) -> Credit | None:
    """Whom somebody has speak for him: "through his lawyer"."""
    match = scene.words.proxy.search(scene.text, low, high)
    return Credit(names.reading.words(*match.span("who")), None, common=True) if match else None


def _named(scene: Scene, low: int, high: int, names: Names, *, last: bool) -> Credit | None:
    inside = [
        c
        for c in scene.of(*SUBJECTS)
        if low <= c.start
        and c.end <= high
        and c.score >= SURE
        and not scene.in_aside(c)
        and not _oblique(scene, c, low)
    ]
    inside = [c for c in inside if c.detail != "possessive"]
    if not inside:
        return None
    chunk = (
        inside[-1]
        if last
        else next(
            (
                p
                for p in inside
                if p.kind == "person" and p.start in scene.heads and scene.heads[p.start] <= inside[0].start
            ),
            inside[0],
        )
    )
    told = names.of(chunk)
    if told is None:
        return None
    tail = scene.words.spokesman.match(scene.text, chunk.end, high) if chunk.kind != "pronoun" else None
    common = tail is not None and bool(tail.group("who"))
    if tail is not None and common:
        told = names.reading.words(chunk.start, tail.end("who"))
    return Credit(told, chunk, outlet=is_outlet(chunk, scene.words), common=common)


def _oblique(scene: Scene, chunk: Chunk, low: int) -> bool:
    start = scene.heads.get(chunk.start, chunk.start)
    in_front = scene.text[max(low, start - OBLIQUE_REACH) : start]
    return scene.words.beside_mark.search(in_front) is not None


def _common(scene: Scene, low: int, high: int) -> Credit | None:
    """People without a name ("a person close to the matter") and outlets that no chunk marks."""
    match = scene.words.common_source.search(_plain(scene, low, high))
    who = match.group("who") if match is not None else ""
    if not who or len(who) > LONGEST:
        return None
    return Credit(who, None, outlet=scene.words.outlet_noun.search(who) is not None, common=True)


def _plain(scene: Scene, low: int, high: int) -> str:
    """The words of a stretch without its times, and without the adverbs in front of its verb."""
    text, at = "", low
    for chunk in scene.of("time"):
        if low <= chunk.start and chunk.end <= high:
            text, at = text + scene.text[at : chunk.start], chunk.end
    text += scene.text[at:high]
    return scene.words.speech_adverbs.sub("", text)


def speaker(scene: Scene, start: int, names: Names) -> Credit | None:
    """The subject of the last verb of saying before `start` in the sentence."""
    found: Credit | None = None
    floor = scene.sentence.start
    for verb in scene.words.says.finditer(scene.text, floor, start):
        if any(c.start < verb.end() and verb.start() < c.end for c in scene.of("person", "org", "role")):
            continue
        credit = subject(scene, verb.start(), names, reach=1)
        if credit is not None and not _inside_quote(scene, verb.start()):
            found = credit
    return found


def _inside_quote(scene: Scene, at: int) -> bool:
    before = scene.text[scene.sentence.start : at]
    return before.count(QUOTES[0]) > before.count(QUOTES[1])


def reported(scene: Scene, at: int, names: Names) -> str | None:
    """The outlet or the people credited with a report before `at` in the sentence; of "A cites B" it is B."""
    text, low = scene.text, scene.sentence.start
    for name in ("source_passive", "source_cited", "source_report", "source_media", "source_rumor"):
        match = scene.words.patterns[name].search(text, low, at)
        if match:
            start, end = match.span("who")
            told = names.reading.words(start, end).strip(QUOTES + scene.words.possessive + " ")
            return BRACKETED.sub("", told)
    return None
