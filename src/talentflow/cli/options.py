"""Options that several commands share, and how their words become values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from talentflow.errors import InputError
from talentflow.ledger import Clock, View
from talentflow.model.claim import KINDS, STATUSES
from talentflow.model.time import When
from talentflow.run.lookup import Lookup

DB = "talentflow.db"
TX = "tx:"
STANDINGS = (*STATUSES, "disputed")

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH...", help="Files or folders; - is standard input.")]
Db = Annotated[Path, typer.Option("--db", envvar="TALENTFLOW_DB", help="The ledger file.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated rows with a header.")]
Out = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of stdout.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read at once.")]
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


def open_view(db: Path, read_by: str | None = None) -> View:
    """The ledger for reading, as it is or as it was; raises LedgerError with what to do when there is none."""
    return View.open(db, read_by=_read_by(read_by))


def _read_by(words: str | None) -> date | int | None:
    """A day, or the number of a transaction (`tx:17`)."""
    if words is None or not words.startswith(TX):
        return last_day(words)
    number = words.removeprefix(TX)
    if not number.isascii() or not number.isdigit():
        raise InputError(f"{words!r} is no transaction; write tx:17 (`talentflow stats` tells the last one)")
    return int(number)


def clock(as_of: str | None, known_by: str | None) -> Clock:
    """The two clocks; a month or a year stands for its last day."""
    return Clock(as_of=last_day(as_of), known_by=last_day(known_by))


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


def org_ids(lookup: Lookup, org: str | None, cohort: str | None) -> tuple[str, ...] | None:
    """Ids of the organization, of the cohort's members, or of those in both; None without either."""
    chosen: list[tuple[str, ...]] = []
    if org is not None:
        chosen.append(lookup.with_units(one.id for one in lookup.orgs(org)))
    if cohort is not None:
        chosen.append(lookup.with_units(lookup.cohort(cohort).members))
    if not chosen:
        return None
    return tuple(one for one in chosen[0] if all(one in other for other in chosen[1:]))


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
