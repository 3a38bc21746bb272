"""What the words around a trigger make of it: background that is no move, the loss of a post, a plain 'is'."""

from __future__ import annotations

from dataclasses import replace

from talentflow.claims import context, link, nearby
from talentflow.claims.quotes import LIST_COMMA
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.model.claim import ClaimKind

COPULA_REACH = 8  # characters between a person and 'is'
COPULA_HEAD = 6  # ... between the head of a clause and 'is', where the subject stands before the clause
COPULA_CARRIED = 4  # ... where it stands before the sentence


def reread(
    around: context.Around, trigger: Trigger, best: link.Candidate, made: context.Attribution, *, takes_org: bool
) -> tuple[ClaimKind, context.Attribution]:
    """(kind, attribution): background is reported, and what is said of a post may be its loss or its past."""
    scene, rule, words = around.scene, trigger.rule, around.scene.words
    kind = rule.kind
    if kind == "held" and not (made.status == "announced" and words.stays.match(trigger.text)):
        made = context.REPORTED
    by_mark = kind == "appoint" and "by_mark" in best.features
    if by_mark and words.no_longer_by.search(scene.text, scene.clause_start(trigger.start), best.group.start):
        kind, made = "leave", around.carried or context.REPORTED
    if rule.status is not None and made.status in ("reported", "announced"):
        made = replace(made, status=rule.status)
    told_by_the_way = takes_org and (
        "relative" in best.features or words.while_at.search(scene.text, trigger.end, scene.clause_end(trigger.start))
    )
    low = scene.clause_start(trigger.start)
    lasts = trigger.text in words.lists["durative"] and words.currently.search(scene.text, low, trigger.start)
    if rule.id == "appoint.role" and (
        lasts or told_by_the_way or _is_background(scene, trigger, best) or _goes_on(scene, trigger)
    ):
        kind, made = "held", context.REPORTED
    return kind, made


def is_copula(scene: Scene, trigger: Trigger, best: link.Candidate) -> bool:
    """'P is R': the person right in front, or the clause opens with the verb or a pronoun."""
    low = scene.clause_start(trigger.start)
    if best.group.start == trigger.end:
        return True  # "the R of O is P"
    if best.carried or best.group.end <= low:
        return trigger.start - low <= (COPULA_CARRIED if best.carried else COPULA_HEAD)
    return 0 <= trigger.start - best.group.end <= COPULA_REACH


def _looks_back(scene: Scene, group: Group) -> bool:
    """'Before that, P was R': words of an earlier time open the sentence, right in front of the person."""
    lead = scene.text[scene.sentence.start : group.start].rstrip(LIST_COMMA + ",")
    words = scene.words
    return words.formerly.fullmatch(lead) is not None or words.before_clause.fullmatch(lead) is not None


def _is_background(scene: Scene, trigger: Trigger, best: link.Candidate) -> bool:
    """A post told with both its ends, with 'formerly' or 'while': background, not an appointment."""
    if trigger.text not in scene.words.lists["plain_posts"]:
        return False
    low = scene.clause_start(trigger.start)
    number = scene.clause(trigger.start)
    if trigger.start == low and number and scene.words.served_once.search(scene.text, *scene.clauses[number - 1]):
        return True  # "once worked at O, as R"
    if scene.words.before_now.search(scene.text, low, trigger.start):
        return True
    if scene.words.while_in.search(scene.text, trigger.end, scene.clause_end(trigger.start)):
        return True
    if scene.words.formerly.search(scene.text, max(low, trigger.start - nearby.ADVERB_REACH), trigger.start):
        return True
    if best.group.start >= low and _looks_back(scene, best.group):
        return True
    spans = [t for t in scene.of("time") if t.value is not None and t.value.kind == "range"]
    if trigger.start == low and number:
        low = scene.clauses[number - 1][0]  # "from 2005 to 2012, R of O"
    return any(low <= t.start and t.end <= trigger.start for t in spans)


def _goes_on(scene: Scene, trigger: Trigger) -> bool:
    """'goes on to serve as R', 'up to now also serves as R': nothing is taken up."""
    words, low = scene.words, scene.clause_start(trigger.start)
    also = trigger.text in words.lists["plain_posts"] and words.also_holds.search(
        scene.text, scene.sentence.start, trigger.start
    )
    return bool(also) or words.goes_on.search(scene.text, low, trigger.start) is not None
