"""`spells`: careers with their bounds, what is not known of them, what is only supposed, what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console

from talentflow.cli.answering import Asked, answers
from talentflow.cli.options import Limit, Statuses, standings
from talentflow.cli.sheet import Answer, counted, plain, table
from talentflow.ledger import Clock, Filters, View
from talentflow.model.event import CareerEvent
from talentflow.model.spell import Contradiction, Hypothesis, Spell

LEGEND = "`..` nobody says when it began or that it ended; `?` told, but not when. A hypothesis is nobody's word."
PLACED = {"start": "From", "end": "To", "org": "Organization", "notes": "Notes"}
UNDER = {"person": "role", "start": "status"}
FIELDS = (
    *("person", "start", "end", "org", "role", "status", "notes", "start_censoring", "end_censoring"),
    *("spell_id", "person_id", "org_id"),
)
COLUMNS = {"start": "From", "end": "To", "org": "Organization", "role": "Role", "status": "Status", "notes": "Notes"}
HYPOTHESES = {
    "left_by": "may have left by then, as {} suggests",
    "end_rumored": "rumored to end ({})",
    "end_planned": "planned to end ({})",
    "start_rumored": "rumored to begin ({})",
    "start_planned": "planned to begin ({})",
}
CONTRADICTIONS = {
    "disputed": "disputed: {}",
    "left_before_joined": "told to have left before joining: {}",
    "left_twice": "left twice, no return told: {}",
    "joined_twice": "joined twice, no departure told: {}",
    "told_after_leaving": "told to be there after leaving: {}",
}


@answers("talentflow spells --org OpenAI --as-of 2024        talentflow spells --contradicted")
def spells(
    asked: Asked,
    person: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    org: Annotated[str | None, typer.Option(help="Only at this organization and its units.")] = None,
    cohort: Annotated[str | None, typer.Option(help="Only at the members of this cohort.")] = None,
    status: Statuses = None,
    contradicted: Annotated[bool, typer.Option("--contradicted", help="Only where not all told can be.")] = False,
    supposed: Annotated[bool, typer.Option("--supposed", help="Only where there is a hypothesis.")] = False,
    limit: Limit = None,
) -> Answer:
    """List who held which post from when to when; with --as-of, who can have been there on that day.

    Bounds that nobody tells are censored, not guessed. What events only suggest is marked as a hypothesis, and what
    cannot all be as it is told as a contradiction.
    """
    view, then, lookup = asked.view, asked.then, asked.lookup
    filters = Filters(
        person_ids=tuple(one.id for one in lookup.persons(person)) if person is not None else None,
        org_ids=lookup.places(org, cohort),
        statuses=standings(status),
        as_of=then.as_of,
        known_by=then.known_by,
        limit=None if supposed else limit,
    )
    found = view.stays(filters, contradicted=contradicted)
    if supposed:
        found = [spell for spell in found if spell.hypotheses][:limit]
    events = noted_events(view, found, then)
    rows = [{"person": spell.person, **spell_row(spell, events, then.as_of)} for spell in found]

    def draw(console: Console) -> None:
        if rows:
            console.print(table(rows, {"person": "Who", **PLACED}, under=UNDER))
        console.print(plain(f"{counted(len(rows), 'spell')}. {LEGEND if rows else ''}".strip(), "dim"))

    records = [spell_record(spell, then.as_of) for spell in found]
    return Answer(payload=records, rows=rows, draw=draw, fields=FIELDS)


def noted_events(view: View, found: Iterable[Spell], then: Clock) -> dict[str, CareerEvent]:
    """The events that hypotheses and contradictions are about."""
    ids = {one for spell in found for supposed in spell.hypotheses for one in supposed.event_ids}
    ids |= {one for spell in found for noted in spell.contradictions for one in noted.event_ids}
    told = (view.event(one, then) for one in sorted(ids))
    return {event.id: event for event in told if event is not None}


def spell_record(spell: Spell, day: date | None = None) -> dict[str, Any]:
    """Everything about one spell, JSON-ready; `held` says whether it lasted on `day`."""
    record = {
        "id": spell.id,
        "person": spell.person,
        "person_id": spell.person_id,
        "org": spell.org,
        "org_id": spell.org_id,
        "role": spell.role,
        "status": spell.status,
        "start": spell.start.edtf if spell.start else None,
        "end": spell.end.edtf if spell.end else None,
        "start_censoring": spell.start_censoring,
        "end_censoring": spell.end_censoring,
        "opened_by": spell.opened_by,
        "closed_by": spell.closed_by,
        "told_by": spell.told_by,
        "seen": [when.edtf for when in spell.seen],
        "rejoined": spell.rejoined,
        "confidence": spell.confidence,
        "hypotheses": [_noted(one) for one in spell.hypotheses],
        "contradictions": [_noted(one) for one in spell.contradictions],
    }
    return record | ({"held": spell.held_on(day)} if day is not None else {})


def draw_career(console: Console, spells: Sequence[Spell], events: Mapping[str, CareerEvent], day: date | None) -> None:
    """A table of spells; `?` is a bound that nobody dates, `..` one that nobody tells."""
    if not spells:
        return
    rows = [spell_row(spell, events, day) for spell in spells]
    console.print(table(rows, COLUMNS, "Career"))
    console.print(plain(LEGEND, "dim"))


def spell_row(spell: Spell, events: Mapping[str, CareerEvent], day: date | None) -> dict[str, Any]:
    """One line about one spell."""
    return {
        "start": _bound(spell.start, spell.start_censoring),
        "end": _bound(spell.end, spell.end_censoring),
        "org": spell.org,
        "role": spell.role,
        "status": spell.status,
        "notes": "; ".join(_notes(spell, events, day)),
        "start_censoring": spell.start_censoring,
        "end_censoring": spell.end_censoring,
        "spell_id": spell.id,
        "person_id": spell.person_id,
        "org_id": spell.org_id,
    }


def _bound(when: Any, censoring: str) -> str:
    if when is not None:
        return str(when.edtf)
    return "?" if censoring == "told" else ".."


def _notes(spell: Spell, events: Mapping[str, CareerEvent], day: date | None) -> Iterator[str]:
    if day is not None and spell.held_on(day) == "maybe":
        yield f"not sure on {day}"
    if spell.rejoined:
        yield "a return"
    for one in spell.hypotheses:
        if told := _words(one.event_ids, events):
            yield "hypothesis: " + HYPOTHESES[one.kind].format(told)
    for noted in spell.contradictions:
        if told := _words(noted.event_ids, events):
            yield "contradiction: " + CONTRADICTIONS[noted.kind].format(told)


def _words(ids: Sequence[str], events: Mapping[str, CareerEvent]) -> str:
    """The events in words; empty where none of them had happened or was known then."""
    return ", ".join(_event(events[one]) for one in ids if one in events)


def _event(event: CareerEvent) -> str:
    words = (event.kind, event.org or event.venture, event.date.edtf if event.date else None)
    return " ".join(word for word in words if word)


def _noted(one: Hypothesis | Contradiction) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": one.kind, "events": one.event_ids}
    if isinstance(one, Hypothesis):
        record["date"] = one.date.edtf if one.date else None
    return record
