"""`cohort`: whom the members of a named set lost, to whom, and whom nobody says they lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from talentflow.answers import CohortAnswer, Member, Transition, ask
from talentflow.cli.app import app
from talentflow.cli.options import DB, AsCsv, AsJson, AsOf, Db, KnownBy, Out, ReadBy, clock, open_view
from talentflow.cli.records import (
    Proof,
    absence_record,
    event_record,
    goal_words,
    happening_record,
    source_words,
    transition_record,
    transition_row,
)
from talentflow.cli.sheet import Answer, emit, plain, table
from talentflow.ledger import Clock, View
from talentflow.run.lookup import Lookup

GOALS = {"big_tech": "big tech", "own_venture": "own venture", "other": "other organizations", "not_said": "not said"}
COLUMNS = {
    "person": "Who",
    "role": "Role",
    "from": "From",
    "to": "Where to",
    "when": "When",
    "status": "Status",
    "sources": "Sources",
    "words": "Words",
    "claim": "Claim",
}


@app.command(
    epilog="Example: talentflow cohort six-tigers        talentflow cohort six-tigers --known-by 2024-12 --json"
)
def cohort(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A cohort's id, name or alias.")],
    as_of: AsOf = None,
    known_by: KnownBy = None,
    read_by: ReadBy = None,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Answer for a cohort: who left which member for where, and which member lost nobody as far as sources say."""
    with open_view(db, read_by) as view:
        then = clock(as_of, known_by)
        answer = cohort_answer(view, name, then)
        proof = proof_of(view, answer, then)
        emit(
            Answer(
                payload={**_payload(answer, proof), "as_of": then.as_of, "known_by": then.known_by},
                rows=[transition_row(one, proof) for member in answer.members for one in member.departures],
                draw=lambda console: draw_answer(console, answer, proof, then),
            ),
            as_json=as_json,
            as_csv=as_csv,
            out=out,
        )


def cohort_answer(view: View, name: str, then: Clock | None = None) -> CohortAnswer:
    """The answer for a cohort as a user calls it; raises NotFound."""
    then = then or Clock()
    lookup = Lookup(view, clock=then)
    return ask(view, replace(lookup.question(lookup.cohort(name)), as_of=then.as_of, known_by=then.known_by))


def proof_of(view: View, answer: CohortAnswer, then: Clock | None = None) -> Proof:
    told = [one for member in answer.members for one in member.departures] + list(answer.also_to)
    denied = [event for member in answer.members for event in (*member.denied, *member.copied)]
    return Proof(view, [event for one in told for event in one.events] + denied, then)


def draw_answer(console: Console, answer: CohortAnswer, proof: Proof, then: Clock | None = None) -> None:
    """The answer for people."""
    first, last = answer.published
    console.print(plain(f"{answer.name}: {', '.join(member.name for member in answer.members)}", "bold"))
    console.print(f"{answer.n_documents} documents, published from {first or '?'} to {last or '?'}.{_when(then)}")
    rows = [transition_row(one, proof) for member in answer.members for one in member.departures]
    console.print(table(rows, COLUMNS, "Departures"))
    console.print(plain("Members without a departure that stands", "bold"))
    for member in answer.intact:
        console.print(plain("  " + _intact_words(member)), soft_wrap=True)
        for absence in member.absences:
            console.print(
                plain(f"    {absence.doc}: {' '.join(absence.evidence.quote.split())}", "dim"), soft_wrap=True
            )
    if not answer.intact:
        console.print("  none")
    console.print(plain("Where the leavers went", "bold"))
    for goal, title in GOALS.items():
        words = "; ".join(_went(one) for one in answer.destinations[goal]) or "nobody"
        console.print(plain(f"  {title}: {words}"), soft_wrap=True)
    if answer.also_to:
        words = "; ".join(_went(one) for one in answer.also_to)
        console.print(plain(f"  to the same places from outside the cohort: {words}"), soft_wrap=True)
    _draw_doubtful(console, answer, proof)


def _when(then: Clock | None) -> str:
    """The day the answer is for, which its "nobody" depends on."""
    words = f" The world as of {then.as_of}." if then is not None and then.as_of is not None else ""
    return words + (f" As known by {then.known_by}." if then is not None and then.known_by is not None else "")


def _draw_doubtful(console: Console, answer: CohortAnswer, proof: Proof) -> None:
    lines = [
        f"{event.person}, {event.kind} {event.org}: {' '.join(proof.best(event).evidence.quote.split())}"
        for member in answer.members
        for event in member.denied
    ]
    lines += [
        f"{event.kind} of {event.org}{f' ({event.unit})' if event.unit else ''}"
        f"{f' with {event.other}' if event.other else ''}: {' '.join(event.best.evidence.quote.split())}"
        for member in answer.members
        for event in member.denied_events
    ]
    copied = [
        f"{event.person}, {event.kind} {event.org} ({source_words(event.history)}): "
        f"{' '.join(proof.best(event).evidence.quote.split())}"
        for member in answer.members
        for event in member.copied
    ]
    for title, told in (
        ("Told and denied", lines),
        ("Told by copies only, not by the texts they are made from", copied),
    ):
        if told:
            console.print(plain(title, "bold"))
        for line in told:
            console.print(plain(f"  {line}"), soft_wrap=True)


def _intact_words(member: Member) -> str:
    if member.absences:
        documents = ", ".join(dict.fromkeys(absence.doc for absence in member.absences))
        return f"{member.name}: none, and {documents} asserts it"
    if member.denied:
        return f"{member.name}: none that stands in {member.n_documents} documents that speak of it; some were denied"
    return f"{member.name}: 0 found in {member.n_documents} documents that speak of it; no source says that nobody left"


def _went(one: Transition) -> str:
    origin = one.departure.org if one.departure else None
    goals = ", ".join(goal_words(arrival) for arrival in one.arrivals)
    path = f"{origin or '?'} -> {goals}" if goals else f"{origin or '?'}"
    return f"{one.person} ({path})"


def _payload(answer: CohortAnswer, proof: Proof) -> dict[str, Any]:
    return {
        "cohort": answer.name,
        "n_documents": answer.n_documents,
        "published": answer.published,
        "members": [_member(member, proof) for member in answer.members],
        "without_departure": [member.org_id for member in answer.intact],
        "destinations": {goal: [_brief(one) for one in found] for goal, found in answer.destinations.items()},
        "also_to": [_brief(one) for one in answer.also_to],
    }


def _member(member: Member, proof: Proof) -> dict[str, Any]:
    return {
        "org_id": member.org_id,
        "name": member.name,
        "n_documents": member.n_documents,
        "departures": [transition_record(one, proof) for one in member.departures],
        "denied": [event_record(event, proof) for event in member.denied],
        "copied": [event_record(event, proof) for event in member.copied],
        "absence_asserted": [absence_record(absence) for absence in member.absences],
        "denied_org_events": [happening_record(event) for event in member.denied_events],
    }


def _brief(one: Transition) -> Mapping[str, Any]:
    return {
        "person": one.person,
        "person_id": one.person_id,
        "from": one.departure.org if one.departure else None,
        "to": [
            {"kind": a.kind, "org": a.org, "org_id": a.org_id, "venture": a.venture, "status": a.status}
            for a in one.arrivals
        ],
    }
