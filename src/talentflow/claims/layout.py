"""Laying out a sentence: its clauses, what the noun phrases bind, and the triggers that count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from talentflow.claims import nearby, noun_phrases
from talentflow.claims.frames import Rule, Vocabulary
from talentflow.claims.scene import BRACKETS, Scene, Trigger
from talentflow.lang import segment
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, Sentence

CLAUSE_MARKS = re.compile("[,;:\u2014\n]+")
QUOTES = "\u201c\u201d"  # opening and closing, as the shadow has them
SERVES_GAP = 2  # characters between 'to serve as' and its position
PAIR = 2  # characters of a trigger that may be halves of two dictionary words


def build(reading: Reading, sentence: Sentence, index: int, chunks: Sequence[Chunk], words: Vocabulary) -> Scene:
    """Lay out one sentence; `chunks` are those inside it, in order."""
    asides = [m.span() for m in BRACKETS.finditer(reading.text, sentence.start, sentence.end)]
    roles = [(c.start, c.end) for c in chunks if c.kind == "role"]
    free = [c for c in chunks if c.kind != "anaphor" or not any(c.start < b and a < c.end for a, b in roles)]
    scene = Scene(reading, sentence, index, free, words, list(_clauses(reading.text, sentence, asides)), asides=asides)
    noun_phrases.widen(scene)
    noun_phrases.bind(scene)
    scene.groups = list(noun_phrases.groups(scene))
    scene.triggers = list(_triggers(scene))
    leads = (nearby.org_behind(scene, t) for t in scene.triggers if _leads(scene, t))
    scene.destinations = frozenset(org.start for org in leads if org is not None)
    return scene


def _clauses(text: str, sentence: Sentence, asides: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Half-open spans between clause marks; a mark in brackets cuts nothing."""
    at = sentence.start
    for mark in CLAUSE_MARKS.finditer(text, sentence.start, sentence.end):
        if any(a < mark.start() < b for a, b in asides):
            continue
        yield at, mark.end()
        at = mark.end()
    if at < sentence.end:
        yield at, sentence.end


def _leads(scene: Scene, trigger: Trigger) -> bool:
    """The organization behind is where somebody goes who stands in front, whatever else the sentence holds."""
    rule, low = trigger.rule, scene.clause_start(trigger.start)
    if rule.kind != "join" or rule.weak or rule.end_only or rule.needs_before:
        return False
    return any(low <= g.start and g.end <= trigger.start for g in scene.groups)


# -- triggers ----------------------------------------------------------------------------------------------------------


def _triggers(scene: Scene) -> Iterator[Trigger]:
    text, words = scene.text, scene.words
    names = [(c.start, c.end) for c in scene.of("person", "org", "unnamed", "time")]
    roles = [(c.start, c.end) for c in scene.of("role")]
    not_after, starts = words.affixes["not_after_trigger"], {start for start, _ in names}
    for start, end, rules in _found(scene, names):
        if _touched(names, start, end) or (roles and any(a < start < b for a, b in roles)):
            continue
        takes = any(rule.frame == "object_person" for rule in rules)  # "appointed three R"
        behind = end in starts or any(a == end for a, _ in roles)  # a name or a position, whatever it opens with
        if text.startswith(not_after, end) and not takes and not behind:
            continue
        counted = text[start:end] in words.lists["terms"] and not any(b == start for _, b in names)
        if counted and text[start - 1 : start] in words.lists["term_counts"]:
            continue  # "the fourth term"
        if _quoted(scene, start, end) or _joins_posts(scene, roles, start, end):
            continue
        named = any(b == start for _, b in names)
        if text[start] == words.on_foot and not named and text[start - 1 : start] in words.lists["not_before_trigger"]:
            continue
        held_so = text[start - 1 : start] in words.lists["relative_before"] and not named
        newly = text[start - 1 : start] in words.lists["newly"] and scene.is_possessive(end)
        for rule in rules:
            if held_so and rule.kind in ("appoint", "held"):
                continue  # "the post that he holds"
            if rule.kind == "found" and newly:
                continue  # "the newly founded lab"
            if rule.kind == "appoint" and text.startswith(words.affixes["agents"], end) and end not in starts:
                continue  # "whoever succeeds"
            if not rule.end_only or _may_end(scene, rule, start, end):
                yield Trigger(rule, start, end, text[start:end])


def _joins_posts(scene: Scene, roles: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """'chairman and CEO': the word between two positions of one person joins them."""
    if scene.text[start:end] not in scene.words.lists["and_of_one"]:
        return False
    return any(b == start for _, b in roles) and any(a == end for a, _ in roles)


def _touched(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """One of the spans, in order, overlaps [start, end); a loop, for it is asked of every trigger word."""
    for a, b in spans:  # noqa: SIM110
        if start < b and a < end:
            return True
    return False


def _found(scene: Scene, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, tuple[Rule, ...]]]:
    """The words of the rules in a sentence; where one is but half of two other words, the search goes on inside it."""
    text, at = scene.text, scene.sentence.start
    while at < scene.sentence.end:
        for first, last, rules in scene.words.triggers.find(text[at : scene.sentence.end]):
            start, end = first + at, last + at
            name = next((b for a, b in names if a < start < b < end), None)
            if name is not None:  # its first character ends a name
                at = name
                break
            if _inside_word(scene, start, end, names, all(r.weak for r in rules)):
                at = start + 1
                break
            yield start, end, rules
        else:
            return


def _may_end(scene: Scene, rule: Rule, start: int, end: int) -> bool:
    """A rule for the end of a clause wants it there, or 'the P who left': from somewhere, a particle behind."""
    if not rule.end_only or scene.words.clause_end.match(scene.text, end):
        return True
    if scene.words.also.match(scene.text, end) is not None:
        return True
    serves = scene.words.serves_behind.match(scene.text, end) if rule.kind == "join" else None
    if serves is not None and any(serves.end() <= r.start <= serves.end() + SERVES_GAP for r in scene.of("role")):
        return True
    if scene.is_possessive(start - 1) and any(p.end == start - 1 for p in scene.of("person")):
        return True
    left = scene.words.left_from.search(scene.text, scene.sentence.start, start)
    return scene.is_possessive(end) and left is not None


def _quoted(scene: Scene, start: int, end: int) -> bool:
    """Inside quotation marks that name nobody: somebody's words about others, or a word set apart."""
    opening = scene.text.rfind(QUOTES[0], scene.sentence.start, start)
    if opening < 0 or scene.text.rfind(QUOTES[1], opening, start) >= 0:
        return False
    closing = scene.text.find(QUOTES[1], end, scene.sentence.end)
    closing = closing if closing >= 0 else scene.sentence.end
    return not any(opening < p.start < closing for p in scene.of("person"))


def _inside_word(scene: Scene, start: int, end: int, names: Sequence[tuple[int, int]], weak: bool) -> bool:
    """A short trigger that is half of a dictionary word with its neighbor ("received" in "took on") is none."""
    text, size = scene.text, end - start
    if size > PAIR and not weak:
        return False
    if text[start - 1 : start + 1] in scene.words.lists["glued"]:
        return True
    if size == PAIR and not weak and start and end < len(text):
        halves = segment.has_word(text[start - 1 : start + 1]) and segment.has_word(text[end - 1 : end + 1])
        return halves and not any(a < start <= b or a == end for a, b in names)
    if size > 1 and not weak:
        return False
    behind_name = any(a < start <= b for a, b in names)
    before = text[start - 1 : start + 1]
    if not behind_name and start and before not in scene.words.lists["two_words"] and segment.has_word(before):
        return True
    before_name = any(a == end for a, _ in names) or (behind_name and any(r.start == end for r in scene.of("role")))
    return size == 1 and not before_name and segment.has_word(text[start : end + 1])
