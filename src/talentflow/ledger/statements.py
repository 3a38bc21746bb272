"""The ledger's SQL: one statement per file of `sql/`, bound parameters only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def sql(name: str) -> str:
    """The statement of `sql/<name>.sql`."""
    return files("talentflow.ledger").joinpath("sql", f"{name}.sql").read_text("utf-8")


@cache
def script(name: str) -> tuple[str, ...]:
    """The statements of `sql/<name>.sql`, where it holds several."""
    return tuple(_split(sql(name)))


@cache
def migrations() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """(version, statements) of every numbered file of `sql/migrations/`, oldest first."""
    folder = files("talentflow.ledger").joinpath("sql", "migrations")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return tuple((int(item.name[:4]), tuple(_split(item.read_text("utf-8")))) for item in found)


def _split(script: str) -> Iterator[str]:
    """Complete statements of a script: `executescript` would commit behind our back."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""
