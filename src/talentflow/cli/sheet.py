"""One answer, three forms: a table for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from talentflow.cli.cell import Cell
from talentflow.errors import InputError

PIPED_WIDTH = 120  # columns of a table that goes to a file or another program; the variable COLUMNS says otherwise
WHOLE = frozenset({"claim", "kind", "status", "id"})  # keys whose values are never broken
WIDEST = {"when": 11, "from": 12, "person": 20, "to": 18, "kind": 22, "role": 22}  # cells, so that words get the room
UNDATED, NOT_SAID = "no date", "not said"  # where nobody tells
STYLES = {
    UNDATED: "dim",
    NOT_SAID: "dim",
    "announced": "green",
    "rumored": "yellow",
    "planned": "cyan",
    "denied": "red",
    "disputed": "magenta",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command found: `payload` is the JSON, `rows` the flat records, `draw` prints it for people.

    `fields` are the keys of a row, for the header of an answer without rows.
    """

    payload: Any
    rows: Sequence[Mapping[str, Any]]
    draw: Callable[[Console], None]
    fields: Sequence[str] = ()


def emit(answer: Answer, *, as_json: bool, as_csv: bool, out: str | None = None) -> None:
    """Print or write the answer in the form that was asked for."""
    _one_form(as_json, as_csv)
    if as_json:
        text = orjson.dumps(answer.payload, option=orjson.OPT_INDENT_2).decode() + "\n"
    elif as_csv:
        text = _csv(answer.rows, answer.fields)
    else:
        return _draw(answer, out)
    write(text, out)
    return None


def encoded(records: Iterable[Mapping[str, Any]], *, as_json: bool, as_csv: bool) -> Iterator[bytes]:
    """Flat records as JSON Lines, as one JSON array or as CSV, each as it comes."""
    _one_form(as_json, as_csv)
    if as_csv:
        for number, record in enumerate(records):
            yield _csv([record], list(record), header=number == 0).encode()
    elif as_json:
        mark = b"["
        for record in records:
            yield mark + b"\n" + orjson.dumps(record)
            mark = b","
        yield b"[]\n" if mark == b"[" else b"\n]\n"
    else:
        for record in records:
            yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise InputError("--json and --csv exclude each other")


def write(text: str, out: str | None) -> None:
    """Text to stdout, or to a file; InputError when it cannot be written."""
    if out is None or out == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        Path(out).write_text(text, "utf-8", newline="")
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}") from error


def table(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, str],
    title: str | None = None,
    under: Mapping[str, str] | None = None,
    *,
    lead: str | None = None,
    headed: bool = True,
) -> Table:
    """A table of some keys of the rows; cells are never read as markup.

    `columns` is key -> header, `under` key -> the key whose value stands in the same cell, on lines below. Rows that
    share the value of `lead` are one section, which shows it once.
    """
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_header=headed,
        show_edge=headed,
    )
    below = under or {}
    for key, header in columns.items():
        made.add_column(header, no_wrap=key in WHOLE, max_width=WIDEST.get(key))
    last: object = None
    for row in rows:
        repeated = lead is not None and row.get(lead) == last
        if lead is not None and not repeated and last is not None:
            made.add_section()
        last = row.get(lead) if lead is not None else None
        cells = (Cell([]) if repeated and key == lead else _cell(row, key, below.get(key)) for key in columns)
        made.add_row(*cells)
    return made


def counted(number: int, word: str) -> str:
    """A number with its noun.

    >>> counted(1, "document"), counted(2, "document")
    ('1 document', '2 documents')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def plain(words: str, style: str = "") -> Text:
    """Words that are no markup."""
    return Text(words, style=style)


def _cell(row: Mapping[str, Any], key: str, below: str | None) -> Cell:
    keys = (key,) if below is None else (key, below)
    told = [(one, "" if row.get(one) is None else str(row[one])) for one in keys]
    styles = ["", "dim"]
    return Cell([Text(words, STYLES.get(words, styles[at])) for at, (_, words) in enumerate(told) if words or not at])


def paper(page: IO[str] | None = None) -> Console:
    """What pages for people are printed on: stdout as wide as its terminal is, or a page of a fixed width."""
    if page is None and (terminal := Console(highlight=False)).is_terminal:
        return terminal
    width = os.environ.get("COLUMNS", "")
    return Console(file=page, highlight=False, width=int(width) if width.isdigit() else PIPED_WIDTH)


def _draw(answer: Answer, out: str | None) -> None:
    if out is None or out == "-":
        answer.draw(paper())
        return
    page = io.StringIO()
    answer.draw(paper(page))
    write(page.getvalue(), out)


def _csv(rows: Sequence[Mapping[str, Any]], fields: Sequence[str], *, header: bool = True) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, list(rows[0]) if rows else fields, lineterminator="\n")
    if header and writer.fieldnames:
        writer.writeheader()
    writer.writerows(rows)
    return page.getvalue()
