"""Which day a claim is dated to: the time that tells it, or the day of its announcement."""

from __future__ import annotations

from talentflow.claims.context import REPORTED, Around, Attribution, Cue, announcing, plans
from talentflow.claims.context_time import looks_ahead, time_for
from talentflow.claims.frames import OUT
from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.model.time import When

Dated = tuple[Attribution, When | None, Chunk | None]
DOUBTS = ("rumored", "denied", "announced")  # cues that take a time in front of them for themselves


def date_of(around: Around, start: int, end: int, made: Attribution, *, kind: str) -> Dated:
    """The date of a trigger's claim and the time that tells it: its own, else the day of its announcement (no chunk).

    What is dated long before an announcement of an earlier sentence is background, and no longer attributed to it.
    """
    scene, clock = around.scene, around.clock
    cue = announcing(around, start)
    if made.status == "announced" and cue is None and made.words is not None and clock.background(scene, made.on, end):
        made = REPORTED
    on = announced_on(around, cue, made.on) if cue is not None else made.on
    if cue is None and is_later(scene, start):
        on = None
    time = time_for(scene, start, end, held=kind == "held")
    official = made.status == "announced" and kind != "held"
    if kind in OUT and scene.words.before_mark.match(scene.text, end):
        return made, None, None  # "before she left": told of another time
    if kind != "held" and _describes(scene, end) and (time is None or _is_far(scene, time, start)):
        return made, None, None
    if time is None:
        framed = kind != "held" and not is_later(scene, start) and made.status not in ("rumored", "planned", "denied")
        return made, on if official else clock.frame(scene) if framed else None, None
    if scene.words.same_day.match(time.text):
        return made, on or clock.day or clock.bulletin[1] or clock.resolve(time, future=False), time
    if made.status == "denied" and any(time.end <= c.start and c.end <= start for c in around.of(*DOUBTS)):
        return made, None, None
    if clock.hangs(scene, time) or _lies_ahead(around, time, start, made):
        return made, on if official else None, None
    effective = scene.words.effective.match(scene.text, time.end) is not None or looks_ahead(scene, time)
    said = [c for c in (cue, *around.of("rumored", "reported")) if c is not None and c.end <= start]
    told = any(time.end <= c.start for c in said)  # the day of the announcement itself, or of the report
    may = made.status in ("planned", "announced") or (made.status == "rumored" and _will(around, start))
    when = clock.resolve(time, future=effective or (may and not told))
    if when is not None and not (official and on is not None and when.basis == "vague"):
        return made, when, time
    return made, on if official else None, None


def is_later(scene: Scene, start: int) -> bool:
    """'who later joined': at another time than the one told before."""
    return scene.words.sequel_adverb.search(scene.text, scene.clause_start(start), start) is not None


def _is_far(scene: Scene, time: Chunk, start: int) -> bool:
    """The time stands in another clause, or with another verb: "in 2010 joined the firm that P founded"."""
    between = [t for t in scene.triggers if time.end <= t.start and t.end <= start and t.rule.kind != "held"]
    return bool(between) or scene.clause(time.start) != scene.clause(start)


def _describes(scene: Scene, end: int) -> bool:
    """The trigger ends a relative clause about who or what stands behind it, which has its own time or none."""
    return scene.is_possessive(end) and any(c.start == end + 1 for c in scene.of("person", "org"))


def _lies_ahead(around: Around, time: Chunk, start: int, made: Attribution) -> bool:
    """What somebody will do is not dated by the past day of another clause: 'she left in May and plans a company'."""
    scene, clock = around.scene, around.clock
    if time.end > start or scene.clause(time.start) == scene.clause(start) or looks_ahead(scene, time):
        return False
    if made.status != "planned" and not _will(around, start):
        return False
    when = clock.resolve(time, future=True)
    return when is None or when.start is None or clock.published is None or when.start <= clock.published


def _will(around: Around, start: int) -> bool:
    """The words in front of a trigger say that it is still to come."""
    return any(plans(around.scene, cue, start) for cue in around.of("planned", "coming"))


def announced_on(around: Around, cue: Cue, before: When | None) -> When | None:
    """The day of an announcement: the time in front of its cue, the day it has already, the paragraph's day.

    A document that is cited again ("the notice also says") keeps the day it was announced on.
    """
    scene, clock = around.scene, around.clock
    low = scene.clause_start(cue.start)
    times = [t for t in scene.of("time") if t.end <= cue.start and _tells_day(around, t)]
    own = [t for t in times if t.start >= low]
    again = scene.words.document_noun.fullmatch(cue.text) is not None
    for chunk in own or ([] if again and (before or clock.bulletin[1]) else times[:1]):
        when = clock.resolve(chunk, future=False)
        if when is not None:
            return when
    return before or (clock.bulletin[1] if again else None) or clock.day


def _tells_day(around: Around, time: Chunk) -> bool:
    """The time may be an announcement's: no vague one, none from which something takes effect."""
    words = around.scene.words
    if not time.value.dates_event or time.value.kind == "vague" or words.same_day.match(time.text):
        return False
    return words.effective.match(around.scene.text, time.end) is None
