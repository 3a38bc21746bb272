"""Records to rows and back; the column order here is the order in `sql/`."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import orjson

from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.document import Document, Refusal
from talentflow.model.entity import Entity
from talentflow.model.event import CareerEvent, StatusStep, Value
from talentflow.model.ids import content_id
from talentflow.model.knowledge import Known
from talentflow.model.lineage import Derivation
from talentflow.model.mention import Alias, Mention
from talentflow.model.span import Evidence, Span
from talentflow.model.spell import Contradiction, Hypothesis, Spell
from talentflow.model.time import When

Row = tuple[Any, ...]
NO_DAY = "9999-12-31"
# In a list by days an interval up to NEAR_DAYS is nearly a point, one above LONG_DAYS is none.
NEAR_DAYS, LONG_DAYS = 31, 400


def day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def parse_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def bounds(when: When | None) -> tuple[str | None, str | None]:
    """The ledger's half-open [from, to) of a date; two Nones where there is none."""
    since, until = when.half_open() if when is not None else (None, None)
    return day(since), day(until)


def document_row(document: Document, tx: int) -> Row:
    return (
        document.hash,
        document.id,
        document.title,
        document.text,
        day(document.published),
        document.url,
        document.source,
        document.lang,
        tx,
    )


def mention_row(mention: Mention, document_row_id: int, tx: int) -> Row:
    span = mention.evidence.span
    return (
        document_row_id,
        mention.kind,
        span.start,
        span.end,
        mention.evidence.quote,
        mention.entity_id,
        mention.name,
        mention.score,
        tx,
    )


def claim_row(claim: Claim, document_row_id: int, tx: int) -> Row:
    when, span = claim.date, claim.evidence.span
    return (
        claim.id,
        document_row_id,
        claim.person,
        claim.kind,
        claim.org,
        claim.role,
        when.edtf if when else None,
        when.basis if when else None,
        *bounds(when),
        claim.status,
        claim.source,
        claim.reason,
        claim.to,
        claim.venture,
        claim.returns,
        claim.person_id,
        claim.org_id,
        claim.org_name,
        claim.trigger,
        claim.date_text,
        claim.announced_text,
        claim.evidence.quote,
        span.start,
        span.end,
        claim.confidence,
        claim.engine,
        claim.rule,
        claim.lang,
        tx,
    )


def other_name_row(alias: Alias, document_row_id: int, tx: int) -> Row:
    span = alias.evidence.span
    return document_row_id, alias.name, alias.alias, alias.evidence.quote, span.start, span.end, tx


def absence_row(absence: Absence, document_row_id: int, tx: int) -> Row:
    span = absence.evidence.span
    return (
        document_row_id,
        absence.org,
        absence.org_id,
        absence.kind,
        absence.evidence.quote,
        span.start,
        span.end,
        tx,
    )


def org_event_row(event: OrgEvent, document_row_id: int, tx: int) -> Row:
    when, span = event.date, event.evidence.span
    return (
        document_row_id,
        event.kind,
        event.org,
        event.org_id,
        event.unit,
        event.other,
        event.amount,
        when.edtf if when else None,
        when.basis if when else None,
        *bounds(when),
        event.status,
        event.rule,
        event.evidence.quote,
        span.start,
        span.end,
        tx,
    )


def refusal_row(refusal: Refusal, tx: int) -> Row:
    span = refusal.span
    start, end = (span.start, span.end) if span is not None else (None, None)
    key = content_id("r", refusal.where, refusal.line, refusal.code, refusal.reason, start, end)
    return key, refusal.where, refusal.line, refusal.code, refusal.reason, start, end, tx


def entity_row(known: Known[Entity], block: str | None, tx: int) -> Row:
    entity = known.record
    return (
        entity.id,
        entity.kind,
        entity.name,
        entity.kind_detail,
        entity.parent_id,
        entity.country,
        entity.placeholder,
        block,
        day(known.since),
        day(known.until),
        tx,
    )


def event_row(known: Known[CareerEvent], body: str, tx: int) -> Row:
    event = known.record
    since, until = bounds(event.date)
    sort_day = since or until or day(event.known_from) or NO_DAY
    n_days = event.date.n_days if event.date is not None else 0
    is_odd = 2 if n_days is not None and n_days > NEAR_DAYS else 0
    if n_days is None or n_days > LONG_DAYS or sort_day > known.since.isoformat():
        is_odd = 1
    return (
        event.id,
        event.kind,
        event.person_id,
        event.org_id,
        event.to if event.kind == "reports_to" else None,
        event.status,
        since,
        until,
        sort_day,
        event.n_roots,
        event.confidence,
        body,
        day(known.since),
        day(known.until),
        is_odd,
        tx,
    )


def spell_row(known: Known[Spell], block: str, body: str, tx: int) -> Row:
    spell = known.record
    return (
        spell.id,
        block,
        spell.person_id,
        spell.org_id,
        spell.status,
        *bounds(spell.start),
        *bounds(spell.end),
        spell.is_open,
        len(spell.contradictions),
        body,
        day(known.since),
        day(known.until),
        tx,
    )


def body_of(record: CareerEvent | Spell) -> str:
    """The whole record as JSON; equal records give equal bodies."""
    return orjson.dumps(record).decode()


def read_document(row: sqlite3.Row) -> Document:
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=parse_day(row["published"]),
        url=row["url"],
        source=row["source"],
        lang=row["lang"],
    )


def read_evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(span=Span(start=row["span_start"], end=row["span_end"]), quote=row["quote"])


def read_mention(row: sqlite3.Row) -> Mention:
    return Mention(
        kind=row["kind"],
        evidence=read_evidence(row),
        entity_id=row["entity_id"],
        name=row["name"],
        score=row["score"],
    )


def read_when(row: sqlite3.Row) -> When | None:
    if row["date_edtf"] is None:
        return None
    return When.parse(row["date_edtf"], basis=row["date_basis"])


def read_claim(row: sqlite3.Row) -> Claim:
    """A claim with the identities it was given, where it was given any."""
    return Claim(
        doc=row["doc"],
        doc_hash=row["doc_hash"],
        person=row["person"],
        kind=row["kind"],
        evidence=read_evidence(row),
        org=row["org"],
        role=row["role"],
        date=read_when(row),
        status=row["status"],
        source=row["source"],
        reason=row["reason"],
        to=row["to_person"],
        venture=row["venture"],
        returns=bool(row["returns"]),
        person_id=row["person_id"],
        org_id=row["org_id"],
        org_name=row["org_name"],
        trigger=row["cue"],
        date_text=row["date_text"],
        announced_text=row["announced_text"],
        confidence=row["confidence"],
        engine=row["engine"],
        rule=row["rule"],
        lang=row["lang"],
    )


def read_absence(row: sqlite3.Row) -> Absence:
    return Absence(
        doc=row["doc"],
        doc_hash=row["doc_hash"],
        org=row["org"],
        org_id=row["org_id"],
        kind=row["kind"],
        evidence=read_evidence(row),
    )


def read_org_event(row: sqlite3.Row) -> OrgEvent:
    return OrgEvent(
        doc=row["doc"],
        doc_hash=row["doc_hash"],
        kind=row["kind"],
        org=row["org"],
        evidence=read_evidence(row),
        org_id=row["org_id"],
        unit=row["unit"],
        other=row["other"],
        amount=row["amount"],
        date=read_when(row),
        status=row["status"],
        rule=row["rule"],
    )


def read_refusal(row: sqlite3.Row) -> Refusal:
    span = Span(start=row["span_start"], end=row["span_end"]) if row["span_start"] is not None else None
    return Refusal(where=row["place"], code=row["code"], reason=row["reason"], line=row["line"], span=span)


def read_derivation(row: sqlite3.Row) -> Derivation:
    return Derivation(
        doc_hash=row["doc_hash"],
        origin_hash=row["origin_hash"],
        origin_name=row["origin_name"],
        score=row["score"],
        reason=row["reason"],
    )


def read_entity(row: sqlite3.Row) -> Entity:
    aliases = tuple(orjson.loads(row["aliases"]))
    name = row["name"]
    if row["kind"] == "org" and row["kind_detail"] is None and aliases:
        name = min(aliases, key=lambda form: (len(form), form))  # of the names known by the day that is asked for
    return Entity(
        id=row["id"],
        kind=row["kind"],
        name=name,
        aliases=aliases,
        kind_detail=row["kind_detail"],
        parent_id=row["parent_id"],
        country=row["country"],
        placeholder=bool(row["placeholder"]),
    )


def read_event(body: str) -> CareerEvent:
    """An event from its body."""
    told: dict[str, Any] = orjson.loads(body)
    when = _when(told.pop("date"))
    history = tuple(StatusStep(**{**step, "known_on": parse_day(step["known_on"])}) for step in told.pop("history"))
    told |= {
        name: tuple(Value(**{**value, "claim_ids": tuple(value["claim_ids"])}) for value in told.get(name, ()))
        for name in ("roles", "dates", "reasons", "orgs")
    }
    told |= {"claim_ids": tuple(told["claim_ids"]), "known_from": parse_day(told["known_from"])}
    return CareerEvent(history=history, date=when, **told)


def read_spell(body: str) -> Spell:
    """A spell from its body."""
    told: dict[str, Any] = orjson.loads(body)
    told |= {name: _when(told[name]) for name in ("start", "end")}
    told |= {name: tuple(told[name]) for name in ("opened_by", "closed_by", "told_by")}
    told["seen"] = tuple(When.parse(when["edtf"], basis=when["basis"]) for when in told["seen"])
    told["hypotheses"] = tuple(
        Hypothesis(kind=one["kind"], date=_when(one["date"]), event_ids=tuple(one["event_ids"]))
        for one in told["hypotheses"]
    )
    told["contradictions"] = tuple(
        Contradiction(kind=one["kind"], event_ids=tuple(one["event_ids"])) for one in told["contradictions"]
    )
    return Spell(**told)


def _when(told: dict[str, Any] | None) -> When | None:
    return When.parse(told["edtf"], basis=told["basis"]) if told is not None else None
