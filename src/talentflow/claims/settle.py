"""From proposals to claims: what the whole document decides about them.

One fact told twice is one claim; the last word on it wins; leaving a post while staying is a step down; going to
another employer from a present post implies leaving it; a background post that a move already tells is not repeated.
"""

from __future__ import annotations

from collections.abc import Sequence

from talentflow.claims import careers, confidence, merging
from talentflow.claims.draft import Draft
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.quotes import EDGES, trim
from talentflow.lang.text import Reading
from talentflow.model.claim import Claim
from talentflow.model.span import Evidence

LEAD = EDGES.replace(":", "").replace("\uff1a", "")  # a colon may open the words of a claim


def settle(reading: Reading, drafts: Sequence[Draft], people: People, orgs: Organizations) -> list[tuple[Draft, Claim]]:
    """The document's claims with the proposals they come from, in order of their evidence."""
    words = vocabulary()
    careers.mark_joins(drafts, orgs, words)
    kept = careers.fold_serving(drafts, orgs, words)
    kept = careers.without_wrong_homes(merging.without_shadowed(kept, orgs), orgs, words)
    careers.mark_seats(kept, orgs, words)
    careers.mark_stays(kept, orgs, words)
    kept = merging.merge(kept, orgs)
    careers.mark_stays(kept, orgs, words)
    careers.mark_moved_on(kept, orgs, words)
    kept += careers.implied(kept, orgs, words)
    kept += careers.moved_on(kept, orgs, words)
    careers.fill_roles(kept, orgs)
    kept = merging.without_told_posts(kept, orgs)
    kept.sort(key=lambda d: (d.start, d.end, d.order, d.kind, d.person))
    claims = ((draft, _claim(reading, draft, people, orgs)) for draft in kept)
    return [(draft, claim) for draft, claim in claims if claim is not None]


def _claim(reading: Reading, draft: Draft, people: People, orgs: Organizations) -> Claim | None:
    """The record of a draft; None where it has no words or tells nothing."""
    text = reading.document.text
    start, end = reading.raw(draft.start, draft.end)
    if not text[start:end].strip(EDGES):
        return None
    if draft.kind == "found" and draft.org is None and draft.attribution.words in vocabulary().lists["negation"]:
        return None  # "he founded nothing"
    org_id, org_name = orgs.official(draft.org) if draft.org else (None, None)
    attribution = draft.attribution
    return Claim(
        doc=reading.document.id,
        doc_hash=reading.document.hash,
        person=people.words(draft.person),
        kind=draft.kind,
        evidence=Evidence.of(text, *trim(text, start, end, lead=LEAD)),
        org=orgs.words(draft.org) if draft.org else None,
        role=draft.role,
        date=draft.date,
        status=attribution.status,
        source=attribution.source if draft.kind != "held" else None,
        reason=draft.reason,
        to=people.words(draft.to) if draft.to else None,
        venture=draft.venture,
        returns=draft.returns,
        org_id=org_id,
        org_name=org_name,
        trigger=draft.trigger,
        date_text=draft.date_text,
        announced_text=attribution.words,
        confidence=confidence.chance(draft),
        engine="rules",
        rule=draft.rule,
        lang=reading.document.lang,
    )
