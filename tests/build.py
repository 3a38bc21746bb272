"""Documents, claims and extractions made by hand: one line a claim, offsets found in the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from talentflow.model.claim import Absence, Claim, Extraction, OrgEvent
from talentflow.model.document import Document, Refusal
from talentflow.model.mention import Mention
from talentflow.model.span import Evidence
from talentflow.model.teller import Teller
from talentflow.model.time import When


def document(text: str, *, published: str | None = None, doc: str = "doc", title: str | None = None) -> Document:
    return Document(id=doc, text=text, title=title, published=date.fromisoformat(published) if published else None)


def claim(
    at: Document,
    person: str,
    kind: str,
    org: str | None = None,
    *,
    quote: str | None = None,
    date: str | None = None,
    basis: str = "explicit",
    **fields: object,
) -> Claim:
    """A claim whose evidence is `quote`, the whole text without one."""
    words = quote if quote is not None else at.text
    start = at.text.index(words)
    when = When.parse(date, basis=basis) if date else None  # type: ignore[arg-type]
    return Claim(
        doc=at.id,
        doc_hash=at.hash,
        person=person,
        kind=kind,
        org=org,
        date=when,  # type: ignore[arg-type]
        evidence=Evidence.of(at.text, start, start + len(words)),
        **fields,
    )  # type: ignore[arg-type]


def extraction(
    at: Document,
    *claims: Claim,
    mentions: Sequence[Mention] = (),
    absences: Sequence[Absence] = (),
    org_events: Sequence[OrgEvent] = (),
    refusals: Sequence[Refusal] = (),
) -> Extraction:
    return Extraction(
        doc=at.id,
        doc_hash=at.hash,
        claims=claims,
        mentions=tuple(mentions),
        absences=tuple(absences),
        org_events=tuple(org_events),
        refusals=tuple(refusals),
    )


def absence(at: Document, org: str, org_id: str, quote: str) -> Absence:
    """Nobody left, according to the words of `quote`."""
    return Absence(doc=at.id, doc_hash=at.hash, org=org, org_id=org_id, kind="leave", evidence=_evidence(at, quote))


def sale(at: Document, org: str, org_id: str, quote: str, **fields: object) -> OrgEvent:
    """The acquisition of a team, denied."""
    return OrgEvent(
        doc=at.id,
        doc_hash=at.hash,
        kind="acquisition",
        org=org,
        org_id=org_id,
        unit="预训练团队",
        evidence=_evidence(at, quote),
        status="denied",
        **fields,  # type: ignore[arg-type]
    )


def _evidence(at: Document, quote: str) -> Evidence:
    start = at.text.index(quote)
    return Evidence.of(at.text, start, start + len(quote))


def mention(at: Document, words: str, kind: str, entity_id: str | None = None) -> Mention:
    start = at.text.index(words)
    return Mention(
        kind=kind,
        evidence=Evidence.of(at.text, start, start + len(words)),  # type: ignore[arg-type]
        entity_id=entity_id,
    )


def tellers(*documents: Document) -> dict[str, Teller]:
    """The documents as tellers, each made from no other."""
    return {one.hash: Teller(known_on=one.published) for one in documents}


Told = tuple[Document, Extraction]


def told(text: str, *specs: dict[str, object], doc: str = "doc", published: str | None = None) -> Told:
    """A document with claims; each spec holds `claim`'s arguments."""
    at = document(text, doc=doc, published=published)
    return at, extraction(at, *(claim(at, **spec) for spec in specs))  # type: ignore[arg-type]
