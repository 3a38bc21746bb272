"""What surrounds a trigger: how sure, who says it, when, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from talentflow.claims.context_reason import reason
from talentflow.claims.context_source import Credit, Names, reported, speaker, subject
from talentflow.claims.context_time import Clock, time_for
from talentflow.claims.frames import Vocabulary
from talentflow.claims.scene import Group, Scene
from talentflow.lang.chunk import Chunk
from talentflow.model.claim import Status
from talentflow.model.time import When

__all__ = ["REPORTED", "Attribution", "Clock", "Cue", "Names", "attribution", "carry", "cues", "date_of", "denial",
           "opened", "reason", "time_for"]

HIDDEN = "\x00"  # stands for the characters of a name, which hold no cue
NEGATION_REACH = 7
PLAN_GAP = 2  # characters between "will" and its verb, organizations, times and adverbs aside
PLAN_REACH = 7
SURE = 0.7  # least score of an organization that may end another one's announcement
DENIAL_CLAUSES = 3  # clauses from a trigger to the denial behind it
SHORT_CONTENT = 5  # characters behind a confirming word that says nothing of its own


@dataclass(frozen=True, slots=True)
class Attribution:
    """The status that governs a stretch of text, and who is credited; `words` are the cue's.

    `on` is the day of the announcement, None where the text gives none; `paragraph` where it was told.
    """

    status: Status
    source: str | None
    words: str | None
    on: When | None = None
    paragraph: int = -1


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
    taken += [m.span() for m in words.no_cue.finditer(scene.text, low, high)]
    signs = list(scene.text[low:high])
    for start, end in taken:
        signs[start - low : end - low] = HIDDEN * (end - start)
    text = "".join(signs)
    found = [Cue(kind, s + low, e + low, text[s:e]) for s, e, kind in words.cues.find(text)]
    found += [Cue("announced", m.start() + low, m.end() + low, m.group()) for m in words.letter.finditer(text)]
    return sorted(found, key=lambda c: c.start)


# -- one trigger -------------------------------------------------------------------------------------------------------


def attribution(scene: Scene, found: Sequence[Cue], start: int, end: int, carried: Attribution | None,
                words: Vocabulary, names: Names | None = None, group: Group | None = None) -> Attribution:
    """The attribution of a trigger at [start, end) that speaks of `group`; without `names` credits are as written.

    In this order: denied, rumored, announced in the sentence, said by somebody, planned, confirmed behind, announced
    in a sentence before, else reported.
    """
    names = names or Names(scene.reading)
    outlet = reported(scene, start, names, words)
    says = speaker(scene, start, names, words)
    source = outlet or (says.words if says else None)
    denied = _denied(scene, found, start, end, words)
    if denied is not None:
        return Attribution("denied", _denier(scene, denied, names, words) or source or _from(carried), denied.text)
    announced = _announcing(scene, found, start, words)
    rumored = _rumored(scene, found, start, end, words)
    if rumored is not None and (announced is None or announced.start < rumored.start or rumored.start > end):
        return Attribution("rumored", source, rumored.text)
    if announced is not None:
        return announcement(scene, found, announced, names, words, carried, outlet, group)
    by_himself = says is not None and outlet is None and _own_words(says, group, names)
    if says is not None and by_himself and _still(scene, carried, start):
        return carried or REPORTED
    if says is not None and by_himself:
        return Attribution("announced", says.words, None, paragraph=scene.sentence.paragraph)
    planned = [c for c in found if c.kind == "planned" and 0 <= start - c.end <= PLAN_REACH
               and scene.clause(c.start) == scene.clause(start) and not _names_between(scene, c.end, start)
               and _plans(scene, c, start, words)]
    if planned and (source is not None or carried is None):
        return Attribution("planned", source, planned[-1].text)
    if source is None:
        after = _confirmed(scene, found, end, names, words)
        if after is not None:
            return after
        if carried is not None:
            return carried
    return Attribution("reported", source, None)



def _from(carried: Attribution | None) -> str | None:
    return carried.source if carried is not None else None


def _still(scene: Scene, carried: Attribution | None, start: int) -> bool:
    """What somebody says within an official announcement, at no time of its own, is part of it."""
    return carried is not None and carried.status == "announced" and carried.words is not None \
        and not any(t.end <= start for t in scene.of("time"))


def _own_words(says: Credit, group: Group | None, names: Names) -> bool:
    """An organization speaks officially; a person speaks for himself."""
    if says.outlet or says.common or says.chunk is None:
        return False
    if says.chunk.kind in ("org", "anaphor"):
        return True
    if group is None or names.people is None:
        return False
    return bool(names.people_of(says.chunk) & {names.people.name(p) for p in group.people})


def _plans(scene: Scene, cue: Cue, start: int, words: Vocabulary) -> bool:
    """False where the cue is the object marker of another noun ("set the next stop at O"), not 'will'."""
    rest = list(scene.text[cue.end : start])
    for chunk in scene.of("org", "unnamed", "time", "role"):
        for at in range(max(chunk.start, cue.end), min(chunk.end, start)):
            rest[at - cue.end] = ""
    return len(words.plan_adverbs.sub("", "".join(rest))) <= PLAN_GAP


def _names_between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= c.start < end for c in scene.of("person"))


def _denied(scene: Scene, found: Sequence[Cue], start: int, end: int, words: Vocabulary) -> Cue | None:
    """The denial that governs a trigger: a negation right in front, a denying word before it, or one behind it."""
    text = scene.text
    for cue in found:
        if cue.kind == "negation" and 0 <= start - cue.end <= NEGATION_REACH \
                and not re.search("[,;:\u3001]", text[cue.end : start]) and not words.not_yet.match(text, cue.start):
            return cue
    for cue in (c for c in found if c.kind == "denied" and not _negated(scene, c, words)):
        if cue.end <= start:
            between = text[cue.end : start]
            if ";" in between or (words.says_on.search(between) and not words.countered.match(between)):
                continue
            return cue
        rumor = any(c.kind == "rumored" and c.end <= start for c in found)
        away = scene.clause(cue.start) - scene.clause(start)
        if cue.start >= end and (rumor or ";" not in text[end : cue.start]) and away <= DENIAL_CLAUSES \
                and (away == 0 or not words.own_topic.search(text, end, cue.start)):
            return cue
    return None


def _denier(scene: Scene, cue: Cue, names: Names, words: Vocabulary) -> str | None:
    """Who denies: the subject of a denying verb; a denying adjective has the speaker's."""
    says = speaker(scene, cue.start, names, words)
    if words.denying_verb.fullmatch(cue.text):
        does = subject(scene, cue.start, names, words, reach=1)
        if does is not None:
            return does.words
    return says.words if says is not None else None


def _rumored(scene: Scene, found: Sequence[Cue], start: int, end: int, words: Vocabulary) -> Cue | None:
    text = scene.text
    for cue in reversed(found):
        if cue.kind == "rumored" and cue.end <= start and ";" not in text[cue.end : start] \
                and not words.says_on.search(text, cue.end, start) and not _new_topic(scene, cue, start) and (
                len(cue.text) > 1 or cue.start == scene.sentence.start
                or scene.clause(cue.start) == scene.clause(start)):
            return cue
    match = words.unconfirmed.search(text, end, scene.sentence.end)
    if match is not None and ";" not in text[end : match.start()]:
        return Cue("rumored", match.start(), match.end(), match.group())
    return None


def _new_topic(scene: Scene, cue: Cue, start: int) -> bool:
    """The cue has its content in its own clause, and a time and a person of a later one open another story."""
    high = scene.clauses[scene.clause(cue.start)][1]
    if start < high or not any(cue.end <= t.start < high for t in scene.triggers):
        return False
    low = scene.clauses[scene.clause(cue.start)][0]
    inside = any(low <= c.start and c.end <= cue.start for c in scene.of("person"))
    wanted = ("person",) if inside else ("time", "person")
    return all(any(high <= c.start and c.end <= start for c in scene.of(kind)) for kind in wanted)


def _announcing(scene: Scene, found: Sequence[Cue], start: int, words: Vocabulary) -> Cue | None:
    """The last announcing cue before a trigger, or in its own words; one in the passive with an outlet is a report."""
    own = [c for c in found if c.kind == "announced" and c.start <= start and not _by_outlet(scene, c, words)
           and not _negated(scene, c, words)]
    own = [c for c in own if ";" not in scene.text[c.end : start] or not words.sequel_adverb.search(
        scene.text, scene.clauses[scene.clause(start)][0], start)]
    strong = [c for c in own if not words.weak_cue.fullmatch(c.text)] or own
    return strong[-1] if strong else None


def _negated(scene: Scene, cue: Cue, words: Vocabulary) -> bool:
    return words.negated.search(scene.text, scene.clauses[scene.clause(cue.start)][0], cue.start) is not None


def _by_outlet(scene: Scene, cue: Cue, words: Vocabulary) -> bool:
    return words.by_outlet.search(scene.text, scene.clauses[scene.clause(cue.start)][0], cue.start) is not None


def announcement(scene: Scene, found: Sequence[Cue], cue: Cue, names: Names, words: Vocabulary,
                 carried: Attribution | None, outlet: str | None = None, group: Group | None = None) -> Attribution:
    """An announcement with its announcer and its day; people who announce together are credited with nothing."""
    does = subject(scene, cue.start, names, words)
    told = does.words if does is not None else None
    if does is not None and does.chunk is not None and does.chunk.kind == "anaphor" and carried is not None:
        told = carried.source or told
    together = does is not None and group is not None and len(group.people) > 1 and does.chunk in group.people
    quoted = words.announced_by.search(scene.text, cue.start, scene.sentence.end)
    if quoted is not None and quoted.start() == cue.start:
        told = names.reading.words(*quoted.span("who"))
    if told is None:
        before = _announcing(scene, found, cue.start - 1, words)
        if before is not None and before is not cue:
            return announcement(scene, found, before, names, words, carried, outlet, group)
        told = _from(carried) or outlet
    if told is None:
        wider = None if words.document_noun.fullmatch(cue.text) else subject(scene, cue.start, names, words, reach=2)
        told = wider.words if wider is not None else names.bulletin or names.main
    return Attribution("announced", None if together else told, cue.text, carried.on if carried is not None else None,
                       scene.sentence.paragraph)


def _confirmed(scene: Scene, found: Sequence[Cue], end: int, names: Names, words: Vocabulary) -> Attribution | None:
    """'..., which the company confirmed': a cue behind the trigger that tells nothing of its own."""
    for cue in found:
        if cue.kind != "announced" or cue.start < end or not words.confirming.fullmatch(cue.text):
            continue
        if any(end <= c.start < cue.start for c in scene.of("person")) or ";" in scene.text[end : cue.start]:
            return None
        rest = scene.clauses[scene.clause(cue.start)][1] - cue.end
        does = subject(scene, cue.start, names, words)
        if does is not None and rest <= SHORT_CONTENT:
            return Attribution("announced", does.words, cue.text, paragraph=scene.sentence.paragraph)
    return None


# -- from sentence to sentence -----------------------------------------------------------------------------------------


def opened(scene: Scene, found: Sequence[Cue], carried: Attribution | None, clock: Clock, names: Names,
           words: Vocabulary) -> Attribution | None:
    """What is left of an announcement where a sentence starts; a heading 'O:' makes O its announcer."""
    if carried is None:
        return None
    head = next((c for c in scene.of("org") if c.start - scene.sentence.start <= 1), None)
    fresh = scene.sentence.paragraph != carried.paragraph
    if head is not None and fresh and scene.text[head.end : head.end + 1] == ":":
        return replace(carried, status="announced", source=names.of(head), paragraph=scene.sentence.paragraph)
    first = next((t.end for t in scene.triggers if t.rule.kind != "held"), scene.sentence.end)
    if scene.sentence.paragraph - carried.paragraph > 1 or clock.background(scene, carried.on, first):
        return None
    if fresh and (any(c.kind == "rumored" for c in found) or _another(scene, head, carried, names)):
        return None
    return carried


def _another(scene: Scene, head: Chunk | None, carried: Attribution, names: Names) -> bool:
    """The paragraph opens with another organization than the announcer."""
    first = min((p.start for p in scene.of("person", "pronoun")), default=scene.sentence.end)
    limit = min(first, scene.clauses[min(1, len(scene.clauses) - 1)][1])
    opening = head or next((c for c in scene.of("org") if c.end <= limit), None)
    if opening is None or carried.source is None or opening.score < SURE:
        return False
    told = names.of(opening) or ""
    same = told in carried.source or carried.source in told
    return not same and names.is_org(carried.source)


def carry(scene: Scene, found: Sequence[Cue], carried: Attribution | None, clock: Clock, names: Names,
          words: Vocabulary, told: Sequence[Attribution]) -> Attribution | None:
    """The announcement that goes on after a sentence whose claims have the attributions `told`.

    One whose announcer is not known waits as a report for a heading that names him.
    """
    own = _announcing(scene, found, scene.sentence.end, words)
    if own is not None and not any(c.kind == "rumored" and scene.clause(c.start) == scene.clause(own.start)
                                   and c.start > own.start for c in found):
        if carried is not None and words.weak_cue.fullmatch(own.text):
            return replace(carried, paragraph=scene.sentence.paragraph)
        made = announcement(scene, found, own, names, words, carried)
        if not told and made.source is not None and not names.is_org(made.source):
            return carried
        on = announced_on(scene, own, made.on, clock, words)
        if made.source is not None:
            clock.bulletin = (made.source, on)
        status: Status = "announced" if made.source is not None else "reported"
        return replace(made, status=status, on=on, paragraph=scene.sentence.paragraph)
    official = [a for a in told if a.status == "announced" and a.words is not None]
    if official:
        return replace(official[-1], paragraph=scene.sentence.paragraph)
    if carried is not None and clock.background(scene, carried.on, scene.sentence.end):
        return None
    if any(c.kind in ("rumored", "reported") for c in found) or any(a.status == "reported" and a.source for a in told):
        return None
    return carried


def announced_on(scene: Scene, cue: Cue, before: When | None, clock: Clock, words: Vocabulary) -> When | None:
    """The day of an announcement: the time in front of its cue, the day it has already, the paragraph's day.

    A document that is cited again ("the notice also says") keeps the day it was announced on.
    """
    low = scene.clauses[scene.clause(cue.start)][0]
    times = [t for t in scene.of("time") if t.end <= cue.start and t.value.dates_event and t.value.kind != "vague"
             and not words.same_day.match(t.text) and not words.effective.match(scene.text, t.end)]
    own = [t for t in times if t.start >= low]
    again = words.document_noun.fullmatch(cue.text) is not None
    for chunk in own or ([] if again and (before or clock.bulletin[1]) else times[:1]):
        when = clock.resolve(chunk, future=False)
        if when is not None:
            return when
    return before or (clock.bulletin[1] if again else None) or clock.day


def denial(scene: Scene, found: Sequence[Cue], names: Names, words: Vocabulary) -> Attribution | None:
    """The attribution that a sentence gives to rumors told before it, None when it denies nothing."""
    cue = next((c for c in found if c.kind == "denied" and not _negated(scene, c, words)), None)
    if cue is None or words.own_topic.search(scene.text, scene.sentence.start, cue.start):
        return None
    return Attribution("denied", _denier(scene, cue, names, words), cue.text)


def date_of(scene: Scene, found: Sequence[Cue], start: int, end: int, made: Attribution, clock: Clock,
            words: Vocabulary, *, kind: str) -> tuple[Attribution, When | None, Chunk | None]:
    """The date of a trigger's claim and the time that tells it: its own, else the day of its announcement (no chunk).

    What is dated long before an announcement of an earlier sentence is background, and no longer attributed to it.
    """
    cue = _announcing(scene, found, start, words)
    if made.status == "announced" and cue is None and made.words is not None and clock.background(scene, made.on, end):
        made = REPORTED
    time = time_for(scene, start, end, words, held=kind == "held")
    on = announced_on(scene, cue, made.on, clock, words) if cue is not None else made.on
    if time is not None and words.same_day.match(time.text):
        return made, on or clock.day or clock.bulletin[1] or clock.resolve(time, future=False), time
    if time is not None and made.status == "denied" and any(
            time.end <= c.start and c.end <= start and c.kind in ("rumored", "denied", "announced") for c in found):
        return made, None, None
    effective = time is not None and words.effective.match(scene.text, time.end) is not None
    future = effective or made.status in ("planned", "announced", "rumored")
    when = clock.resolve(time, future=future) if time is not None else None
    announced = made.status == "announced" and kind != "held"
    if when is not None and not (announced and on is not None and when.basis == "vague"):
        return made, when, time
    if announced:
        return made, on, None
    return made, clock.frame(scene) if kind != "held" and time is None else None, None
