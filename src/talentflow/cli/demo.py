"""`demo`: the main job on the articles that come with the repository."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from talentflow import documents
from talentflow.cli.app import app
from talentflow.cli.cohort import answered
from talentflow.cli.options import AsCsv, AsJson, Out
from talentflow.cli.reading import progress, tell
from talentflow.cli.sheet import Answer, emit, plain
from talentflow.errors import InputError
from talentflow.ledger import Ledger, View
from talentflow.run import pipeline

DEMO_DB = Path("demo.db")
COHORT = "six-tigers"


@app.command(epilog="Example: talentflow demo --db demo.db")
def demo(
    samples: Annotated[
        Path | None, typer.Option(help="The folder of articles; the repository's own without it.")
    ] = None,
    db: Annotated[Path, typer.Option("--db", help="Where the ledger is made.")] = DEMO_DB,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Read the sample articles and answer for the six tigers: who left whom for where, and who lost nobody."""
    folder = samples or _samples()
    with Ledger.open(db) as ledger, progress([folder]) as show:
        done = pipeline.ingest(documents.read([folder]), ledger, show=show, tell=tell)
    with View.open(db) as view:
        answer = answered(view, COHORT)
        example = str(answer.rows[0]["claim"]) if answer.rows else "CLAIM"

        def draw(console: Console) -> None:
            read = f"Read {done.n_seen} articles of {folder}: {done.n_added} new, {done.n_known} known before."
            console.print(plain(read), soft_wrap=True)
            console.print()
            answer.draw(console)
            _what_next(console, db, example)

        emit(Answer(payload=answer.payload, rows=answer.rows, draw=draw), as_json=as_json, as_csv=as_csv, out=out)


def _samples() -> Path:
    folder = Path(__file__).resolve().parents[3] / "samples"
    if not folder.is_dir():
        raise InputError("no samples beside this installation; give a folder of articles with --samples")
    return folder


def _what_next(console: Console, db: Path, claim: str) -> None:
    """Commands that run as they stand here."""
    console.print(plain(f"\nThe ledger is {db.resolve()} (SQLite). Try next:", "bold"), soft_wrap=True)
    for words, why in (
        (f"show {claim} --db {db}", "the passage behind a claim of the last column"),
        (f"moves --db {db}", "every move, with status, sources and words"),
        (f"org ByteDance --db {db}", "who came, who left"),
        (f"cohort {COHORT} --known-by 2025-05 --db {db}", "what was known on an earlier day"),
        (f"read YOUR_ARTICLES/ --db {db}", "add your own"),
    ):
        console.print(plain(f"  {_program()} {words}"), soft_wrap=True)
        console.print(plain(f"      {why}", "dim"), soft_wrap=True)


def _program() -> str:
    """How this program is called from here: by its name where the shell finds it, else by its path."""
    called = Path(sys.argv[0]).absolute()
    if called.name != "talentflow" or shutil.which("talentflow") is not None:
        return "talentflow"
    return os.path.relpath(called)
