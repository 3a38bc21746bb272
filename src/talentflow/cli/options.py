"""Options that several commands share, and how their words become values."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from talentflow.documents import Inputs
from talentflow.errors import InputError
from talentflow.ledger import Clock
from talentflow.model.claim import KINDS, STATUSES
from talentflow.model.time import When

DB = "talentflow.db"
TX = "tx:"
STANDINGS = (*STATUSES, "disputed")

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH...", help="Files or folders; - is standard input.")]
Db = Annotated[Path, typer.Option("--db", envvar="TALENTFLOW_DB", help="The ledger file.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated rows with a header.")]
Out = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of stdout.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read at once.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="How texts are encoded (big5, gbk, ...); found out without it.")
]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=f"Repeatable: {', '.join(KINDS)}.")]
Statuses = Annotated[list[str] | None, typer.Option("--status", help=f"Repeatable: {', '.join(STANDINGS)}.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month (2024-03) or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to and with this day, month or year.")]
KnownBy = Annotated[
    str | None, typer.Option(metavar="DATE", help="Answer with what documents published by then had said.")
]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Answer for the world of that day: what had happened.")]
ReadBy = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Answer as this ledger would have at the end of that day (UTC), or after tx:N."),
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")]


def clock(as_of: str | None, known_by: str | None) -> Clock:
    """The two clocks; a month or a year stands for its last day."""
    return Clock(as_of=last_day(as_of), known_by=last_day(known_by))


def reading_by(words: str | None) -> date | int | None:
    """A day, or the number of a transaction (`tx:17`)."""
    if words is None or not words.startswith(TX):
        return last_day(words)
    number = words.removeprefix(TX)
    if not number.isascii() or not number.isdigit():
        raise InputError(f"{words!r} is no transaction; write tx:17 (`talentflow stats` tells the last one)")
    return int(number)


def inputs_of(encoding: str | None) -> Inputs:
    """How documents are read; raises InputError for an encoding nobody knows."""
    try:
        return Inputs(encoding=codecs.lookup(encoding).name if encoding is not None else None)
    except LookupError as error:
        raise InputError(f"no encoding is called {encoding!r}") from error


def words_of(given: list[str] | None, known: tuple[str, ...], what: str) -> tuple[str, ...] | None:
    """Checked words of a repeatable option; None when it was not given."""
    if not given:
        return None
    for word in given:
        if word not in known:
            raise InputError(f"no {what} is called {word!r}; known: {', '.join(known)}")
    return tuple(given)


def standings(given: list[str] | None) -> tuple[str, ...] | None:
    """Checked statuses of events or spells."""
    return words_of(given, STANDINGS, "status")


def first_day(words: str | None) -> date | None:
    """The first day of a date in EDTF's small subset."""
    return _when(words).half_open()[0] if words is not None else None


def day_after(words: str | None) -> date | None:
    """The day after the last one of a date."""
    return _when(words).half_open()[1] if words is not None else None


def last_day(words: str | None) -> date | None:
    """The last day of a date."""
    return _when(words).end if words is not None else None


def _when(words: str) -> When:
    try:
        return When.parse(words)
    except ValueError as error:
        raise InputError(f"{words!r} is no date; write 2024, 2024-03 or 2024-03-09") from error
