"""Careers as the command line gives them: spells with their bounds, what is not known of them, what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Console

from talentflow.cli.sheet import table
from talentflow.model.event import CareerEvent
from talentflow.model.spell import Contradiction, Hypothesis, Spell

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
    rows = [
        {
            "start": _bound(spell.start, spell.start_censoring),
            "end": _bound(spell.end, spell.end_censoring),
            "org": spell.org,
            "role": spell.role,
            "status": spell.status,
            "notes": "; ".join(_notes(spell, events, day)),
        }
        for spell in spells
    ]
    console.print(table(rows, COLUMNS, "Career"))


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
