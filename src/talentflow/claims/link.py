"""Argument linking as one scored decision: who a trigger speaks of, by a table of weighted features and a margin.

Each candidate gets the sum of its features' weights; the best one is taken when it reaches `THRESHOLD`.
The weights were set by hand on the open gold passages (docs/decisions/0004).
"""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.claims.discourse import Topic
from talentflow.claims.frames import Vocabulary
from talentflow.claims.identity import Organizations
from talentflow.claims.scene import Group, Scene, Trigger, is_oblique
from talentflow.lang.chunk import Chunk

WEIGHTS: dict[str, float] = {
    "before_in_clause": 4.0,      # the group stands before the trigger in its clause
    "nearest": 2.0,               # no other group between
    "by_mark": 4.5,               # "by P": the passive subject
    "by_mark_past": 1.5,          # "by P" in an earlier clause
    "oblique": -4.5,              # "to P", "with P", "according to P"
    "possessor": -4.0,            # "P's ..."
    "relative": 7.0,              # "the P who left": behind the trigger, a relative particle between
    "object": 5.0,                # behind the trigger of an object_person frame
    "behind": -3.0,               # behind the trigger of any other frame
    "colon_list": 4.5,            # a list of names opened by a colon behind the trigger
    "earlier_clause": 2.6,        # in an earlier clause of the sentence
    "adjacent": 1.5,              # nothing stands between the group and the trigger
    "per_clause": -0.35,          # for each clause further back
    "was_subject": 1.1,           # subject of the trigger before, in this sentence
    "clause_head": 0.3,           # first words of its clause
    "pronoun": 0.5,               # a resolved pronoun
    "speaker": -1.2,              # the group says something and another group is told of
    "told_before": 1.6,           # carried over from the sentence before
    "other_paragraph": -1.6,      # ... across a paragraph
    "across_semicolon": -1.5,     # a semicolon lies between
    "generic_subject": -4.0,      # the trigger's clause has a nameless subject of its own
    "topic_start": 0.4,           # ... and the trigger's clause starts the sentence without a name
}
THRESHOLD = 0.9
SURE = 0.7  # least score of an organization that stands for itself
RELATIVE_REACH = 12  # characters between a trigger and the person of its relative clause
POSSESSIVE_REACH = 3
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
    generic = _generic(scene, trigger, groups, words)
    out = [_weigh(scene, trigger, g, groups, last, generic, words) for g in groups]
    if carried is not None:
        names = ["told_before", *(["generic_subject"] if generic else [])]
        if carried_far:
            names.append("other_paragraph")
        if not any(g.start < trigger.start for g in groups):
            names.append("topic_start")
        out.append(Candidate(carried, tuple(names), sum(WEIGHTS[n] for n in names), carried=True))
    return sorted(out, key=lambda c: -c.score)


def _possessive(group: Group) -> bool:
    """'his/its': a subject only where the verb follows at once."""
    return group.pronoun is not None and group.pronoun.detail == "possessive"


def _generic(scene: Scene, trigger: Trigger, groups: list[Group], words: Vocabulary) -> bool:
    """True when a nameless subject ("several members") stands in the trigger's clause and no person does."""
    low = scene.clauses[scene.clause(trigger.start)][0]
    if any(low <= g.start < trigger.start and not _possessive(g) for g in groups):
        return False
    if trigger.rule.kind in ("join", "leave", "found") and any(
        low <= c.start and c.end <= trigger.start and words.org_subject_gap.fullmatch(scene.text[c.end : trigger.start])
        and not words.org_mark.search(scene.text, max(low, c.start - 3), c.start) for c in scene.of("org")
    ):
        return True
    return (words.generic_subject.search(scene.text, low, trigger.start) is not None
            or words.nameless_subject.search(scene.text, low, trigger.start) is not None)


def _weigh(scene: Scene, trigger: Trigger, group: Group, groups: list[Group], last: Group | None, generic: bool,
           words: Vocabulary) -> Candidate:
    text = scene.text
    names: list[str] = []
    own, clause = scene.clause(group.end - 1), scene.clause(trigger.start)
    if generic and own == clause and _possessive(group):
        names.append("generic_subject")
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
            if generic:
                names.append("generic_subject")
            if ";" in text[group.end : trigger.start]:
                names.append("across_semicolon")
        if not any(group.end <= g.start and g.end <= trigger.start for g in groups):
            names.append("nearest")
        if words.by_mark.search(in_front):
            names.append("by_mark" if own == clause else "by_mark_past")
        elif is_oblique(scene, group, words):
            names.append("oblique")
        if own == clause and trigger.start - group.end <= 1:
            names.append("adjacent")
        if trigger.rule.id == "held.under" and words.under_gap.match(text, group.end):
            names.append("possessor")
        elif _possessive(group) and trigger.start - group.end > POSSESSIVE_REACH:
            names.append("possessor")
        elif text[group.end : group.end + 1] == POSSESSIVE and own == clause and trigger.rule.needs_before is None:
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
    posts = scene.posts.get(group.people[0].start, [])
    own = posts[0].start if posts and posts[0].start >= trigger.end else group.people[0].start
    inner = scene.bare(trigger.end, own)
    first = not any(trigger.end <= g.start and g.end <= group.start for g in groups)
    same = scene.clause(trigger.start) == scene.clause(group.start)
    if trigger.rule.frame == "object_person" and first and same:
        return ["object"]
    if first and same and trigger.text.endswith(POSSESSIVE) and (gap == "" or inner == ""):
        return ["relative"]
    gap, inner = (words.post_marks_end.sub("", g) for g in (gap, inner))
    if first and same and any(g.endswith(POSSESSIVE) and len(g) <= RELATIVE_REACH for g in (gap, inner)):
        return ["relative"]
    if first and ":" in gap and len(gap) <= LIST_REACH and not scene.of("person")[0].end <= trigger.start:
        return ["colon_list"]
    return ["behind"]


ORG_WEIGHTS: dict[str, float] = {
    "in_clause": 1.5,             # before the trigger, in its clause
    "in_sentence": 1.9,           # before the trigger, in another clause
    "behind": -1.5,               # behind the trigger
    "head": 1.3,                  # the first words of the sentence, a time aside
    "announces": 1.3,             # an act of the organization follows: announces, appoints
    "oblique": -2.5,              # "by O", "with O", "at O"
    "of_other": -0.3,             # stands in another person's position
    "superseded": -2.0,           # the person has taken up a post elsewhere since, in this sentence
    "of_self": -2.0,              # "the post goes to P of O": where the new holder comes from
    "main": 1.3,                  # what the document is about
    "main_too": 0.6,              # ... and told last as well
    "unit_of_main": -1.0,         # a unit, brand or subsidiary of it
    "authority": -1.6,            # a regulator, exchange or outlet: it announces, it seldom employs
    "worked_at": 1.9,             # "P at O": where the subject of the clause works
    "joined_here": 4.0,           # for a post told in the sentence that tells of joining
    "just_joined": -1.6,          # the employer is one the person has only just joined
    "weak": -1.0,                 # told by place only
    "headed": 1.9,                # the organization that opened a sentence before, in this paragraph
    "told_last": 1.2,             # the organization of the claim before, in this paragraph
    "told_far": 0.7,              # ... in another paragraph
    "employer": 3.2,              # the person's employer as told before, for leaving and reporting
    "employer_else": 1.4,         # ... for other kinds
}
ORG_THRESHOLD = 0.6
JUST = 3  # sentences
MARGIN = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """An organization considered where none is named: its score, and where it comes from."""

    score: float
    org: Chunk
    basis: str


NAMED = 9.0  # the score of an organization that the words name for this argument


def clear(ranked: list[Place], orgs: Organizations) -> Place | None:
    """The best place, None where another organization comes too near to it."""
    if not ranked:
        return None
    rival = next((p for p in ranked[1:] if not orgs.same(p.org, ranked[0].org)), None)
    if rival is not None and ranked[0].score - rival.score < MARGIN:
        return None
    return ranked[0]


def rank_orgs(scene: Scene, trigger: Trigger, name: str, topic: Topic, words: Vocabulary, *,
              passive: bool = False) -> list[Place]:
    """Organizations a trigger without an explicit one may mean, best first; those told before count too."""
    main, orgs = topic.orgs.main, topic.orgs
    out: list[Place] = []
    for chunk in scene.of("org"):
        if any(a < chunk.start < b for a, b in scene.asides):
            continue
        names = _org_features(scene, trigger, chunk, name, topic, words)
        if main is not None:
            names += ["main"] if orgs.same(main, chunk) else ["unit_of_main"] if orgs.related(main, chunk) else []
        if (passive or trigger.rule.kind == "join") and any(post.org is chunk for p in scene.of("person") if topic.people.name(p) == name
                           for post in scene.posts.get(p.start, [])):
            names.append("of_self")
        told, at = topic.hired.get(name, (-1, 0))
        if told == scene.index and chunk.end <= at < trigger.start:
            names.append("superseded")
        out.append(Place(sum(ORG_WEIGHTS[n] for n in names), chunk, "sentence"))
    if topic.org is not None:
        near = topic.org_paragraph == scene.sentence.paragraph
        bonus = 0.0
        if main is not None:
            bonus = ORG_WEIGHTS["main_too"] if orgs.same(main, topic.org) else \
                ORG_WEIGHTS["unit_of_main"] if orgs.related(main, topic.org) else 0.0
        name_of = "headed" if topic.headed else "told_last"
        out.append(Place(ORG_WEIGHTS[name_of if near else "told_far"] + bonus, topic.org, "told"))
    if main is not None:
        out.append(Place(ORG_WEIGHTS["main"], main, "main"))
    if name in topic.employer and (trigger.rule.kind != "join" or trigger.rule.id == "join.bare"):
        home = trigger.rule.id == "join.bare" or trigger.rule.kind in ("leave", "step_down", "reports_to", "held")
        joined = topic.joined.get(name, -JUST)
        here = joined == scene.index and trigger.rule.kind == "appoint"
        fresh = trigger.rule.kind in ("leave", "step_down") and scene.index - joined < JUST
        out.append(Place(ORG_WEIGHTS["joined_here"] if here else ORG_WEIGHTS["employer" if home else "employer_else"] + fresh * ORG_WEIGHTS["just_joined"], topic.employer[name], "employer"))
    return sorted((o for o in out if o.score >= ORG_THRESHOLD), key=lambda o: -o.score)


def _org_features(scene: Scene, trigger: Trigger, chunk: Chunk, name: str, topic: Topic, words: Vocabulary) -> list[str]:
    text = scene.text
    names: list[str] = []
    if chunk.start >= trigger.end:
        names.append("behind")
    else:
        names.append("in_clause" if scene.clause(chunk.start) == scene.clause(trigger.start) else "in_sentence")
    before = text[scene.sentence.start : chunk.start]
    if len(before) <= 1 or any(t.start - scene.sentence.start <= 2 and 0 <= chunk.start - t.end <= 2 for t in scene.of("time")):
        names.append("head")
    at = words.home_mark.search(text, max(scene.sentence.start, chunk.start - 3), chunk.start)
    if at and any(0 <= at.start() - g.end <= 3 for g in [*scene.groups, *scene.of("pronoun")]):
        names.append("worked_at")
    elif words.org_mark.search(text, max(scene.sentence.start, chunk.start - 3), chunk.start):
        names.append("oblique")
    if words.org_acts.match(text, chunk.end):
        names.append("announces")
    owners = [p for p in scene.of("person") for post in scene.posts.get(p.start, []) if post.org is chunk]
    if owners and all(topic.people.name(p) != name for p in owners):
        names.append("of_other")
    if chunk.score < SURE:
        names.append("weak")
    if topic.orgs.authority(chunk):
        names.append("authority")
    return names
