"""An announcement from sentence to sentence: what is left of it, what goes on, and what a denial takes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talentflow.claims.context import Around, Attribution, Cue, announcement, announcing, denier, is_negated
from talentflow.claims.context_source import Names
from talentflow.claims.dating import announced_on
from talentflow.claims.draft import Draft
from talentflow.claims.frames import Vocabulary
from talentflow.claims.identity import Organizations
from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, fold

SURE = 0.7  # least score of an organization that may end another one's announcement


def issued(reading: Reading, words: Vocabulary) -> str | None:
    """The words that make a document an organization's own notice, as exchanges print them; None of a report."""
    title = words.notice_title.search(fold(reading.document.title or ""))
    told = title or words.notice_form.search(reading.text)
    return told.group() if told is not None else None


def issue(drafts: Sequence[Draft], orgs: Organizations, issuer: Chunk, words: str) -> None:
    """What an organization's own notice says of its people it announces, where nobody else is credited."""
    for draft in drafts:
        made = draft.attribution
        own = draft.org is not None and orgs.same(draft.org, issuer)
        if own and draft.kind != "held" and made.status == "reported" and made.source is None:
            draft.attribution = replace(made, status="announced", source=orgs.words(issuer), words=words)


def opened(around: Around) -> Attribution | None:
    """What is left of an announcement where a sentence starts; a heading 'O:' makes O its announcer."""
    scene, carried, names = around.scene, around.carried, around.names
    if carried is None:
        return None
    paragraph = scene.sentence.paragraph
    head = next((c for c in scene.of("org") if c.start - scene.sentence.start <= 1), None)
    fresh = paragraph != carried.paragraph
    if head is not None and fresh and scene.text.startswith(":", head.end):
        return replace(carried, status="announced", source=names.of(head), paragraph=paragraph)
    first = next((t.end for t in scene.triggers if t.rule.kind != "held"), scene.sentence.end)
    if paragraph - carried.paragraph > 1 or around.clock.background(scene, carried.on, first):
        return None
    if fresh and (around.of("rumored") or _another(scene, head, carried, names)):
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


def carry(around: Around, told: Sequence[Attribution]) -> Attribution | None:
    """The announcement that goes on after a sentence whose claims have the attributions `told`.

    One whose announcer is not known waits as a report for a heading that names him.
    """
    scene, carried, clock = around.scene, around.carried, around.clock
    own = announcing(around, scene.sentence.end)
    if own is not None and not _retold(around, own):
        if carried is not None and scene.words.weak_cue.fullmatch(own.text):
            return replace(carried, paragraph=scene.sentence.paragraph)
        return _fresh(around, own, told)
    official = [a for a in told if a.status == "announced" and a.words is not None]
    if official:
        return replace(official[-1], paragraph=scene.sentence.paragraph)
    if carried is not None and clock.background(scene, carried.on, scene.sentence.end):
        return None
    if around.of("rumored", "reported") or any(a.status == "reported" and a.source for a in told):
        return None
    return carried


def _retold(around: Around, own: Cue) -> bool:
    """A rumor behind the announcing word in its clause is what is announced."""
    scene = around.scene
    later = [c for c in around.of("rumored") if c.start > own.start]
    return any(scene.clause(c.start) == scene.clause(own.start) for c in later)


def _fresh(around: Around, own: Cue, told: Sequence[Attribution]) -> Attribution | None:
    """The announcement that a sentence makes; a person who announces nothing of anybody leaves the one before."""
    names, clock = around.names, around.clock
    made = announcement(around, own)
    if not told and made.source is not None and not names.is_org(made.source):
        return around.carried
    on = announced_on(around, own, made.on)
    if made.source is not None:
        clock.bulletin = (made.source, on)
        return replace(made, status="announced", on=on)
    return replace(made, status="reported", on=on)


def denial(around: Around) -> Attribution | None:
    """The attribution that a sentence gives to rumors told before it, None when it denies nothing."""
    scene = around.scene
    cue = next((c for c in around.of("denied") if not is_negated(scene, c)), None)
    if cue is None or scene.words.own_topic.search(scene.text, scene.sentence.start, cue.start):
        return None
    return Attribution("denied", denier(around, cue), cue.text)
