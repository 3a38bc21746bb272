"""Which organization a trigger means that names none: one scored decision, as `link` is for people.

Those of the sentence, the one told before, what the document is about and the person's employer are weighed by a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims.discourse import Topic
from talentflow.claims.frames import OUT
from talentflow.claims.scene import Post, Scene, Trigger
from talentflow.lang.chunk import Chunk
from talentflow.model.light import light

WEIGHTS: dict[str, float] = {
    "in_clause": 1.5,  # before the trigger, in its clause
    "in_sentence": 1.9,  # before the trigger, in another clause
    "behind": -1.5,  # behind the trigger
    "heads_later": 0.6,  # opens a clause behind the trigger's
    "head": 1.3,  # the first words of the sentence, a time aside
    "label": 2.5,  # heads the line in brackets, or with a colon
    "announces": 1.3,  # an act of the organization follows: announces, appoints
    "oblique": -2.5,  # "by O", "with O", "at O"
    "of_other": -0.3,  # stands in another person's position
    "newly_named": -3.0,  # a name is given to it
    "superseded": -2.0,  # the person has taken up a post elsewhere since, in this sentence
    "destination": -2.2,  # where a joining of this sentence leads
    "of_self": -2.0,  # "the post goes to P of O": where the new holder comes from
    "main": 1.3,  # what the document is about
    "main_away": -0.4,  # ... which this paragraph does not name, while it tells of another one
    "main_too": 0.6,  # ... and told last as well
    "unit_of_main": -0.5,  # a unit, brand or subsidiary of it
    "setting": 4.5,  # "at O, she ..."
    "outlet": -3.0,  # ... and tells what somebody does elsewhere
    "once": -3.0,  # where the clause says that somebody was before
    "authority": -1.6,  # a regulator, exchange or outlet: it announces, it seldom employs
    "worked_at": 2.4,  # "P at O": where the subject of the clause works
    "joined_here": 4.0,  # for a post told in the sentence that tells of joining
    "just_joined": -1.6,  # the employer is one the person has only just joined
    "invests": -3.0,  # puts its money into another one
    "weak": -1.0,  # told by place only
    "headed": 1.9,  # the organization that opened a sentence before, in this paragraph
    "told_last": 1.2,  # the organization of the claim before, in this paragraph
    "told_far": 0.7,  # ... in another paragraph
    "just_left": 3.4,  # where the person was told to leave a sentence or two before, for leaving
    "employer": 3.2,  # the person's employer as told before, for leaving and reporting
    "employer_else": 2.4,  # ... for other kinds
}
THRESHOLD = 0.6
SURE = 0.7  # least score of an organization that stands for itself
AT_HOME = ("join.bare", "join.start")  # rules of joining that may speak of the employer told before
IN = ("join", "appoint", "reports_to")
MARK_REACH = 3  # characters of a preposition in front of an organization
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


def rank(
    scene: Scene, trigger: Trigger, name: str, topic: Topic, *, passive: bool = False, settled: bool = False
) -> list[Place]:
    """Organizations a trigger without an explicit one may mean, best first; those told before count too.

    `settled`: the person joined the present employer years before what the trigger tells.
    """
    out = [_here(scene, trigger, chunk, name, topic, passive) for chunk in _considered(scene, topic)]
    main = topic.orgs.main
    if topic.org is not None:
        out.append(_told_before(scene, topic.org, topic))
    if main is not None:
        away = WEIGHTS["main_away"] if _tells_of_another(scene, main, topic) else 0.0
        out.append(Place(WEIGHTS["main"] + away, main, "main"))
    employer = topic.employer.get(name)
    if employer is not None and (trigger.rule.kind != "join" or trigger.rule.id in AT_HOME):
        joined = -JUST if settled else topic.joined.get(name, -JUST)
        out.append(Place(_home_weight(scene, trigger, joined), employer, "employer"))
    gone = topic.vacant
    if trigger.rule.kind in OUT and gone is not None and gone.org is not None and gone.person == name:
        hired = topic.hired.get(name)
        if 0 < scene.index - gone.sentence < JUST and (hired is None or hired.sentence < gone.sentence):
            out.append(Place(WEIGHTS["just_left"], gone.org, "told"))
    words = scene.words
    inside = trigger.rule.id == "appoint.duty" or words.promotes.match(trigger.text) is not None
    if trigger.rule.kind in IN and not inside and not words.comes_back.match(trigger.text):
        former = _former_homes(scene, name, topic)
        once = topic.once.get(name)
        former += [once[1]] if once is not None and once[0] == scene.index else []
        former += [employer] if trigger.rule.returns and employer is not None else []
        left = topic.vacant if trigger.rule.kind == "join" and not trigger.rule.returns else None
        former += (
            [left.org]
            if left is not None and left.org is not None and (left.person, left.sentence) == (name, scene.index)
            else []
        )
        out = [p for p in out if not any(topic.orgs.same(p.org, org) for org in former)]
    return sorted((o for o in out if o.score >= THRESHOLD), key=lambda o: -o.score)


def _former_homes(scene: Scene, name: str, topic: Topic) -> list[Chunk]:
    """The organizations of the person's past posts in the sentence."""
    own = (p for p in scene.of("person") if topic.people.name(p) == name)
    told = [post for p in own for post in scene.posts.get(p.start, []) if post.past and post.org is not None]
    return [post.org for post in told if post.org is not None and not is_just_past(scene, post)]


def is_just_past(scene: Scene, post: Post) -> bool:
    """'the hitherto R': the mark of somebody who has just given the post up, and may stay in the house."""
    low = post.org.end if post.org is not None and post.org.end <= post.start else post.start - 1
    return scene.text[low : post.start].endswith(tuple(scene.words.lists["hitherto"]))


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
    return Place(sum([WEIGHTS[n] for n in names]), chunk, "sentence")


def _told_before(scene: Scene, org: Chunk, topic: Topic) -> Place:
    """The organization of the claim or the sentence before."""
    main, orgs = topic.orgs.main, topic.orgs
    bonus = 0.0
    if main is not None and orgs.related(main, org):
        bonus = WEIGHTS["main_too" if orgs.same(main, org) else "unit_of_main"]
    near = topic.org_paragraph == scene.sentence.paragraph
    told = ("headed" if topic.headed else "told_last") if near else "told_far"
    return Place(WEIGHTS[told] + bonus, org, "told")


def _tells_of_another(scene: Scene, main: Chunk, topic: Topic) -> bool:
    """The paragraph tells of another organization and has not named the main one."""
    if topic.org is None or topic.org_paragraph != scene.sentence.paragraph or topic.orgs.related(main, topic.org):
        return False
    led = topic.leading is not None and topic.orgs.related(topic.leading, topic.org)
    return led and topic.main_paragraph != scene.sentence.paragraph


def _home_weight(scene: Scene, trigger: Trigger, joined: int) -> float:
    """The weight of the person's employer; `joined` is the sentence that told of joining it."""
    rule = trigger.rule
    if joined == scene.index and (rule.kind == "appoint" or rule.id == "join.start"):
        return WEIGHTS["joined_here"]
    home = rule.id == "join.bare" or rule.kind in ("leave", "step_down", "reports_to", "held")
    fresh = rule.kind in OUT and scene.index - joined < JUST
    return WEIGHTS["employer" if home else "employer_else"] + (WEIGHTS["just_joined"] if fresh else 0.0)


def _is_past(scene: Scene, trigger: Trigger, org: Chunk, low: int) -> bool:
    """'a graduate of O', 'who is from O'; for taking up a post also 'once at O'."""
    words, text = scene.words, scene.text
    if words.studied.search(text, low, org.start) or words.graduated.match(text, org.end):
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
    later = chunk.start >= trigger.end
    here = not later or scene.words.now_at.search(text, scene.clause_start(chunk.start), chunk.start) is not None
    if at and here and any(0 <= _untimed(scene, end, at.start()) <= AT_REACH for end in subjects):
        names.append("worked_at")
    elif scene.words.org_mark.search(text, in_front, chunk.start):
        names.append("oblique")
    if scene.words.org_acts.match(text, chunk.end):
        names.append("announces")
    if scene.words.invests.match(text, chunk.end):
        names.append("invests")
    if chunk.start in scene.destinations and topic.employer.get(name) is not chunk:
        names.append("destination")
    owners = [p for p in scene.of("person") if _in_post_of(scene, chunk, [p])]
    if owners and all(topic.people.name(p) != name for p in owners):
        names.append("of_other")
    if chunk.score < SURE:
        names.append("weak")
    if scene.words.naming.search(text, scene.clause_start(chunk.start), chunk.start):
        names.append("newly_named")
    if topic.orgs.authority(chunk):
        names = [n for n in names if n != "announces"] + ["authority"]
        names += ["outlet"] if scene.words.outlet_says.match(text, chunk.end) else []
    low = scene.clause_start(chunk.start)
    if scene.words.setting.search(text, low, chunk.start) and scene.words.setting_tail.match(text, chunk.end):
        names.append("setting")
    elif _is_past(scene, trigger, chunk, low):
        names.append("once")
    return names
