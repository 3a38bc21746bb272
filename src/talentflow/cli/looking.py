"""`moves`, `person`, `org` and `stats`: what the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from talentflow.answers import happenings
from talentflow.cli.app import app
from talentflow.cli.careers import draw_career, spell_record
from talentflow.cli.options import (
    DB,
    AsCsv,
    AsJson,
    AsOf,
    Db,
    Kinds,
    KnownBy,
    Limit,
    Out,
    ReadBy,
    Since,
    Statuses,
    Until,
    clock,
    day_after,
    first_day,
    open_view,
    org_ids,
    standings,
    words_of,
)
from talentflow.cli.records import EVENT_COLUMNS, Proof, event_record, event_rows, happening_record, happening_row
from talentflow.cli.sheet import Answer, emit, plain, table
from talentflow.ledger import Filters
from talentflow.model.claim import KINDS, MOVES
from talentflow.model.entity import Entity
from talentflow.model.event import CareerEvent
from talentflow.run.lookup import Lookup

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")]
SECTIONS: dict[str, tuple[str, ...]] = {
    "Arrivals": ("join", "found", "appoint"),
    "Departures": ("leave", "step_down"),
    "Posts told as background": ("held",),
    "Reporting lines": ("reports_to",),
}


@app.command(epilog="Example: talentflow moves --cohort six-tigers --kind leave --since 2024-08 --csv")
def moves(
    person: Annotated[str | None, typer.Option(help="Only this person.")] = None,
    org: Annotated[str | None, typer.Option(help="Only at this organization and its units.")] = None,
    cohort: Annotated[str | None, typer.Option(help="Only at the members of this cohort.")] = None,
    kind: Kinds = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    read_by: ReadBy = None,
    limit: Limit = None,
    everything: Annotated[bool, typer.Option("--all", help="Background posts and reporting lines too.")] = False,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List moves with their status, their sources and the words that tell them."""
    with open_view(db, read_by) as view:
        then = clock(as_of, known_by)
        lookup = Lookup(view, clock=then)
        kinds = words_of(kind, KINDS, "kind") or (KINDS if everything else tuple(sorted(MOVES)))
        filters = Filters(
            person_ids=tuple(one.id for one in lookup.persons(person)) if person is not None else None,
            org_ids=org_ids(lookup, org, cohort),
            kinds=kinds,
            statuses=standings(status),
            since=first_day(since),
            until=day_after(until),
            as_of=then.as_of,
            known_by=then.known_by,
            limit=limit,
        )
        events = view.moves(filters)
        n_undated = view.n_undated(filters)
        proof = Proof(view, events, then)

        def draw(console: Console) -> None:
            console.print(table(event_rows(events, proof), EVENT_COLUMNS))
            console.print(plain(_count(len(events), n_undated), "dim"))

        emit(_events_answer(events, proof, draw), as_json=as_json, as_csv=as_csv, out=out)


@app.command(epilog="Example: talentflow person NAME --json")
def person(
    name: Name,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    read_by: ReadBy = None,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Tell a person's career as the sources do; people who share a name are kept apart."""
    with open_view(db, read_by) as view:
        then = clock(as_of, known_by)
        found = Lookup(view, clock=then).persons(name)
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
                console.print(table(event_rows(own, proof), EVENT_COLUMNS, "What the sources tell"))
                if below:
                    console.print(table(event_rows(below, proof), EVENT_COLUMNS, "Reports to this person"))

        emit(Answer(payload=payload, rows=event_rows(told, proof), draw=draw), as_json=as_json, as_csv=as_csv, out=out)


@app.command(epilog="Example: talentflow org OpenAI --known-by 2024-12")
def org(
    name: Name,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    read_by: ReadBy = None,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Tell who came to and left an organization (with its units), and what happened to it."""
    with open_view(db, read_by) as view:
        then = clock(as_of, known_by)
        lookup = Lookup(view, clock=then)
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
            console.print(f"{n_documents} documents speak of it.")
            for title, kinds in SECTIONS.items():
                section = [e for e in events if e.kind in kinds]
                if section:
                    console.print(table(event_rows(section, proof), EVENT_COLUMNS, title))
            if happened:
                rows = [happening_row(one) for one in happened]
                columns = {
                    "date": "When",
                    "kind": "What",
                    "org": "Organization",
                    "unit": "Unit",
                    "other": "With",
                    "status": "Status",
                    "sources": "Sources",
                    "quote": "Words",
                }
                console.print(table(rows, columns, "What happened to it"))

        emit(
            Answer(payload=payload, rows=event_rows(events, proof), draw=draw), as_json=as_json, as_csv=as_csv, out=out
        )


@app.command(epilog="Example: talentflow stats --db talentflow.db")
def stats(
    as_of: AsOf = None,
    known_by: KnownBy = None,
    read_by: ReadBy = None,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Count what the ledger holds."""
    with open_view(db, read_by) as view:
        then = clock(as_of, known_by)
        counts = view.counts(then)
        first, last = view.published(then)
        kinds = [{"kind": kind, "status": status, "n": n} for kind, status, n in view.counts_by_kind(then)]
        tx, at = view.newest()
        payload = {
            "ledger": str(db),
            "counts": counts,
            "published": [first, last],
            "events": kinds,
            "transaction": tx,
            "transaction_at": at,
        }

        def draw(console: Console) -> None:
            console.print(table([{"what": what, "n": n} for what, n in counts.items()], {"what": "Rows", "n": "n"}))
            console.print(table(kinds, {"kind": "Event", "status": "Status", "n": "n"}))
            console.print(f"Published from {first or '?'} to {last or '?'}. Ledger: {db}", markup=False, soft_wrap=True)
            console.print(f"Last transaction: tx:{tx} at {at or '?'}.", markup=False, soft_wrap=True)
            if counts.get("pending"):
                console.print(f"{counts['pending']} names wait for their events; `talentflow read` finishes them.")

        emit(Answer(payload=payload, rows=[counts], draw=draw), as_json=as_json, as_csv=as_csv, out=out)


def _events_answer(events: Sequence[CareerEvent], proof: Proof, draw: Callable[[Console], None]) -> Answer:
    rows: Sequence[Mapping[str, Any]] = event_rows(events, proof)
    return Answer(payload=[event_record(event, proof) for event in events], rows=rows, draw=draw)


def _count(n_events: int, n_undated: int) -> str:
    words = (
        f"{n_events} moves; `talentflow show CLAIM` gives the passage. (+ ...): of the same root, no further source."
    )
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


def _heading(one: Entity) -> str:
    others = [alias for alias in one.aliases if alias != one.name]
    kind = f", {one.kind_detail}" if one.kind_detail else ""
    also = f"; also {', '.join(others[:8])}" if others else ""
    return f"{one.name} ({one.id}{kind}){also}"
