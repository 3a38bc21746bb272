"""What surrounds a trigger: how sure, who says it, when, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from talentflow.claims.frames import Vocabulary
from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.dates import TimeReader
from talentflow.model.claim import Status
from talentflow.model.time import When

NEGATION_REACH = 7
PLAN_REACH = 7
REASON_REACH = 40


@dataclass(frozen=True, slots=True)
class Attribution:
    """The status that governs a stretch of text, and who is credited; `words` are the cue's."""

    status: Status
    source: str | None
    words: str | None


REPORTED = Attribution("reported", None, None)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word in its place."""

    kind: str
    start: int
    end: int
    text: str


def cues(scene: Scene, words: Vocabulary) -> list[Cue]:
    """Cue words of the sentence that no name or position swallows, in order."""
    low, high = scene.sentence.start, scene.sentence.end
    taken = [(c.start, c.end) for c in scene.of("person", "org", "role")]
    found = [Cue(kind, s + low, e + low, scene.text[s + low : e + low]) for s, e, kind in words.cues.find(scene.text[low:high])]
    return [c for c in found if not any(c.start < b and a < c.end for a, b in taken)]


def attribution(scene: Scene, found: list[Cue], start: int, end: int, carried: Attribution | None,
                words: Vocabulary) -> Attribution:
    """The attribution of a trigger at [start, end): denial, rumor, plan, announcement, else report."""
    text = scene.text
    source = reported_source(scene, start, words)
    near = [c for c in found if c.kind == "negation" and 0 <= start - c.end <= NEGATION_REACH
            and not re.search("[,;:\u3001]", text[c.end : start])]
    denied = [c for c in found if c.kind == "denied"]
    if denied:
        cue = denied[0]
        return Attribution("denied", announcer(scene, cue.start, words) or source, cue.text)
    if near:
        return Attribution("denied", source, near[-1].text)
    rumored = [c for c in found if c.kind == "rumored" and (c.start < start or c.start > end)
               and (len(c.text) > 1 or scene.clause(c.start) == scene.clause(start) or c.start == scene.sentence.start)]
    if rumored:
        return Attribution("rumored", source, rumored[0].text)
    announced = [c for c in found if c.kind == "announced" and c.start < start]
    if announced:
        return Attribution("announced", announcer(scene, announced[-1].start, words) or source, announced[-1].text)
    planned = [c for c in found if c.kind == "planned" and 0 <= start - c.end <= PLAN_REACH
               and scene.clause(c.start) == scene.clause(start) and not _names_between(scene, c.end, start)]
    if planned:
        return Attribution("planned", source, planned[-1].text)
    after = [c for c in found if c.kind == "announced" and c.start >= end]
    if after and source is None and carried is None:
        said = announcer(scene, after[0].start, words)
        if said and not words.source_says.search(text, end, after[0].start):
            return Attribution("announced", said, after[0].text)
    if source is None and carried is not None:
        return carried
    return Attribution("reported", source, None)


def _names_between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= c.start < end for c in scene.of("person"))


def announcer(scene: Scene, at: int, words: Vocabulary) -> str | None:
    """Who announces: the nearest organization or person before the cue, in its clause or the one before."""
    clause = scene.clause(at)
    floor = scene.clauses[max(0, clause - 1)][0]
    best: Chunk | None = None
    for chunk in scene.of("org", "person", "anaphor"):
        if floor <= chunk.start and chunk.end <= at and chunk.score >= 0.5:
            best = chunk
    return best.text if best else None


def reported_source(scene: Scene, at: int, words: Vocabulary) -> str | None:
    """The outlet or the people credited with the report, before `at` in the sentence."""
    text, low = scene.text, scene.sentence.start
    for name in ("source_report", "source_media"):
        match = words.patterns[name].search(text, low, at)
        if match:
            return match.group("who").strip("\\u201c\u201d\u7684")
    for match in words.source_says.finditer(text, low, at):
        who = match.group("who")
        for outlet in sorted(words.lists["outlets"], key=len, reverse=True):
            if who.endswith(outlet):
                keep = next((c for c in scene.of("org") if c.end <= match.end("who") and c.start >= match.start("who")), None)
                return who if keep else outlet
        inside = [c for c in scene.of("person", "org") if match.start("who") <= c.start and c.end <= match.end("who")]
        if inside and inside[-1].end >= match.end("who") - 1:
            return inside[-1].text
    return None


def reason(scene: Scene, start: int, end: int, words: Vocabulary) -> str | None:
    """The words of the reason, from the trigger's clause and its neighbours."""
    text = scene.text
    clause = scene.clause(start)
    low = scene.clauses[max(0, clause - 1)][0]
    high = min(scene.clauses[min(clause + 1, len(scene.clauses) - 1)][1], end + REASON_REACH)
    for name, first, last in (("reason_before", low, end), ("reason_after", end, high), ("reason_purpose", scene.clauses[clause][0], end)):
        match = words.patterns[name].search(text, first, last)
        if match:
            return match.group("why").strip("\"\u201c\u201d\u2018\u2019")
    return None


class Clock:
    """Resolves the times of a document in reading order; keeps the date told last as the narrative anchor."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.narrative: When | None = None
        self.paragraph = -1
        self._reader = TimeReader("zh")

    def resolve(self, chunk: Chunk, *, future: bool) -> When | None:
        """The interval a time chunk means here, None where nothing anchors it."""
        if chunk.value is None or chunk.value.kind == "duration" or chunk.value.as_of:
            return None
        return self._reader.resolve(chunk.value, published=self.published, narrative=self.narrative, future=future)

    def told(self, when: When | None) -> None:
        """Remember an event's date for the phrases that count from it."""
        if when is not None and when.start is not None:
            self.narrative = when


def time_for(scene: Scene, start: int, end: int) -> Chunk | None:
    """The time chunk that dates a trigger: nearest before it in its clause, then behind it, then in earlier clauses."""
    times = [t for t in scene.of("time") if t.value is not None and t.value.kind not in ("duration",)]
    if not times:
        return None
    clause = scene.clause(start)
    low, high = scene.clauses[clause]
    inside = [t for t in times if low <= t.start < high]
    before = [t for t in inside if t.end <= start]
    if before:
        return before[-1]
    if inside and inside[0].start - end <= 12:
        return inside[0]
    earlier = [t for t in times if t.end <= low]
    return earlier[-1] if earlier else None
