"""One answer, three forms: a table for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from talentflow.errors import InputError

PIPED_WIDTH = 160  # columns of a table that goes to a file or another program
STYLES = {
    "announced": "green",
    "rumored": "yellow",
    "planned": "cyan",
    "denied": "red",
    "disputed": "magenta",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command found: `payload` is the JSON, `rows` the flat records, `draw` prints it for people."""

    payload: Any
    rows: Sequence[Mapping[str, Any]]
    draw: Callable[[Console], None]


def emit(answer: Answer, *, as_json: bool, as_csv: bool, out: str | None = None) -> None:
    """Print or write the answer in the form that was asked for."""
    if as_json and as_csv:
        raise InputError("--json and --csv exclude each other")
    if as_json:
        text = orjson.dumps(answer.payload, option=orjson.OPT_INDENT_2).decode() + "\n"
    elif as_csv:
        text = _csv(answer.rows)
    else:
        return _draw(answer, out)
    write(text, out)
    return None


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


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], title: str | None = None) -> Table:
    """A table of some keys of the rows; `columns` is key -> header; cells are never read as markup."""
    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for key, header in columns.items():
        made.add_column(header, overflow="fold", no_wrap=key in ("when", "claim", "kind", "status"))
    for row in rows:
        made.add_row(*(_cell(key, row.get(key)) for key in columns))
    return made


def plain(words: str, style: str = "") -> Text:
    """Words that are no markup."""
    return Text(words, style=style)


def _cell(key: str, value: object) -> Text:
    words = "" if value is None else str(value)
    return Text(words, style=STYLES.get(words, "") if key == "status" else "")


def _draw(answer: Answer, out: str | None) -> None:
    if out is None or out == "-":
        console = Console(highlight=False)
        answer.draw(console if console.is_terminal else Console(highlight=False, width=PIPED_WIDTH))
        return
    page = io.StringIO()
    answer.draw(Console(file=page, highlight=False, width=PIPED_WIDTH))
    write(page.getvalue(), out)


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    page = io.StringIO()
    if rows:
        writer = csv.DictWriter(page, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return page.getvalue()
