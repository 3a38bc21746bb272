"""Events as the command line gives them: whole records with their evidence, and flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from talentflow.answers import Transition
from talentflow.ledger import Clock, View
from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.event import CareerEvent
from talentflow.model.span import Evidence
from talentflow.model.standing import STRENGTH

SHORT_ID = 10  # characters of a claim id that tables show; `show` takes them

EVENT_FIELDS = (
    *("when", "person", "kind", "org", "role", "status", "sources", "words", "claim", "reason", "n_roots"),
    *("confidence", "event_id", "claim_id", "person_id", "org_id", "doc", "doc_hash", "start", "end"),
)
TRANSITION_FIELDS = (
    *("person", "role", "from", "to", "when", "status", "sources", "words", "claim", "reason", "person_id"),
    *("from_id", "to_ids", "claim_id", "doc", "doc_hash", "start", "end"),
)


class Proof:
    """The claims behind some events."""

    def __init__(self, view: View, events: Iterable[CareerEvent], clock: Clock | None = None) -> None:
        ids = [claim_id for event in events for claim_id in event.claim_ids]
        self.claims = {claim.id: claim for claim in view.claims(ids, clock or Clock())}
        self._view = view

    def best(self, event: CareerEvent) -> Claim:
        """The claim that shows the event best: the strongest status, then the surest reading, then the earliest."""
        told = [self.claims[claim_id] for claim_id in event.claim_ids]
        fitting = [claim for claim in told if claim.status == event.status] or told
        return max(fitting, key=lambda claim: (STRENGTH.get(claim.status, 0), claim.confidence))

    def published(self, doc_hash: str) -> date | None:
        """When a document was published; None where nobody says."""
        document = self._view.document(doc_hash)
        return document.published if document is not None else None


def event_record(event: CareerEvent, proof: Proof) -> dict[str, Any]:
    """Everything about one event, JSON-ready; each claim is an interchange record with its id."""
    when = event.date
    return {
        "id": event.id,
        "kind": event.kind,
        "person": event.person,
        "person_id": event.person_id,
        "org": event.org,
        "org_id": event.org_id,
        "role": event.role,
        "date": when.edtf if when else None,
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "date_basis": when.basis if when else None,
        "status": event.status,
        "reason": event.reason,
        "to": event.to,
        "venture": event.venture,
        "return": event.returns or None,
        "n_roots": event.n_roots,
        "confidence": event.confidence,
        "known_from": event.known_from,
        "history": event.history,
        "roles": event.roles,
        "dates": event.dates,
        "reasons": event.reasons,
        "claims": [
            {"id": claim_id, **proof.claims[claim_id].to_line(), "person_id": event.person_id, "org_id": event.org_id}
            for claim_id in event.claim_ids
        ],
    }


def event_row(event: CareerEvent, proof: Proof) -> dict[str, Any]:
    """One line about one event, with the words that show it best and where they stand."""
    best = proof.best(event)
    documents = list(dict.fromkeys(step.doc for step in event.history))
    span = best.evidence.span
    return {
        "when": event.date.edtf if event.date else None,
        "person": event.person,
        "kind": event.kind,
        "org": event.org or event.venture or event.to,
        "role": event.role,
        "status": event.status,
        "sources": ", ".join(documents),
        "words": " ".join(best.evidence.quote.split()),
        "claim": best.id[:SHORT_ID],
        "reason": event.reason,
        "n_roots": event.n_roots,
        "confidence": event.confidence,
        "event_id": event.id,
        "claim_id": best.id,
        "person_id": event.person_id,
        "org_id": event.org_id,
        "doc": best.doc,
        "doc_hash": best.doc_hash,
        "start": span.start,
        "end": span.end,
    }


def transition_row(one: Transition, proof: Proof) -> dict[str, Any]:
    """One line about a departure and where it led."""
    left, first = one.departure, one.events[0]
    best = proof.best(first)
    span = best.evidence.span
    documents = dict.fromkeys(step.doc for event in one.events for step in event.history)
    return {
        "person": one.person,
        "role": (left or first).role,
        "from": left.org if left else None,
        "to": "; ".join(goal_words(arrival) for arrival in one.arrivals) or None,
        "when": first.date.edtf if first.date else None,
        "status": first.status,
        "sources": ", ".join(documents),
        "words": " ".join(best.evidence.quote.split()),
        "claim": best.id[:SHORT_ID],
        "reason": first.reason,
        "person_id": one.person_id,
        "from_id": left.org_id if left else None,
        "to_ids": "; ".join(a.org_id for a in one.arrivals if a.org_id) or None,
        "claim_id": best.id,
        "doc": best.doc,
        "doc_hash": best.doc_hash,
        "start": span.start,
        "end": span.end,
    }


def goal_words(arrival: CareerEvent) -> str:
    """Where an arrival leads, in words; the status where it is not plainly told."""
    if arrival.kind == "found":
        words = f"own venture ({arrival.org or arrival.venture or 'no name'})"
    else:
        words = arrival.org or "?"
    return words if arrival.status in ("announced", "reported") else f"{words} [{arrival.status}]"


def evidence_record(evidence: Evidence, item: Absence | OrgEvent) -> dict[str, Any]:
    return {
        "doc": item.doc,
        "doc_hash": item.doc_hash,
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
    }


def absence_record(absence: Absence) -> dict[str, Any]:
    return {
        "org": absence.org,
        "org_id": absence.org_id,
        "kind": absence.kind,
        **evidence_record(absence.evidence, absence),
    }


def org_event_record(event: OrgEvent) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "org": event.org,
        "org_id": event.org_id,
        "unit": event.unit,
        "other": event.other,
        "amount": event.amount,
        "date": event.date.edtf if event.date else None,
        "status": event.status,
        **evidence_record(event.evidence, event),
    }


def transition_record(one: Transition, proof: Proof) -> dict[str, Any]:
    return {
        "person": one.person,
        "person_id": one.person_id,
        "departure": event_record(one.departure, proof) if one.departure else None,
        "arrivals": [event_record(arrival, proof) for arrival in one.arrivals],
    }


def event_rows(events: Sequence[CareerEvent], proof: Proof) -> list[Mapping[str, Any]]:
    return [event_row(event, proof) for event in events]
