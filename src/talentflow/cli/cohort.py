"""`cohort`: whom the members of a named set lost, to whom, and whom nobody says they lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

import typer

from talentflow.answers import CohortAnswer, Member, Transition, ask
from talentflow.cli.answering import Asked, answers
from talentflow.cli.cohort_page import draw_answer
from talentflow.cli.records import (
    TRANSITION_FIELDS,
    Proof,
    absence_record,
    event_record,
    happening_record,
    transition_record,
    transition_row,
)
from talentflow.cli.sheet import Answer
from talentflow.ledger import Clock, View
from talentflow.run.lookup import Lookup


@answers("talentflow cohort six-tigers        talentflow cohort six-tigers --known-by 2024-12 --json")
def cohort(
    asked: Asked, name: Annotated[str, typer.Argument(metavar="NAME", help="A cohort's id, name or alias.")]
) -> Answer:
    """Answer for a cohort: who left which member for where, and which member lost nobody as far as sources say."""
    return answered(asked.view, name, asked.then)


def answered(view: View, name: str, then: Clock | None = None) -> Answer:
    """The three forms of the answer for a cohort as a user calls it; raises NotFound."""
    answer = cohort_answer(view, name, then)
    proof = proof_of(view, answer, then)
    return Answer(
        payload={**_payload(answer, proof), "as_of": answer.clock.as_of, "known_by": answer.clock.known_by},
        rows=[transition_row(one, proof) for member in answer.members for one in member.departures],
        draw=lambda console: draw_answer(console, answer, proof),
        fields=TRANSITION_FIELDS,
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
