"""`extract` and `read`: documents in, claims or a ledger out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from talentflow import documents
from talentflow.cli.app import NOTHING, app
from talentflow.cli.options import DB, AsCsv, AsJson, Db, Out, Paths, Workers
from talentflow.cli.sheet import Answer, emit
from talentflow.errors import InputError
from talentflow.ledger import Ledger
from talentflow.model.document import Document, Refusal
from talentflow.run import pipeline

NOTES = frozenset({"date", "front_matter"})  # refusals of a detail: the document itself was read
More = Annotated[list[str] | None, typer.Option("--in", "-i", metavar="FILE", help="One more input; repeatable.")]


@app.command(epilog="Example: talentflow extract article.txt | jq .person        talentflow extract news/ -o claims.jsonl")
def extract(paths: Paths = None, more: More = None, out: Out = None, workers: Workers = 1) -> None:
    """Write the claims of documents, one JSON object a line, in the order of the documents."""
    refused: list[Refusal] = []
    found = pipeline.extract_all(_documents(_inputs(paths, more), refused), workers)
    with _lines(out) as put:
        for _, extraction in found:
            for claim in extraction.claims:
                put(orjson.dumps(claim.to_line(), option=orjson.OPT_APPEND_NEWLINE))
            for refusal in extraction.refusals:
                if refusal.code == pipeline.FAILED:
                    _tell(refusal)
                    refused.append(refusal)
    if any(refusal.code not in NOTES for refusal in refused):
        raise typer.Exit(NOTHING)


@app.command(epilog="Example: talentflow read news/ --db talentflow.db --workers 4        cat page.txt | talentflow read -")
def read(
    paths: Paths = None, more: More = None, db: Db = Path(DB), workers: Workers = 1, as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Read documents into a ledger: each content once, safe to stop and to run again."""
    refused: list[Refusal] = []
    inputs = _inputs(paths, more)
    with Ledger.open(db) as ledger, progress() as show:
        done = pipeline.ingest(_told(documents.read(inputs), refused), ledger, workers=workers, show=show)
    row = {"documents": done.n_seen, "new": done.n_added, "known": done.n_known, "refused": done.n_refused,
           "claims": done.n_claims, "ledger": str(db)}

    def draw(console: Console) -> None:
        console.print(f"{done.n_seen} documents: {done.n_added} new with {done.n_claims} claims, {done.n_known} known, "
                      f"{done.n_refused} refused. Ledger: {db}", markup=False, soft_wrap=True)

    emit(Answer(payload=row, rows=[row], draw=draw), as_json=as_json, as_csv=as_csv)
    if done.n_refused and any(refusal.code not in NOTES for refusal in refused):
        raise typer.Exit(NOTHING)


@contextmanager
def progress() -> Iterator[pipeline.Show | None]:
    """A line that moves on stderr while documents are read; None where stderr is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")

        def show(now: pipeline.Progress) -> None:
            bar.update(task, description=f"{now.n_seen} documents, {now.n_claims} claims, {now.n_refused} refused")

        yield show


def _inputs(paths: list[str] | None, more: list[str] | None) -> list[str]:
    inputs = [*(paths or ()), *(more or ())]
    if not inputs:
        raise InputError("nothing to read; give files or folders, or - for standard input")
    return inputs


def _documents(inputs: list[str], refused: list[Refusal]) -> Iterator[Document]:
    return (one for one in _told(documents.read(inputs), refused) if isinstance(one, Document))


def _told(found: Iterable[Document | Refusal], refused: list[Refusal]) -> Iterator[Document | Refusal]:
    """Pass everything on; a refusal is told on stderr and noted."""
    for one in found:
        if isinstance(one, Refusal):
            _tell(one)
            refused.append(one)
        yield one


def _tell(refusal: Refusal) -> None:
    typer.echo(f"talentflow: {refusal}", err=True)


@contextmanager
def _lines(out: str | None) -> Iterator[Callable[[bytes], Any]]:
    """Where lines of bytes go: stdout, or a file that appears whole when all is well."""
    if out is None or out == "-":
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    target = Path(out)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            yield file.write
        part.replace(target)
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
