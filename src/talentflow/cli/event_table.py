"""Tables of moves for people: who and as what, when and how sure, the words and who says so, a line under the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from talentflow.cli.records import Proof, event_row, sources, standing_words
from talentflow.cli.sheet import UNDATED, table
from talentflow.model.event import CareerEvent, StatusStep

COLUMNS = {"when": "When", "person": "Who", "kind": "Move", "words": "Words", "claim": "Claim"}
OWN_COLUMNS = {"when": "When", "kind": "Move", "role": "Role", "words": "Words", "claim": "Claim"}
UNDER = {"when": "status", "person": "role", "kind": "where", "words": "told"}
MOST_SOURCES = 2  # documents named in a cell; --json and --csv name all


def event_table(
    events: Sequence[CareerEvent], proof: Proof, title: str | None = None, columns: Mapping[str, str] = COLUMNS
) -> Table:
    """One row an event; `OWN_COLUMNS` for the events of one person."""
    return table([_row(event, proof) for event in events], columns, title, UNDER)


def told_by(history: Iterable[StatusStep]) -> str:
    """The roots that tell something, the first of them by name, and how many documents only repeat them."""
    roots = sources(history)
    words = named([one["doc"] for one in roots if one["doc"] is not None])
    n_repeated = sum(len(one["same_root"]) for one in roots)
    if not words:
        return "only copies: " + named([doc for one in roots for doc in one["same_root"]])
    return f"{words}, repeated by {n_repeated}" if n_repeated else words


def named(documents: Sequence[str]) -> str:
    """The first documents by name, and how many more there are.

    >>> named(["a", "b", "c", "d", "e"])
    'a, b +3'
    """
    words = ", ".join(documents[:MOST_SOURCES])
    return words + f" +{len(documents) - MOST_SOURCES}" if len(documents) > MOST_SOURCES else words


def _row(event: CareerEvent, proof: Proof) -> dict[str, Any]:
    where = event.org or event.venture
    if event.to is not None:
        where = f"{event.to} ({where})" if where else event.to
    row = event_row(event, proof)
    row |= {"when": row["when"] or UNDATED, "where": where, "status": standing_words(event)}
    return row | {"told": told_by(event.history)}
