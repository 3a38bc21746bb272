"""Argument linking as one scored decision: who a trigger speaks of, by a table of weighted features and a margin.

Each candidate gets the sum of its features' weights; the best one is taken when it reaches `THRESHOLD`.
The weights were set by hand on the open gold passages (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims.discourse import Topic
from talentflow.claims.scene import Group, Scene, Trigger, is_oblique
from talentflow.lang.chunk import Chunk
from talentflow.model.light import light

WEIGHTS: dict[str, float] = {
    "before_in_clause": 4.0,  # the group stands before the trigger in its clause
    "nearest": 2.0,  # no other group between
    "by_mark": 4.5,  # "by P": the passive subject
    "by_mark_past": 1.5,  # "by P" in an earlier clause
    "oblique": -4.5,  # "to P", "with P", "according to P"
    "possessor": -4.0,  # "P's ..."
    "subordinate": 7.5,  # "after leaving O, P": the clause is told before its subject
    "pivot": 5.0,  # "invited P to take up": the object of one verb is the subject of the next
    "noun_of": 7.0,  # "P's departure": the trigger is a noun that the person owns
    "relative_here": 12.0,  # ... and nothing else
    "relative": 7.0,  # "the P who left": behind the trigger, a relative particle between
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
SURE = 0.7  # least score of an organization that stands for itself
IN = ("join", "appoint", "reports_to")
RELATIVE_REACH = 12  # characters between a trigger and the person of its relative clause
POSSESSIVE_REACH = 3  # ... between 'his' and its verb
LIST_REACH = 30  # ... and the list of names that a colon opens
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
    if by_mark:
        names.append("by_mark" if own == clause else "by_mark_past")
    elif own == clause and trigger.start - group.end <= PIVOT_REACH and _is_pivot(choice, group):
        names.append("pivot")
    elif is_oblique(scene, group):
        names.append("oblique")
    if own == clause and trigger.start - group.end <= 1:
        names.append("adjacent")
    if _owns(choice, group, own == clause):
        names.append("possessor")
    if scene.is_possessive(group.end) and trigger.start == group.end + 1 and trigger.rule.kind in NOUNS:
        names.append("noun_of")
    if group.start <= scene.clauses[own][0] + 1:
        names.append("clause_head")
    if choice.last is not None and group.people == choice.last.people:
        names.append("was_subject")
    return names


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
    if same and scene.words.possessive in gaps and trigger.rule.kind in ("leave", "step_down"):
        return ["relative_here"]
    if same and _relative(choice, group, gaps):
        return ["relative"]
    gap = scene.words.post_marks_end.sub("", gaps[0])
    named = scene.of("person")
    if ":" in gap and len(gap) <= LIST_REACH and named and named[0].end > trigger.start:
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
    if any(
        choice.trigger.end <= t.start < group.start and t.rule.kind in ("leave", "step_down")
        for t in choice.scene.triggers
    ):
        return False  # the particle is that verb's
    bare = [words.copula_end.sub("", words.post_marks_end.sub("", gap)) for gap in gaps]
    return any(gap.endswith(particle) and len(gap) <= RELATIVE_REACH for gap in bare)


ORG_WEIGHTS: dict[str, float] = {
    "in_clause": 1.5,  # before the trigger, in its clause
    "in_sentence": 1.9,  # before the trigger, in another clause
    "behind": -1.5,  # behind the trigger
    "heads_later": 0.6,  # opens a clause behind the trigger's
    "head": 1.3,  # the first words of the sentence, a time aside
    "label": 2.5,  # heads the line in brackets, or with a colon
    "announces": 1.3,  # an act of the organization follows: announces, appoints
    "oblique": -2.5,  # "by O", "with O", "at O"
    "of_other": -0.3,  # stands in another person's position
    "superseded": -2.0,  # the person has taken up a post elsewhere since, in this sentence
    "destination": -2.2,  # where a joining of this sentence leads
    "of_self": -2.0,  # "the post goes to P of O": where the new holder comes from
    "main": 1.3,  # what the document is about
    "main_too": 0.6,  # ... and told last as well
    "unit_of_main": -0.5,  # a unit, brand or subsidiary of it
    "setting": 4.5,  # "at O, she ..."
    "outlet": -3.0,  # ... and tells what somebody does elsewhere
    "once": -3.0,  # where the clause says that somebody was before
    "authority": -1.6,  # a regulator, exchange or outlet: it announces, it seldom employs
    "worked_at": 2.4,  # "P at O": where the subject of the clause works
    "joined_here": 4.0,  # for a post told in the sentence that tells of joining
    "just_joined": -1.6,  # the employer is one the person has only just joined
    "weak": -1.0,  # told by place only
    "headed": 1.9,  # the organization that opened a sentence before, in this paragraph
    "told_last": 1.2,  # the organization of the claim before, in this paragraph
    "told_far": 0.7,  # ... in another paragraph
    "employer": 3.2,  # the person's employer as told before, for leaving and reporting
    "employer_else": 2.4,  # ... for other kinds
}
ORG_THRESHOLD = 0.6
JUST = 3  # sentences
AT_REACH = 3  # characters between a person and 'at O'
TIME_HEAD = 2  # characters in front of a time that opens its sentence, and behind it
NAMED = 9.0  # the score of an organization that the words name for this argument


@light
@dataclass(frozen=True, slots=True)
class Place:
    """An organization considered where none is named: its score, and where it comes from."""

    score: float
    org: Chunk
    basis: str


def rank_orgs(scene: Scene, trigger: Trigger, name: str, topic: Topic, *, passive: bool = False) -> list[Place]:
    """Organizations a trigger without an explicit one may mean, best first; those told before count too."""
    out = [_here(scene, trigger, chunk, name, topic, passive) for chunk in _considered(scene, topic)]
    main = topic.orgs.main
    if topic.org is not None:
        out.append(_told_before(scene, topic.org, topic))
    if main is not None:
        out.append(Place(ORG_WEIGHTS["main"], main, "main"))
    employer = topic.employer.get(name)
    if employer is not None and (trigger.rule.kind != "join" or trigger.rule.id == "join.bare"):
        out.append(Place(_home_weight(scene, trigger, topic.joined.get(name, -JUST)), employer, "employer"))
    if trigger.rule.kind in IN:
        former = _former_homes(scene, name, topic)
        out = [p for p in out if not any(topic.orgs.same(p.org, org) for org in former)]
    return sorted((o for o in out if o.score >= ORG_THRESHOLD), key=lambda o: -o.score)


def _former_homes(scene: Scene, name: str, topic: Topic) -> list[Chunk]:
    """The organizations of the person's past posts in the sentence."""
    own = (p for p in scene.of("person") if topic.people.name(p) == name)
    return [post.org for p in own for post in scene.posts.get(p.start, []) if post.past and post.org is not None]


def _considered(scene: Scene, topic: Topic) -> list[Chunk]:
    """The organizations of a sentence that are not told in passing."""
    return [c for c in scene.of("org") if c.start in topic.orgs.labels or not scene.in_aside(c)]


def _here(scene: Scene, trigger: Trigger, chunk: Chunk, name: str, topic: Topic, passive: bool) -> Place:
    """An organization of the sentence."""
    main, orgs = topic.orgs.main, topic.orgs
    names = _org_features(scene, trigger, chunk, name, topic)
    if main is not None:
        names += ["main"] if orgs.same(main, chunk) else ["unit_of_main"] if orgs.related(main, chunk) else []
    own = [p for p in scene.of("person") if topic.people.name(p) == name]
    if (passive or trigger.rule.kind == "join") and _in_post_of(scene, chunk, own):
        names.append("of_self")
    hired = topic.hired.get(name)
    if hired is not None and hired.sentence == scene.index and chunk.end <= hired.at < trigger.start:
        names.append("superseded")
    return Place(sum([ORG_WEIGHTS[n] for n in names]), chunk, "sentence")


def _told_before(scene: Scene, org: Chunk, topic: Topic) -> Place:
    """The organization of the claim or the sentence before."""
    main, orgs = topic.orgs.main, topic.orgs
    bonus = 0.0
    if main is not None and orgs.related(main, org):
        bonus = ORG_WEIGHTS["main_too" if orgs.same(main, org) else "unit_of_main"]
    near = topic.org_paragraph == scene.sentence.paragraph
    told = ("headed" if topic.headed else "told_last") if near else "told_far"
    return Place(ORG_WEIGHTS[told] + bonus, org, "told")


def _home_weight(scene: Scene, trigger: Trigger, joined: int) -> float:
    """The weight of the person's employer; `joined` is the sentence that told of joining it."""
    rule = trigger.rule
    if joined == scene.index and rule.kind == "appoint":
        return ORG_WEIGHTS["joined_here"]
    home = rule.id == "join.bare" or rule.kind in ("leave", "step_down", "reports_to", "held")
    fresh = rule.kind in ("leave", "step_down") and scene.index - joined < JUST
    return ORG_WEIGHTS["employer" if home else "employer_else"] + (ORG_WEIGHTS["just_joined"] if fresh else 0.0)


def _is_past(scene: Scene, trigger: Trigger, org: Chunk, low: int) -> bool:
    """'a graduate of O', 'who is from O'; for taking up a post also 'once at O'."""
    words, text = scene.words, scene.text
    if words.studied.search(text, low, org.start):
        return True
    if words.origin.search(text, low, org.start) and scene.is_possessive(org.end):
        return True
    return trigger.rule.kind in IN and words.once.search(text, low, org.start) is not None


def _untimed(scene: Scene, start: int, end: int) -> int:
    """Characters between, times aside; negative where the end lies in front."""
    return end - start - sum(t.end - t.start for t in scene.of("time") if start <= t.start and t.end <= end)


def _in_post_of(scene: Scene, org: Chunk, people: Sequence[Chunk]) -> bool:
    return any(post.org is org for person in people for post in scene.posts.get(person.start, []))


def _org_features(scene: Scene, trigger: Trigger, chunk: Chunk, name: str, topic: Topic) -> list[str]:
    text, low = scene.text, scene.sentence.start
    if chunk.start >= trigger.end:
        heads = (
            scene.clause(chunk.start) > scene.clause(trigger.start)
            and chunk.start - scene.clause_start(chunk.start) <= 1
        )
        names = ["heads_later" if heads else "behind"]
    else:
        names = ["in_clause" if scene.clause(chunk.start) == scene.clause(trigger.start) else "in_sentence"]
    opening = [t for t in scene.of("time") if t.start - low <= TIME_HEAD]
    if chunk.start - low <= 1 or any(0 <= chunk.start - t.end <= TIME_HEAD for t in opening):
        names.append("head")
    if chunk.start in topic.orgs.labels:
        names.append("label")
    in_front = max(low, chunk.start - MARK_REACH)
    at = scene.words.home_mark.search(text, in_front, chunk.start)
    subjects = [*(g.end for g in scene.groups), *(p.end for p in scene.of("pronoun"))]
    if at and any(0 <= _untimed(scene, end, at.start()) <= AT_REACH for end in subjects):
        names.append("worked_at")
    elif scene.words.org_mark.search(text, in_front, chunk.start):
        names.append("oblique")
    if scene.words.org_acts.match(text, chunk.end):
        names.append("announces")
    if chunk.start in scene.destinations and topic.employer.get(name) is not chunk:
        names.append("destination")
    owners = [p for p in scene.of("person") if _in_post_of(scene, chunk, [p])]
    if owners and all(topic.people.name(p) != name for p in owners):
        names.append("of_other")
    if chunk.score < SURE:
        names.append("weak")
    if topic.orgs.authority(chunk):
        names = [n for n in names if n != "announces"] + ["authority"]
        names += ["outlet"] if scene.words.outlet_says.match(text, chunk.end) else []
    low = scene.clause_start(chunk.start)
    if scene.words.setting.search(text, low, chunk.start) and text.startswith(",", chunk.end):
        names.append("setting")
    elif _is_past(scene, trigger, chunk, low):
        names.append("once")
    return names
