"""Tables of moves for people: who and as what, when and how sure, the words and who says so, a line under the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from talentflow.cli.records import Proof, event_row
from talentflow.cli.sheet import table
from talentflow.model.event import CareerEvent

COLUMNS = {"when": "When", "person": "Who", "kind": "Move", "words": "Words", "claim": "Claim"}
OWN_COLUMNS = {"when": "When", "kind": "Move", "role": "Role", "words": "Words", "claim": "Claim"}
UNDER = {"when": "status", "person": "role", "kind": "where", "words": "told"}
MOST_SOURCES = 2  # documents named in a cell; --json and --csv name all
UNDATED = "no date"


def event_table(
    events: Sequence[CareerEvent], proof: Proof, title: str | None = None, columns: Mapping[str, str] = COLUMNS
) -> Table:
    """One row an event; `OWN_COLUMNS` for the events of one person."""
    return table([_row(event, proof) for event in events], columns, title, UNDER)


def told_by(documents: Sequence[str], n_roots: int) -> str:
    """The documents that tell something, the first of them by name, and how many of them are no copies of others.

    >>> told_by(["a", "b", "c", "d", "e"], 3)
    'a, b +3, 3 independent'
    """
    words = ", ".join(documents[:MOST_SOURCES])
    if len(documents) > MOST_SOURCES:
        words += f" +{len(documents) - MOST_SOURCES}"
    return f"{words}, {n_roots} independent" if 0 < n_roots < len(documents) else words


def sources(events: Iterable[CareerEvent]) -> list[str]:
    """The documents behind some events, each once, in the order of what they said."""
    return list(dict.fromkeys(step.doc for event in events for step in event.history))


def _row(event: CareerEvent, proof: Proof) -> dict[str, Any]:
    where = event.org or event.venture
    if event.to is not None:
        where = f"{event.to} ({where})" if where else event.to
    row = event_row(event, proof)
    told = told_by(sources([event]), event.n_roots)
    return row | {"when": row["when"] or UNDATED, "where": where, "told": told}
