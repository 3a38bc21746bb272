"""`moves`, `person`, `org` and `stats`: what the ledger holds."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from talentflow.answers import Happening, happenings
from talentflow.cli.answering import Asked, answers
from talentflow.cli.careers import draw_career, spell_record
from talentflow.cli.event_table import OWN_COLUMNS, event_table, told_by
from talentflow.cli.options import (
    Kinds,
    Limit,
    Since,
    Statuses,
    Until,
    day_after,
    first_day,
    standings,
    words_of,
)
from talentflow.cli.records import EVENT_FIELDS, Proof, event_record, event_rows, happening_record
from talentflow.cli.sheet import UNDATED, Answer, counted, plain, table
from talentflow.errors import InputError
from talentflow.ledger import Filters
from talentflow.model.claim import KINDS, MOVES
from talentflow.model.entity import Entity

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")]
SECTIONS: dict[str, tuple[str, ...]] = {
    "Arrivals": ("join", "found", "appoint"),
    "Departures": ("leave", "step_down"),
    "Posts told as background": ("held",),
    "Reporting lines": ("reports_to",),
}
HAPPENED = {"date": "When", "kind": "What", "words": "Words"}
HAPPENED_UNDER = {"date": "status", "kind": "whom", "words": "told"}


@answers("talentflow moves --cohort six-tigers --kind leave --since 2024-08 --csv")
def moves(
    asked: Asked,
    person: Annotated[str | None, typer.Option(help="Only this person.")] = None,
    org: Annotated[str | None, typer.Option(help="Only at this organization and its units.")] = None,
    cohort: Annotated[str | None, typer.Option(help="Only at the members of this cohort.")] = None,
    kind: Kinds = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    everything: Annotated[bool, typer.Option("--all", help="Background posts and reporting lines too.")] = False,
) -> Answer:
    """List moves with their status, their sources and the words that tell them."""
    view, then, lookup = asked.view, asked.then, asked.lookup
    first, after = first_day(since), day_after(until)
    if first is not None and after is not None and first >= after:
        raise InputError(f"nothing is since {since} and until {until}")
    kinds = words_of(kind, KINDS, "kind") or (KINDS if everything else tuple(sorted(MOVES)))
    filters = Filters(
        person_ids=tuple(one.id for one in lookup.persons(person)) if person is not None else None,
        org_ids=lookup.places(org, cohort),
        kinds=kinds,
        statuses=standings(status),
        since=first,
        until=after,
        as_of=then.as_of,
        known_by=then.known_by,
        limit=limit,
    )
    events = view.moves(filters)
    n_undated = view.n_undated(filters)
    proof = Proof(view, events, then)

    def draw(console: Console) -> None:
        if events:
            console.print(event_table(events, proof))
        console.print(plain(_count(len(events), n_undated), "dim"))

    payload = [event_record(e, proof) for e in events]
    return Answer(payload=payload, rows=event_rows(events, proof), draw=draw, fields=EVENT_FIELDS)


@answers("talentflow person NAME --json")
def person(asked: Asked, name: Name) -> Answer:
    """Tell a person's career as the sources do; people who share a name are kept apart."""
    view, then = asked.view, asked.then
    found = asked.lookup.persons(name)
    events = [view.moves(Filters(person_ids=(one.id,), as_of=then.as_of, known_by=then.known_by)) for one in found]
    careers = [view.spells((one.id,), then) for one in found]
    managed = [view.reports_to(one.aliases, then) for one in found]
    told = [event for group in (*events, *managed) for event in group]
    proof = Proof(view, told, then)
    payload = [
        {
            **_entity_record(one),
            "events": [event_record(e, proof) for e in own],
            "spells": [spell_record(spell, then.as_of) for spell in career],
            "reports": [event_record(e, proof) for e in below],
        }
        for one, own, career, below in zip(found, events, careers, managed, strict=True)
    ]

    def draw(console: Console) -> None:
        if len(found) > 1:
            console.print(f"{len(found)} people of this name; nothing in the sources shows that they are one.")
        for one, own, career, below in zip(found, events, careers, managed, strict=True):
            console.print(plain(_heading(one), "bold"))
            draw_career(console, career, {event.id: event for event in own}, then.as_of)
            console.print(event_table(own, proof, "What the sources tell", OWN_COLUMNS))
            if below:
                console.print(event_table(below, proof, "Reports to this person"))

    return Answer(payload=payload, rows=event_rows(told, proof), draw=draw, fields=EVENT_FIELDS)


@answers("talentflow org OpenAI --known-by 2024-12")
def org(asked: Asked, name: Name) -> Answer:
    """Tell who came to and left an organization (with its units), and what happened to it."""
    view, then, lookup = asked.view, asked.then, asked.lookup
    found = lookup.orgs(name)
    ids = lookup.with_units(one.id for one in found)
    events = view.moves(Filters(org_ids=ids, as_of=then.as_of, known_by=then.known_by))
    happened = happenings(view, ids, then, lookup.family)
    n_documents = sum(view.coverage(tuple(one.id for one in found), then).values())
    proof = Proof(view, events, then)
    payload = {
        "organizations": [_entity_record(one) for one in found],
        "n_documents": n_documents,
        "events": [event_record(e, proof) for e in events],
        "org_events": [happening_record(one) for one in happened],
    }

    def draw(console: Console) -> None:
        for one in found:
            console.print(plain(_heading(one), "bold"))
        console.print(f"Spoken of in {counted(n_documents, 'document')}.")
        for title, kinds in SECTIONS.items():
            section = [e for e in events if e.kind in kinds]
            if section:
                console.print(event_table(section, proof, title))
        if happened:
            rows = [_happened_row(one) for one in happened]
            console.print(table(rows, HAPPENED, "What happened to it", HAPPENED_UNDER))

    return Answer(payload=payload, rows=event_rows(events, proof), draw=draw, fields=EVENT_FIELDS)


@answers("talentflow stats --db talentflow.db")
def stats(asked: Asked) -> Answer:
    """Count what the ledger holds."""
    view, then = asked.view, asked.then
    counts = view.counts(then)
    first, last = view.published(then)
    kinds = [{"kind": kind, "status": status, "n": n} for kind, status, n in view.counts_by_kind(then)]
    tx, at = view.newest()
    payload = {
        "ledger": str(asked.db),
        "counts": counts,
        "published": [first, last],
        "events": kinds,
        "transaction": tx,
        "transaction_at": at,
    }

    def draw(console: Console) -> None:
        console.print(table([{"what": what, "n": n} for what, n in counts.items()], {"what": "Rows", "n": "n"}))
        console.print(table(kinds, {"kind": "Event", "status": "Status", "n": "n"}))
        ledger = f"Published from {first or '?'} to {last or '?'}. Ledger: {asked.db}"
        console.print(ledger, markup=False, soft_wrap=True)
        console.print(f"Last transaction: tx:{tx} at {at or '?'}", markup=False, soft_wrap=True)
        if counts.get("pending"):
            console.print(f"{counts['pending']} names wait for their events; `talentflow read` finishes them.")

    return Answer(payload=payload, rows=[counts], draw=draw)


def _count(n_events: int, n_undated: int) -> str:
    words = f"{counted(n_events, 'move')}{'; `talentflow show CLAIM` gives the passage' if n_events else ''}."
    if n_undated:
        words += f" {n_undated} more that no source dates are outside every window."
    return words


def _entity_record(one: Entity) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "aliases": one.aliases,
        "kind": one.kind_detail or one.kind,
        "parent_id": one.parent_id,
        "country": one.country,
        "placeholder": one.placeholder,
    }


def _happened_row(one: Happening) -> dict[str, Any]:
    whom = one.unit or one.org
    return {
        "kind": one.kind,
        "status": one.status,
        "date": one.date.edtf if one.date else UNDATED,
        "whom": f"{whom}, with {one.other}" if one.other else whom,
        "words": " ".join(one.best.evidence.quote.split()),
        "told": told_by(one.history),
    }


def _heading(one: Entity) -> str:
    others = [alias for alias in one.aliases if alias != one.name]
    kind = f", {one.kind_detail}" if one.kind_detail else ""
    also = f"; also {', '.join(others[:8])}" if others else ""
    return f"{one.name} ({one.id}{kind}){also}"
