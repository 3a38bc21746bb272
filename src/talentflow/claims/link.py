"""Argument linking as one scored decision: who a trigger speaks of, by a table of weighted features and a margin.

Each candidate gets the sum of its features' weights; the best one is taken when it reaches `THRESHOLD`.
The weights were set by hand on the open gold passages (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims.frames import OUT
from talentflow.claims.scene import Group, Scene, Trigger, is_oblique
from talentflow.lang import segment
from talentflow.model.light import light

WEIGHTS: dict[str, float] = {
    "before_in_clause": 4.0,  # the group stands before the trigger in its clause
    "nearest": 2.0,  # no other group between
    "by_mark": 4.5,  # "by P": the passive subject
    "by_mark_past": 1.5,  # "by P" in an earlier clause
    "oblique": -4.5,  # "to P", "with P", "according to P"
    "succeeded": -6.0,  # "taking over from P"
    "aside": -4.0,  # "the firm that P founded": said of the firm
    "possessor": -4.0,  # "P's ..."
    "subordinate": 7.5,  # "after leaving O, P": the clause is told before its subject
    "pivot": 5.0,  # "invited P to take up": the object of one verb is the subject of the next
    "noun_of": 7.0,  # "P's departure": the trigger is a noun that the person owns
    "relative_here": 12.0,  # ... and nothing else
    "relative": 8.0,  # "the P who left": behind the trigger, a relative particle between
    "object": 5.0,  # behind the trigger of an object_person frame
    "behind": -3.0,  # behind the trigger of any other frame
    "colon_list": 4.5,  # a list of names opened by a colon behind the trigger
    "earlier_clause": 3.1,  # in an earlier clause of the sentence
    "adjacent": 1.5,  # nothing stands between the group and the trigger
    "per_clause": -0.35,  # for each clause further back
    "was_subject": 1.1,  # subject of the trigger before, in this sentence
    "clause_head": 0.3,  # first words of its clause
    "pronoun": 0.5,  # a resolved pronoun
    "told_before": 1.6,  # carried over from the sentence before
    "other_paragraph": -1.6,  # ... across a paragraph
    "generic_subject": -4.0,  # the trigger's clause has a nameless subject of its own
    "topic_start": 0.4,  # ... and the trigger's clause starts the sentence without a name
}
THRESHOLD = 0.9
NOUNS = frozenset({"leave", "join"})  # kinds whose verbs are also nouns ("P's departure")
NAME_SIZES = (2, 3)  # characters of a name
LONG_NAME = 4
NAME_TAGS = frozenset({"nr", "nrt", "nrfg"})  # of a word that the dictionary has as a person's name
RELATIVE_REACH = 12  # characters between a trigger and the person of its relative clause
POSSESSIVE_REACH = 3  # ... between 'his' and its verb
LIST_REACH = 30  # ... and the list of names that a colon opens
FOUNDER_REACH = 4  # characters between a founder and the verb of founding
SUBJECT_LEAD = 2  # characters of a clause in front of its subject, times aside
PIVOT_REACH = 3  # ... between a person who is asked and the verb
BY_REACH = 6  # characters of 'by' and its adverbs in front of a group
MARK_REACH = 3  # characters of a preposition in front of an organization


@light
@dataclass(frozen=True, slots=True)
class Heard:
    """People a trigger may speak of beside those its sentence names.

    `carried` is the subject told of before, `is_far` when in another paragraph; `last` is whom the trigger before it in
    the sentence was linked to.
    """

    pronouns: tuple[Group, ...] = ()
    carried: Group | None = None
    is_far: bool = False
    last: Group | None = None


@light
@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of people considered for a trigger, its features and their sum."""

    group: Group
    features: tuple[str, ...]
    score: float
    carried: bool = False


@light
@dataclass(frozen=True, slots=True)
class Choice:
    """What all candidates of one trigger share; `generic`: a nameless subject stands in the trigger's clause."""

    scene: Scene
    trigger: Trigger
    groups: tuple[Group, ...]
    last: Group | None
    generic: bool


def candidate(group: Group, features: Sequence[str], *, carried: bool = False) -> Candidate:
    """A candidate with the sum of its features' weights."""
    return Candidate(group, tuple(features), sum([WEIGHTS[name] for name in features]), carried)


def rank(scene: Scene, trigger: Trigger, heard: Heard) -> list[Candidate]:
    """All candidates for a trigger, best first."""
    groups = (*scene.groups, *heard.pronouns)
    low = scene.clause_start(trigger.start)
    if _unknown_name(scene, low, trigger.start) or _unknown_subject(scene, trigger):
        return []
    if _opens_with_name(scene, low, trigger.start):
        return []
    choice = Choice(scene, trigger, groups, heard.last, _generic(scene, trigger, groups))
    out = [_weigh(choice, group) for group in groups]
    if heard.carried is not None:
        names = ["told_before"]
        names += ["generic_subject"] if choice.generic else []
        names += ["other_paragraph"] if heard.is_far else []
        names += ["topic_start"] if not any(g.start < trigger.start for g in groups) else []
        out.append(candidate(heard.carried, names, carried=True))
    return sorted(out, key=lambda c: -c.score)


def _possessive(group: Group) -> bool:
    """'his/its': a subject only where the verb follows at once."""
    return group.pronoun is not None and group.pronoun.detail == "possessive"


def _generic(scene: Scene, trigger: Trigger, groups: Sequence[Group]) -> bool:
    """True when a nameless subject ("several members") stands in the trigger's clause and no person does."""
    words, low = scene.words, scene.clause_start(trigger.start)
    if any(low <= g.start < trigger.start and not _possessive(g) for g in groups):
        return False
    if trigger.rule.kind in ("join", "leave", "found") and any(
        low <= c.start
        and c.end <= trigger.start
        and words.org_subject_gap.fullmatch(scene.text[c.end : trigger.start])
        and not words.org_mark.search(scene.text, max(low, c.start - MARK_REACH), c.start)
        for c in scene.of(*(("org", "anaphor") if trigger.rule.kind == "found" else ("org",)))
    ):
        return True
    if trigger.rule.kind == "join" and not groups and _org_speaks(scene):
        return True
    nameless = (words.generic_subject, words.nameless_subject, words.nameless_thing)
    return any(pattern.search(scene.text, low, trigger.start) is not None for pattern in nameless)


def _unknown_name(scene: Scene, low: int, start: int) -> bool:
    """What stands at the head of the clause, right in front of the verb, looks like a name that nobody knows."""
    reason = scene.words.for_reason.match(scene.text, low, start)
    start = reason.end("name") if reason is not None else start
    lead = scene.text[low:start]
    at = scene.text.rfind(scene.words.possessive, low, start) + 1
    if at > low + 1 and start - at == LONG_NAME and _is_unknown(scene, at, start):
        return True  # "X, who leads D, also takes E"
    if len(lead) not in NAME_SIZES or not scene.words.no_adverb.fullmatch(lead):
        return False
    return _is_unknown(scene, low, start)


def _opens_with_name(scene: Scene, low: int, start: int) -> bool:
    """The clause opens with a word that the dictionary has as a name, and that no chunk holds: somebody else."""
    number = scene.clause(low)
    if number == 0 or any(c.start < start and low < c.end for c in scene.of("person", "pronoun", "org")):
        return False
    word, tag = next(iter(segment.tag(scene.text[low:start], False)), ("", ""))
    if tag not in NAME_TAGS or len(word) not in NAME_SIZES or word.endswith(scene.words.affixes["courtesy"]):
        return False
    return not any(c.start == low for c in scene.chunks)


def _unknown_subject(scene: Scene, trigger: Trigger) -> bool:
    """'X, who left before him, ...': the first clause is a noun phrase that ends in a name nobody knows."""
    low, high = scene.clauses[0]
    if trigger.start < high or (scene.of("person") and scene.of("person")[0].start < trigger.start):
        return False
    end = high - 1 if scene.text[high - 1] == "," else high
    at = scene.text.rfind(scene.words.possessive, low, end) + 1
    return at > low + 1 and end - at in NAME_SIZES and _is_unknown(scene, at, end)


def _is_unknown(scene: Scene, low: int, start: int) -> bool:
    lead = scene.text[low:start]
    if any(c.start < start and low < c.end for c in scene.chunks):
        return False
    return not any(segment.has_word(lead[at : at + 2]) for at in range(len(lead) - 1)) and not segment.has_word(lead)


def _org_speaks(scene: Scene) -> bool:
    """The sentence opens with an organization that says something."""
    head = next((c for c in scene.of("org") if c.start - scene.sentence.start <= 1), None)
    return head is not None and scene.words.org_says.match(scene.text, head.end) is not None


def _weigh(choice: Choice, group: Group) -> Candidate:
    names = _behind(choice, group) if group.start >= choice.trigger.end else _in_front(choice, group)
    if choice.generic and _possessive(group) and choice.scene.clause(group.end - 1) == _clause(choice):
        names.insert(0, "generic_subject")
    if group.pronoun is not None:
        names.append("pronoun")
    return candidate(group, names)


def _clause(choice: Choice) -> int:
    return choice.scene.clause(choice.trigger.start)


def _in_front(choice: Choice, group: Group) -> list[str]:
    """Features of a group that stands before the trigger."""
    scene, trigger = choice.scene, choice.trigger
    own, clause = scene.clause(group.end - 1), _clause(choice)
    by_mark = scene.words.by_mark.search(scene.text[max(scene.sentence.start, group.start - BY_REACH) : group.start])
    names = ["behind"] if trigger.rule.frame == "object_person" and not by_mark else []
    names += ["before_in_clause"] if own == clause else _from_earlier(choice, group, clause - own)
    if not any(group.end <= g.start and g.end <= trigger.start for g in choice.groups):
        names.append("nearest")
    if by_mark and not (own == clause and "nearest" not in names and _acts_between(choice, group)):
        names.append("by_mark" if own == clause else "by_mark_past")
    elif own == clause and trigger.start - group.end <= PIVOT_REACH and _is_pivot(choice, group):
        names.append("pivot")
    elif is_oblique(scene, group) or (own != clause and _is_succeeded(scene, group)):
        names.append("oblique")
    if group.pronoun is None and scene.words.from_whom.search(
        scene.text, scene.sentence.start, scene.heads.get(group.people[0].start, group.start)
    ):
        names.append("succeeded")
    if own == clause and trigger.start - group.end <= 1:
        names.append("adjacent")
    founded = founder_of(scene, group)
    if founded is not None and founded.end < trigger.start:
        names.append("aside")
    if _owns(choice, group, own == clause):
        names.append("possessor")
    if scene.is_possessive(group.end) and trigger.start == group.end + 1 and trigger.rule.kind in NOUNS:
        names.append("noun_of")
    if group.start <= scene.clauses[own][0] + 1:
        names.append("clause_head")
    if choice.last is not None and group.people == choice.last.people:
        names.append("was_subject")
    return names


def founder_of(scene: Scene, group: Group) -> Trigger | None:
    """'joined the firm that Q founded': the verb by which somebody else's clause only tells which firm it is."""
    verb = next((t for t in scene.triggers if 0 <= t.start - group.end <= FOUNDER_REACH), None)
    if verb is None or verb.rule.kind != "found" or not scene.is_possessive(verb.end):
        return None
    low = scene.clause_start(group.start)
    others = (*(c.start for c in scene.of("person")), *(c.start for c in scene.of("pronoun")))
    return verb if any(low <= at < group.start for at in others) else None


def _acts_between(choice: Choice, group: Group) -> bool:
    """The group has a verb of its own in front of the trigger."""
    return any(group.end <= t.start < choice.trigger.start for t in choice.scene.triggers if t.rule.kind != "held")


def _is_succeeded(scene: Scene, group: Group) -> bool:
    """'succeeded Q, ...': Q is whom somebody else follows."""
    low = scene.clause_start(group.start)
    verbs = [t for t in scene.triggers if t.rule.frame == "subject_person" and low <= t.start and t.end <= group.start]
    if not verbs or scene.is_possessive(verbs[-1].end):
        return False  # "the P who takes over"
    return not any(verbs[-1].end <= g.start < group.start for g in scene.groups)


def _is_pivot(choice: Choice, group: Group) -> bool:
    """Behind a verb of asking or sending, in front of a verb of taking up."""
    scene = choice.scene
    takes_up = choice.trigger.rule.kind in ("appoint", "join")
    return takes_up and scene.words.pivot_mark.search(scene.text, scene.sentence.start, group.start) is not None


def _from_earlier(choice: Choice, group: Group, n_clauses: int) -> list[str]:
    """Features of a group `n_clauses` before the trigger's clause."""
    names = ["earlier_clause", *["per_clause"] * n_clauses]
    names += ["generic_subject"] if choice.generic else []
    return names


def _owns(choice: Choice, group: Group, same_clause: bool) -> bool:
    """'P's ...', 'his ...', 'P's former comrade': what follows is said of somebody or something else."""
    scene, trigger = choice.scene, choice.trigger
    if trigger.rule.id == "held.under" and scene.words.under_gap.match(scene.text, group.end):
        return True
    if scene.words.kin.match(scene.text, group.end):
        return True
    if _possessive(group) and trigger.start - group.end > POSSESSIVE_REACH:
        return True
    return scene.is_possessive(group.end) and same_clause and trigger.rule.needs_before is None


def _behind(choice: Choice, group: Group) -> list[str]:
    """Features of a group that stands behind the trigger."""
    scene, trigger = choice.scene, choice.trigger
    first = not any(trigger.end <= g.start and g.end <= group.start for g in choice.groups)
    if not first:
        return ["behind"]
    same = _clause(choice) == scene.clause(group.start)
    if _is_subject_of_next(choice, group):
        return ["subordinate"]
    if trigger.rule.frame == "object_person" and same:
        return ["object"]
    posts = scene.posts.get(group.people[0].start, [])
    own = posts[0].start if posts and posts[0].start >= trigger.end else group.people[0].start
    gaps = [scene.bare(trigger.end, group.start), scene.bare(trigger.end, own)]
    if same and scene.words.possessive in gaps and trigger.rule.kind in OUT:
        return ["relative_here"]
    if same and _relative(choice, group, gaps):
        return ["relative"]
    gap = scene.words.post_marks_end.sub("", gaps[0])
    named = scene.of("person")
    opened = ":" in gap or scene.words.list_mark.match(gap) is not None
    if opened and len(gap) <= LIST_REACH and named and named[0].end > trigger.start:
        return ["colon_list"]
    return ["behind"]


def _is_subject_of_next(choice: Choice, group: Group) -> bool:
    """The trigger's clause says when, and the group opens the clause that says what."""
    scene, number = choice.scene, _clause(choice)
    if scene.clause(group.start) != number + 1 or _possessive(group):
        return False
    if any(g.end <= choice.trigger.start for g in choice.groups) or is_oblique(scene, group):
        return False
    low, high = scene.clauses[number]
    lead = scene.text[high : group.start]
    in_front = [t for t in scene.of("time") if high <= t.start and t.end <= group.start]
    free = len(lead) - sum(t.end - t.start for t in in_front)
    return free <= SUBJECT_LEAD and scene.words.says_when.search(scene.text, low, high) is not None


def _relative(choice: Choice, group: Group, gaps: Sequence[str]) -> bool:
    """'the P who left': a particle ends the trigger, or what stands between it and the noun phrase or the name."""
    particle, words = choice.scene.words.possessive, choice.scene.words
    if choice.trigger.text.endswith(particle) and "" in gaps:
        return True
    if any(choice.trigger.end <= t.start < group.start and t.rule.kind in OUT for t in choice.scene.triggers):
        return False  # the particle is that verb's
    bare = [words.copula_end.sub("", words.post_marks_end.sub("", gap)) for gap in gaps]
    return any(gap.endswith(particle) and len(gap) <= RELATIVE_REACH for gap in bare)
