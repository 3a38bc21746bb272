"""How sure the words around a trigger are, and who is credited with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims.context_source import Credit, Names, reported, speaker, subject
from talentflow.claims.context_time import Clock
from talentflow.claims.frames import OUT
from talentflow.claims.scene import Group, Scene
from talentflow.model.claim import Status
from talentflow.model.light import light
from talentflow.model.time import When

HIDDEN = "\x00"  # stands for the characters of a name, which hold no cue
NEGATION_REACH = 7  # characters between a negation and its verb
NEVER_REACH = 10  # ... of 'never'
PLAN_GAP = 2  # characters between "will" and its verb, organizations, times and adverbs aside
PLAN_REACH = 7  # ... and all told
DENIAL_CLAUSES = 3  # clauses from a trigger to the denial behind it
SHORT_CONTENT = 5  # characters behind a confirming word that says nothing of its own
PAUSE = re.compile("[,;:\u3001]")


@light
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


@light
@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word in its place."""

    kind: str
    start: int
    end: int
    text: str


@light
@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds the triggers of one sentence; `carried` is an announcement of a sentence before that goes on."""

    scene: Scene
    cues: Sequence[Cue]
    names: Names
    clock: Clock
    carried: Attribution | None = None

    def of(self, *kinds: str) -> list[Cue]:
        """The cues of these kinds, in order."""
        return [c for c in self.cues if c.kind in kinds] if self.cues else []


def cues(scene: Scene) -> list[Cue]:
    """Cue words of the sentence that no name or position swallows, in order."""
    low, high = scene.sentence.start, scene.sentence.end
    raw = scene.text[low:high]
    if not scene.words.cues.find(raw) and not scene.words.letter.search(raw):
        return []  # what names hide makes no cue
    taken = [(c.start, c.end) for c in scene.of("person", "org", "role")]
    taken += [m.span() for m in scene.words.no_cue.finditer(scene.text, low, high)]
    signs = list(raw)
    for start, end in taken:
        signs[start - low : end - low] = HIDDEN * (end - start)
    text = "".join(signs)
    found = [Cue(kind, s + low, e + low, text[s:e]) for s, e, kind in scene.words.cues.find(text)]
    found += [Cue("announced", m.start() + low, m.end() + low, m.group()) for m in scene.words.letter.finditer(text)]
    return sorted(found, key=lambda c: c.start)


def attribution(around: Around, start: int, end: int, group: Group | None = None) -> Attribution:
    """The attribution of a trigger at [start, end) that speaks of `group`.

    In this order: denied, rumored, announced in the sentence, said by somebody, planned, confirmed behind, announced
    in a sentence before, else reported.
    """
    scene, names, carried = around.scene, around.names, around.carried
    outlet = reported(scene, start, names)
    says = speaker(scene, start, names)
    source = outlet or (says.words if says else None)
    denied = _denied(around, start, end)
    if denied is not None:
        return Attribution("denied", denier(around, denied) or source or _from(carried), denied.text)
    announced = announcing(around, start)
    rumored = _rumored(around, start, end)
    if rumored is not None and (announced is None or announced.start < rumored.start or rumored.start > end):
        return Attribution("rumored", source, rumored.text)
    if announced is not None:
        return announcement(around, announced, outlet, group)
    if says is not None and outlet is None and _own_words(says, group, names):
        if carried is not None and _goes_on(scene, carried, start):
            return carried
        return Attribution("announced", says.words, None, paragraph=scene.sentence.paragraph)
    planned = [c for c in around.of("planned") if plans(scene, c, start)]
    if planned and (source is not None or carried is None):
        return Attribution("planned", source, planned[-1].text)
    if source is not None:
        return Attribution("reported", source, None)
    return _confirmed(around, end) or carried or REPORTED


def _from(carried: Attribution | None) -> str | None:
    return carried.source if carried is not None else None


def _goes_on(scene: Scene, carried: Attribution, start: int) -> bool:
    """What somebody says within an official announcement, at no time of its own, is part of it."""
    official = carried.status == "announced" and carried.words is not None
    return official and not any(t.end <= start for t in scene.of("time"))


def _own_words(says: Credit, group: Group | None, names: Names) -> bool:
    """An organization speaks officially; a person speaks for himself."""
    if says.outlet or says.common or says.chunk is None:
        return False
    if says.chunk.kind in ("org", "anaphor"):
        return True
    if group is None or names.people is None:
        return False
    return bool(names.people_of(says.chunk) & {names.people.name(p) for p in group.people})


def plans(scene: Scene, cue: Cue, start: int) -> bool:
    """'will' right in front of a trigger, organizations, times and adverbs aside.

    It is no 'will' where it is the object marker of another noun ("set the next stop at O").
    """
    if not 0 <= start - cue.end <= PLAN_REACH or scene.clause(cue.start) != scene.clause(start):
        return False
    replaces = scene.words.affixes["replaces"]
    between = [p for p in scene.of("person") if cue.end <= p.start < start]
    if any(not scene.text.endswith(replaces, cue.end, scene.heads.get(p.start, p.start)) for p in between):
        return False  # but "may replace P as R" is told of who replaces
    if scene.words.decides.fullmatch(cue.text) and any(
        t.start == start and t.rule.frame == "object_person" for t in scene.triggers
    ):
        return False  # "decided to appoint P" has appointed him
    rest = list(scene.text[cue.end : start])
    for chunk in (*scene.of("org", "unnamed", "time", "role"), *between):
        for at in range(max(chunk.start, cue.end), min(chunk.end, start)):
            rest[at - cue.end] = ""
    return len(scene.words.plan_adverbs.sub("", "".join(rest))) <= PLAN_GAP


# -- denials and rumors ------------------------------------------------------------------------------------------------


def _denied(around: Around, start: int, end: int) -> Cue | None:
    """The denial that governs a trigger: a negation right in front, a denying word before it, or one behind it."""
    for cue in around.of("negation"):
        if _negates(around.scene, cue, start):
            return cue
    for cue in around.of("denied"):
        if not is_negated(around.scene, cue) and (
            _denies_behind(around.scene, cue, start) if cue.end <= start else _denies_before(around, cue, start, end)
        ):
            return cue
    return None


def _negates(scene: Scene, cue: Cue, start: int) -> bool:
    """A negation in front of a trigger, names and times aside, and not one of telling ("has not said that")."""
    named = [c for c in scene.of("org", "unnamed", "time") if cue.end <= c.start and c.end <= start]
    gap = start - cue.end - sum(c.end - c.start for c in named)
    reach = NEVER_REACH if scene.words.never.fullmatch(cue.text) else NEGATION_REACH
    if not 0 <= gap <= reach or PAUSE.search(scene.text, cue.end, start):
        return False
    if scene.words.manner.search(scene.text, cue.end, start):
        return False
    return scene.words.not_yet.match(scene.text, cue.start) is None


def _denies_behind(scene: Scene, cue: Cue, start: int) -> bool:
    """The denial speaks of a trigger behind it: nothing else is said in between, except what it denies."""
    between = scene.text[cue.end : start]
    if scene.words.manner.search(between):
        return False  # "denies that P was forced to leave"
    if ";" in between or scene.words.however.search(between):
        return False
    return not scene.words.says_on.search(between) or scene.words.countered.match(between) is not None


def _denies_before(around: Around, cue: Cue, start: int, end: int) -> bool:
    """The denial speaks of a trigger in front of it, and names nothing else to deny."""
    scene = around.scene
    if cue.start < end:
        return False
    told = next((t for t in scene.triggers if t.start == start), None)
    if told is not None and told.rule.kind not in OUT and scene.words.talked_round.fullmatch(cue.text):
        return False
    if _hears_of_another(around, cue, end):
        return False
    rumor = any(c.end <= start for c in around.of("rumored"))
    away = scene.clause(cue.start) - scene.clause(start)
    if away > DENIAL_CLAUSES or (not rumor and ";" in scene.text[end : cue.start]):
        return False
    return away == 0 or not scene.words.own_topic.search(scene.text, end, cue.start)


def _hears_of_another(around: Around, cue: Cue, end: int) -> bool:
    """A rumor between the trigger and the denial has a trigger of its own, which is what is denied."""
    scene = around.scene
    supposed = (m.span() for m in scene.words.supposes.finditer(scene.text, end, cue.start))
    for start, stop in (*((c.start, c.end) for c in around.of("rumored")), *supposed):
        if end <= start and stop <= cue.start and not scene.is_possessive(start - 1):
            return any(stop <= t.start and t.end <= cue.start for t in scene.triggers)
    return False


def denier(around: Around, cue: Cue) -> str | None:
    """Who denies: the subject of a denying verb; a denying adjective has the speaker's."""
    scene, names = around.scene, around.names
    if scene.words.denying_verb.fullmatch(cue.text):
        does = subject(scene, cue.start, names, reach=1)
        if does is not None:
            return does.words
    says = speaker(scene, cue.start, names)
    return says.words if says is not None else None


def _rumored(around: Around, start: int, end: int) -> Cue | None:
    """The last rumor that reaches a trigger, or the words behind it that nobody has confirmed it."""
    scene = around.scene
    for cue in reversed(around.of("rumored")):
        if cue.end <= start and _reaches(scene, cue, start):
            return cue
    match = scene.words.unconfirmed.search(scene.text, end, scene.sentence.end)
    if match is not None and ";" not in scene.text[end : match.start()]:
        return Cue("rumored", match.start(), match.end(), match.group())
    return None


def _reaches(scene: Scene, cue: Cue, start: int) -> bool:
    """A rumor goes on up to a trigger; a word of one character only within its clause, or at the head."""
    if ";" in scene.text[cue.end : start] or scene.words.says_on.search(scene.text, cue.end, start):
        return False
    if _new_topic(scene, cue, start) or scene.words.outcome.search(scene.text, cue.end, start):
        return False  # "but in the end she went to O" is no rumor
    here = cue.start == scene.sentence.start or scene.clause(cue.start) == scene.clause(start)
    return len(cue.text) > 1 or here


def _new_topic(scene: Scene, cue: Cue, start: int) -> bool:
    """The cue has its content in its own clause, and a time and a person of a later one open another story."""
    low, high = scene.clauses[scene.clause(cue.start)]
    if start < high or not any(cue.end <= t.start < high for t in scene.triggers):
        return False
    inside = any(low <= c.start and c.end <= cue.start for c in scene.of("person"))
    wanted = ("person",) if inside else ("time", "person")
    return all(any(high <= c.start and c.end <= start for c in scene.of(kind)) for kind in wanted)


# -- announcements -----------------------------------------------------------------------------------------------------


def announcing(around: Around, start: int) -> Cue | None:
    """The last announcing cue before a trigger, or in its own words; one in the passive with an outlet is a report."""
    own = [c for c in around.of("announced") if c.start <= start and _announces(around.scene, c, start)]
    if not own:
        return None
    strong = [c for c in own if not around.scene.words.weak_cue.fullmatch(c.text)] or own
    return strong[-1]


def _announces(scene: Scene, cue: Cue, start: int) -> bool:
    """Neither negated nor an outlet's; behind a semicolon an adverb of time ends its reach."""
    if is_negated(scene, cue) or scene.words.by_outlet.search(scene.text, scene.clause_start(cue.start), cue.start):
        return False
    if ";" not in scene.text[cue.end : start]:
        return True
    return scene.words.sequel_adverb.search(scene.text, scene.clause_start(start), start) is None


def is_negated(scene: Scene, cue: Cue) -> bool:
    """'has not announced', 'did not deny'."""
    return scene.words.negated.search(scene.text, scene.clause_start(cue.start), cue.start) is not None


def announcement(around: Around, cue: Cue, outlet: str | None = None, group: Group | None = None) -> Attribution:
    """An announcement with its announcer and its day; people who announce together are credited with nothing."""
    scene, names, carried = around.scene, around.names, around.carried
    does = subject(scene, cue.start, names)
    told = does.words if does is not None else None
    if does is not None and does.chunk is not None and does.chunk.kind == "anaphor":
        told = _from(carried) or names.main or names.bulletin or told
    together = does is not None and group is not None and len(group.people) > 1 and does.chunk in group.people
    quoted = scene.words.announced_by.match(scene.text, cue.start, scene.sentence.end)
    if quoted is not None:
        told = names.reading.words(*quoted.span("who"))
    if told is None:
        before = announcing(around, cue.start - 1)
        if before is not None and before is not cue:
            return announcement(around, before, outlet, group)
        told = _from(carried) or outlet or _announcer_before(around, cue)
    on = carried.on if carried is not None else None
    return Attribution("announced", None if together else told, cue.text, on, scene.sentence.paragraph)


def _announcer_before(around: Around, cue: Cue) -> str | None:
    """Who announces where the clause names nobody: the subject before, of the bulletin, of the document."""
    names, is_document = around.names, around.scene.words.document_noun.fullmatch(cue.text)
    wider = None if is_document else subject(around.scene, cue.start, names, reach=2)
    return wider.words if wider is not None else names.bulletin or names.main


def _confirmed(around: Around, end: int) -> Attribution | None:
    """'..., which the company confirmed': a cue behind the trigger that tells nothing of its own."""
    scene = around.scene
    for cue in around.of("announced"):
        if cue.start < end or not scene.words.confirming.fullmatch(cue.text):
            continue
        if any(end <= c.start < cue.start for c in scene.of("person")) or ";" in scene.text[end : cue.start]:
            return None
        does = subject(scene, cue.start, around.names)
        if does is not None and scene.clause_end(cue.start) - cue.end <= SHORT_CONTENT:
            return Attribution("announced", does.words, cue.text, paragraph=scene.sentence.paragraph)
    return None
