"""Argument linking as one scored decision: who a trigger speaks of, by a table of weighted features and a margin.

Each candidate gets the sum of its features' weights; the best one is taken when it reaches `THRESHOLD`.
The weights were set by hand on the open gold passages (docs/decisions/0004).
"""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.claims.frames import Vocabulary
from talentflow.claims.scene import Group, Scene, Trigger

WEIGHTS: dict[str, float] = {
    "before_in_clause": 4.0,      # the group stands before the trigger in its clause
    "nearest": 1.0,               # no other group between
    "by_mark": 4.5,               # "by P": the passive subject
    "by_mark_past": 1.5,          # "by P" in an earlier clause
    "oblique": -4.0,              # "to P", "with P", "according to P"
    "possessor": -3.0,            # "P's ..."
    "relative": 5.5,              # "the P who left": behind the trigger, a relative particle between
    "object": 5.0,                # behind the trigger of an object_person frame
    "behind": -3.0,               # behind the trigger of any other frame
    "colon_list": 4.5,            # a list of names opened by a colon behind the trigger
    "earlier_clause": 2.6,        # in an earlier clause of the sentence
    "per_clause": -0.35,          # for each clause further back
    "was_subject": 1.6,           # subject of the trigger before, in this sentence
    "clause_head": 0.8,           # first words of its clause
    "pronoun": 0.5,               # a resolved pronoun
    "speaker": -1.2,              # the group says something and another group is told of
    "told_before": 1.6,           # carried over from the sentence before
    "other_paragraph": -0.6,      # ... across a paragraph
    "topic_start": 0.4,           # ... and the trigger's clause starts the sentence without a name
}
THRESHOLD = 0.9
RELATIVE_REACH = 12  # characters between a trigger and the person of its relative clause
LIST_REACH = 30  # ... and the list of names that a colon opens
POSSESSIVE = "\u7684"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of people considered for a trigger, its features and their sum."""

    group: Group
    features: tuple[str, ...]
    score: float
    carried: bool = False


def rank(scene: Scene, trigger: Trigger, pronouns: list[Group], carried: Group | None, carried_far: bool,
         last: Group | None, words: Vocabulary) -> list[Candidate]:
    """All candidates for a trigger, best first."""
    groups = [*scene.groups, *pronouns]
    out = [_weigh(scene, trigger, g, groups, last, words) for g in groups]
    if carried is not None:
        names = ["told_before"]
        if carried_far:
            names.append("other_paragraph")
        if not any(g.start < trigger.start for g in groups):
            names.append("topic_start")
        out.append(Candidate(carried, tuple(names), sum(WEIGHTS[n] for n in names), carried=True))
    return sorted(out, key=lambda c: -c.score)


def _weigh(scene: Scene, trigger: Trigger, group: Group, groups: list[Group], last: Group | None,
           words: Vocabulary) -> Candidate:
    text = scene.text
    names: list[str] = []
    own, clause = scene.clause(group.end - 1), scene.clause(trigger.start)
    in_front = text[max(scene.sentence.start, group.start - 6) : group.start]
    if group.start >= trigger.end:
        names += _behind(scene, trigger, group, groups, words)
    else:
        if trigger.rule.frame == "object_person" and not words.by_mark.search(in_front):
            names.append("behind")
        if own == clause:
            names.append("before_in_clause")
        else:
            names.append("earlier_clause")
            names += ["per_clause"] * (clause - own)
        if not any(group.end <= g.start and g.end <= trigger.start for g in groups):
            names.append("nearest")
        if words.by_mark.search(in_front):
            names.append("by_mark" if own == clause else "by_mark_past")
        elif words.oblique_mark.search(in_front):
            names.append("oblique")
        if text[group.end : group.end + 1] == POSSESSIVE and own == clause:
            names.append("possessor")
        if group.start <= scene.clauses[own][0] + 1:
            names.append("clause_head")
        if last is not None and group.people == last.people:
            names.append("was_subject")
    if group.pronoun is not None:
        names.append("pronoun")
    return Candidate(group, tuple(names), sum(WEIGHTS[n] for n in names))


def _behind(scene: Scene, trigger: Trigger, group: Group, groups: list[Group], words: Vocabulary) -> list[str]:
    gap = scene.bare(trigger.end, group.start)
    first = not any(trigger.end <= g.start and g.end <= group.start for g in groups)
    same = scene.clause(trigger.start) == scene.clause(group.start)
    if trigger.rule.frame == "object_person" and first and same:
        return ["object"]
    if first and same and gap.endswith(POSSESSIVE) and len(gap) <= RELATIVE_REACH:
        return ["relative"]
    if first and ":" in gap and len(gap) <= LIST_REACH:
        return ["colon_list"]
    return ["behind"]
