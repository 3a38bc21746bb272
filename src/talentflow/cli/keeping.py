"""`retract`, `erase` and `doctor`: keeping a ledger right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from talentflow.cli.app import NOTHING, app
from talentflow.cli.options import DB, AsCsv, AsJson, Db
from talentflow.cli.sheet import Answer, counted, emit, plain, table
from talentflow.entities import name_key
from talentflow.errors import InputError
from talentflow.ledger import Ledger, doctor
from talentflow.run import erase as erasing
from talentflow.run import keep
from talentflow.run.lookup import Lookup

Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why; it is kept.")]


@app.command(epilog='Example: talentflow retract news-17 --reason "the outlet took it back"')
def retract(
    doc: Annotated[str, typer.Argument(metavar="DOC", help="A document's id, address or hash.")],
    reason: Reason = "retracted",
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Withdraw a document from today on: what rests on it is derived anew, what was known before stays answerable."""
    with Ledger.open(db, create=False) as ledger:
        document = keep.retract(ledger, doc, reason)
    row = {"doc": document.id, "hash": document.hash, "title": document.title, "reason": reason}

    def draw(console: Console) -> None:
        console.print(plain(f"{document.id} ({document.hash}) is withdrawn; --known-by an earlier day still tells it."))

    emit(Answer(payload=row, rows=[row], draw=draw), as_json=as_json, as_csv=as_csv)


@app.command(epilog='Example: talentflow erase p-8f14e45fceea167a5a36 --reason "request of 3 May" --yes')
def erase(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A person's id, or a name that only one has.")],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why; it is kept, so do not name the person.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Delete all about a person, in the history too, and mask the name in every text; it cannot be undone."""
    with Ledger.open(db, create=False) as ledger:
        with ledger.view() as view:
            found = Lookup(view).persons(person)
            if len(found) > 1:
                raise InputError(f"{len(found)} people are called so; give an id: {', '.join(o.id for o in found)}")
            one = found[0]
            namesakes = {other.id for name in one.aliases for other in view.find("person", name_key(name))} - {one.id}
        if any(name in reason for name in one.aliases):
            raise InputError("the reason is kept; it must not name the person")
        if not yes:
            typer.confirm(f"Delete all about {one.name} ({one.id}) for good?", abort=True, err=True)
        done = erasing.erase(ledger, one, reason, only_one=not namesakes)
    row = {"person_id": one.id, "documents": done.n_documents, "claims": done.n_claims}

    def draw(console: Console) -> None:
        console.print(f"Erased: {counted(done.n_claims, 'claim')}; masked in {counted(done.n_documents, 'document')}.")

    emit(Answer(payload=row, rows=[row], draw=draw), as_json=as_json, as_csv=as_csv)


@app.command("doctor", epilog="Example: talentflow doctor --db talentflow.db        talentflow doctor --rebuild")
def examine(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Derive people, events and careers anew first.")] = False,
    derive: Annotated[
        bool, typer.Option("--derive", help="Derive everything anew, compare, and write nothing: slow, and finds all.")
    ] = False,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check the file, its indexes, and whether what is derived rests on what was read."""
    with Ledger.open(db, create=False) as ledger:
        if rebuild:
            keep.rebuild(ledger)
        found = doctor.examine(ledger)
        with ledger.view() as view:
            n_waiting = view.counts()["pending"]
        if derive:
            found.append(keep.drift(ledger))
    rows = [
        {
            "check": one.check,
            "ok": "ok" if not one.wrong else f"{len(one.wrong)} or more",
            "wrong": ", ".join(one.wrong),
        }
        for one in found
    ]
    payload = {"sound": not any(one.wrong for one in found), "pending": n_waiting, "checks": found}

    def draw(console: Console) -> None:
        console.print(table(rows, {"check": "Looked for", "ok": "Found", "wrong": "Which"}))
        if n_waiting:
            console.print(f"{n_waiting} names wait for their events; `talentflow read` finishes them.")
        if not payload["sound"]:
            console.print("`talentflow doctor --rebuild` derives anew what was derived wrongly.")

    emit(Answer(payload=payload, rows=rows, draw=draw), as_json=as_json, as_csv=as_csv)
    if not payload["sound"]:
        raise typer.Exit(NOTHING)
