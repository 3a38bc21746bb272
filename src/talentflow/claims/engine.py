"""The station: a reading and its chunks in, claims and refusals out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims import absences, confidence, org_events
from talentflow.claims.draft import Draft
from talentflow.claims.frames import vocabulary
from talentflow.claims.rules import Reader
from talentflow.claims.settle import settle
from talentflow.claims.trace import DERIVED, Explanation
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading
from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.document import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the claims station reads from one document."""

    claims: tuple[Claim, ...] = ()
    absences: tuple[Absence, ...] = ()
    org_events: tuple[OrgEvent, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def read(reading: Reading, chunks: Sequence[Chunk]) -> Found:
    """Claims with their evidence, in the order of the text; a trigger nobody is linked to becomes a Refusal."""
    reader = Reader(reading, chunks)
    drafts = reader.read()
    settled = settle(reading, drafts, reader.people, reader.orgs)
    claims = [claim for draft, claim in settled if sure(draft)]
    unsure = [_unsure(claim) for draft, claim in settled if not sure(draft)]
    return Found(
        claims=tuple(claims),
        absences=tuple(absences.read(reading, chunks, reader.orgs)),
        org_events=tuple(org_events.read(reading, chunks, claims, reader.people, reader.orgs)),
        refusals=(*reader.refusals, *unsure),
    )


def sure(draft: Draft) -> bool:
    """The chance of being right reaches the floor of its kind."""
    return confidence.chance(draft) >= confidence.floor(draft.kind, draft.attribution.status)


def _unsure(claim: Claim) -> Refusal:
    about = f"{claim.person} {claim.kind} {claim.org or claim.venture or claim.to or ''}".strip()
    return Refusal(
        where=claim.doc,
        code="unsure",
        span=claim.evidence.span,
        reason=f"{claim.rule}: {about} is not sure enough ({claim.confidence:.2f})",
    )


def explain(reading: Reading, chunks: Sequence[Chunk]) -> tuple[tuple[Explanation, ...], tuple[Refusal, ...]]:
    """The same claims as `read` gives, each with the decision behind it, and the refusals."""
    reader = Reader(reading, chunks, explain=True)
    drafts = reader.read()
    whys = DERIVED | {rule.id: rule.why for rule in vocabulary().rules}
    settled = settle(reading, drafts, reader.people, reader.orgs)
    unsure = tuple(_unsure(claim) for draft, claim in settled if not sure(draft))
    found = tuple(
        Explanation(
            claim=claim,
            why=whys.get(draft.rule, ""),
            org_basis=draft.basis,
            trace=reader.traces.get((draft.sentence, draft.order)),
        )
        for draft, claim in settled
        if sure(draft)
    )
    return found, (*reader.refusals, *unsure)
