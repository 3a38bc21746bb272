"""The answer for a cohort as a page for people: who left, who lost nobody, where they went, what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console

from talentflow.answers import CohortAnswer, Member, Transition
from talentflow.cli.event_table import named, told_by
from talentflow.cli.records import Proof, goal_words, transition_row
from talentflow.cli.sheet import NOT_SAID, UNDATED, counted, plain, table
from talentflow.ledger import Clock
from talentflow.model.claim import Absence

COLUMNS = {"from": "From", "person": "Who", "to": "Where to", "when": "When", "words": "Words", "claim": "Claim"}
UNDER = {"from": "n", "person": "role", "when": "status", "words": "told"}
GOALS = {"big_tech": "big tech", "own_venture": "own venture", "other": "elsewhere", "not_said": NOT_SAID}
TOLD = {"what": "", "words": ""}
NOBODY = "nobody"


def draw_answer(console: Console, answer: CohortAnswer, proof: Proof) -> None:
    """The whole page."""
    first, last = answer.published
    console.print(plain(answer.name, "bold"))
    told_on = f"{counted(answer.n_documents, 'document')}, published from {first or '?'} to {last or '?'}"
    console.print(plain(told_on + _when(answer.clock), "dim"))
    rows = [row for member in answer.members for row in _rows(member, proof)]
    console.print(table(rows, COLUMNS, under=UNDER, lead="from"))
    for title, lines in (
        ("Who lost nobody, as far as these sources say", _intact(answer, proof)),
        ("Where the leavers went", _went(answer)),
        ("Told and denied", _denied(answer, proof)),
        ("Told by copies only, not by the texts they are made from", _copied(answer, proof)),
    ):
        if told := list(lines):
            console.print(plain(title, "bold"))
            console.print(table(told, TOLD, headed=False))
            console.print()


def _when(clock: Clock) -> str:
    words = f"; the world as of {clock.as_of}" if clock.as_of is not None else ""
    return words + (f"; as known by {clock.known_by}" if clock.known_by is not None else "")


def _rows(member: Member, proof: Proof) -> Iterator[dict[str, Any]]:
    number = len({one.person_id for one in member.departures})
    head = {"from": member.name, "n": f"{number} left" if number else NOBODY}
    if not number:
        words = "; ".join(_quote(one) for one in member.absences)
        told = named(list(dict.fromkeys(one.doc for one in member.absences)))
        yield {**head, "person": "-", "words": words or "no source tells of anybody", "told": told}
    for one in member.departures:
        row = transition_row(one, proof)
        yield {
            **row,
            **head,
            "to": row["to"] or NOT_SAID,
            "when": row["when"] or UNDATED,
            "told": told_by(one.events[0].history),
        }


def _intact(answer: CohortAnswer, proof: Proof) -> Iterator[dict[str, Any]]:
    """Members without a departure that stands; then those of whom a source once said so."""
    for member in answer.intact:
        yield {"what": member.name, "words": _intact_words(member)}
    if not answer.intact:
        yield {"what": "none", "words": "of each, somebody is told to have left"}
    for member in answer.members:
        if member.departures:
            for one in member.absences:
                said = f"{one.doc} of {proof.published(one.doc_hash) or '?'} said of {member.name}: {_quote(one)}"
                yield {"what": "before", "words": said}


def _intact_words(member: Member) -> str:
    named = f"(named in {counted(member.n_documents, 'document')})"
    if member.absences:
        told = ", ".join(dict.fromkeys(f"{one.doc} asserts it: {_quote(one)}" for one in member.absences))
        return f"none {named}, and {told}"
    if member.denied:
        return f"none that stands {named}; some were denied"
    return f"0 found {named}; no source says that nobody left"


def _went(answer: CohortAnswer) -> Iterator[dict[str, Any]]:
    for goal, title in GOALS.items():
        paths = [_path(one, goal) for one in answer.destinations[goal]]
        yield {"what": title, "words": "; ".join(dict.fromkeys(paths)) or NOBODY}
    if answer.also_to:
        words = "; ".join(_path(one, "other") for one in answer.also_to)
        yield {"what": "came there too", "words": words}


def _path(one: Transition, goal: str) -> str:
    origin = (one.departure.org if one.departure else None) or "?"
    if goal in ("own_venture", "not_said"):
        return f"{one.person} ({origin})"
    return f"{one.person} ({origin} \u2192 {', '.join(goal_words(arrival) for arrival in one.arrivals)})"


def _denied(answer: CohortAnswer, proof: Proof) -> Iterator[dict[str, Any]]:
    for member in answer.members:
        for event in member.denied:
            best = proof.best(event)
            yield _said(f"{event.person}, {event.kind} {event.org}", best.evidence.quote, best.doc)
        for one in member.denied_events:
            unit = f" ({one.unit})" if one.unit else ""
            other = f" with {one.other}" if one.other else ""
            yield _said(f"{one.kind} of {one.org}{unit}{other}", one.best.evidence.quote, one.best.doc)


def _copied(answer: CohortAnswer, proof: Proof) -> Iterator[dict[str, Any]]:
    for member in answer.members:
        for event in member.copied:
            best = proof.best(event)
            yield _said(f"{event.person}, {event.kind} {event.org}", best.evidence.quote, best.doc)


def _said(what: str, quote: str, doc: str) -> dict[str, Any]:
    return {"what": what, "words": f"{' '.join(quote.split())} ({doc})"}


def _quote(absence: Absence) -> str:
    return " ".join(absence.evidence.quote.split())
