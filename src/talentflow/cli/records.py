"""Events as the command line gives them: whole records with their evidence, and flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from talentflow.answers import Happening, Transition
from talentflow.ledger import Clock, View
from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.event import CareerEvent, StatusStep
from talentflow.model.span import Evidence
from talentflow.model.standing import STRENGTH

SHORT_ID = 10  # characters of a claim id that tables show; `show` takes them

EVENT_FIELDS = (
    *("when", "person", "kind", "org", "role", "status", "copied", "sources", "words", "claim", "reason"),
    *("n_roots", "confidence", "event_id", "claim_id", "person_id", "org_id", "doc", "doc_hash", "start", "end"),
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
        """The claim that shows the event best: no copy's, the strongest status, the surest reading, the earliest."""
        own = [step.claim_id for step in event.history if not step.copied]
        told = [self.claims[claim_id] for claim_id in own or event.claim_ids]
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
        "copied": event.copied,
        "sources": sources(event.history),
        "confidence": event.confidence,
        "known_from": event.known_from,
        "history": event.history,
        "roles": event.roles,
        "dates": event.dates,
        "reasons": event.reasons,
        "orgs": event.orgs,
        "claims": [
            {"id": claim_id, **proof.claims[claim_id].to_line(), "person_id": event.person_id, "org_id": event.org_id}
            for claim_id in event.claim_ids
        ],
    }


def event_row(event: CareerEvent, proof: Proof) -> dict[str, Any]:
    """One line about one event, with the words that show it best and where they stand."""
    best = proof.best(event)
    span = best.evidence.span
    return {
        "when": event.date.edtf if event.date else None,
        "person": event.person,
        "kind": event.kind,
        "org": event.org or event.venture or event.to,
        "role": event.role,
        "status": event.status,
        "copied": event.copied,
        "sources": source_words(event.history),
        "words": _flat(best.evidence.quote),
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
    return {
        "person": one.person,
        "role": (left or first).role,
        "from": left.org if left else None,
        "to": "; ".join(goal_words(arrival) for arrival in one.arrivals) or None,
        "when": first.date.edtf if first.date else None,
        "status": first.status,
        "sources": source_words([step for event in one.events for step in event.history]),
        "words": _flat(best.evidence.quote),
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


def sources(history: Iterable[StatusStep]) -> list[dict[str, Any]]:
    """The independent roots of some tellings, in their order: the document that speaks, and the others of its root
    (copies, and texts that credit it), which are no further sources. `doc` None: only copies speak.
    """
    roots: dict[str, list[StatusStep]] = {}
    for step in history:
        roots.setdefault(step.root or step.doc, []).append(step)
    found = []
    for told in roots.values():
        own = next((step.doc for step in told if not step.copied), None)
        others = [one for one in dict.fromkeys(step.doc for step in told) if one != own]
        found.append({"doc": own, "same_root": others})
    return found


def source_words(history: Iterable[StatusStep]) -> str:
    """The roots as a list; in brackets what has the same root and counts for nothing."""
    words = []
    for one in sources(history):
        others = ", ".join(one["same_root"])
        if one["doc"] is None:
            words.append(f"(only copies: {others})")
        else:
            words.append(f"{one['doc']} (+ {others})" if others else one["doc"])
    return ", ".join(words)


def standing_words(event: CareerEvent) -> str:
    """Where it stands; that only copies tell it is said."""
    return f"{event.status}, copies only" if event.copied else event.status


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


def happening_record(one: Happening) -> dict[str, Any]:
    """A thing that happened to an organization, with every telling of it; the words are those that count most."""
    return {
        "kind": one.kind,
        "org": one.org,
        "org_id": one.org_id,
        "unit": one.unit,
        "other": one.other,
        "amount": one.amount,
        "date": one.date.edtf if one.date else None,
        "status": one.status,
        **evidence_record(one.best.evidence, one.best),
        "sources": sources(one.history),
        "history": [
            {"status": step.status, "known_on": step.known_on, "doc": step.doc, "copied": step.copied}
            for step in one.history
        ],
        "tellings": [
            {
                "status": told.status,
                "unit": told.unit,
                "other": told.other,
                "amount": told.amount,
                "date": told.date.edtf if told.date else None,
                **evidence_record(told.evidence, told),
            }
            for told in one.tellings
        ],
    }


def _flat(words: str) -> str:
    return " ".join(words.split())


def transition_record(one: Transition, proof: Proof) -> dict[str, Any]:
    return {
        "person": one.person,
        "person_id": one.person_id,
        "departure": event_record(one.departure, proof) if one.departure else None,
        "arrivals": [event_record(arrival, proof) for arrival in one.arrivals],
    }


def event_rows(events: Sequence[CareerEvent], proof: Proof) -> list[Mapping[str, Any]]:
    return [event_row(event, proof) for event in events]
