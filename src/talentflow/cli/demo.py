"""`demo`: the main job on the articles that come with the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from talentflow import documents
from talentflow.cli.app import app
from talentflow.cli.cohort import cohort_answer, draw_answer, proof_of
from talentflow.cli.reading import progress, tell
from talentflow.cli.sheet import plain
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
) -> None:
    """Read the sample articles and answer for the six tigers: who left whom for where, and who lost nobody."""
    folder = samples or _samples()
    with Ledger.open(db) as ledger, progress() as show:
        done = pipeline.ingest(documents.read([folder]), ledger, show=show, tell=tell)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    console.print(
        plain(
            f"Read {done.n_seen} articles of {folder}: {done.n_added} new, {done.n_known} known before, "
            f"{done.n_claims} claims."
        ),
        soft_wrap=True,
    )
    with View.open(db) as view:
        answer = cohort_answer(view, COHORT)
        draw_answer(console, answer, proof_of(view, answer))
    _what_next(console, db)


def _samples() -> Path:
    folder = Path(__file__).resolve().parents[3] / "samples"
    if not folder.is_dir():
        raise InputError("no samples beside this installation; give a folder of articles with --samples")
    return folder


def _what_next(console: Console, db: Path) -> None:
    console.print(plain(f"\nThe ledger is {db.resolve()} (SQLite). Next:", "bold"), soft_wrap=True)
    for command, why in (
        (f"talentflow moves --db {db}", "every move, with status, sources and words"),
        (f"talentflow show --db {db} CLAIM", "the passage behind a claim of the last column"),
        (f"talentflow org --db {db} ByteDance", "who came, who left"),
        (f"talentflow cohort --db {db} {COHORT} --known-by 2024-12", "the answer of an earlier day"),
        (f"talentflow read --db {db} YOUR_ARTICLES/", "add your own"),
    ):
        console.print(plain(f"  {command:<58} {why}"), soft_wrap=True)
