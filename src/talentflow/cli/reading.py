"""`extract` and `read`: documents in, claims or a ledger out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from talentflow import documents
from talentflow.cli.app import NOTHING, app
from talentflow.cli.options import DB, AsCsv, AsJson, Db, Encoding, Out, Paths, Workers, inputs_of
from talentflow.cli.sheet import Answer, counted, emit, encoded
from talentflow.documents import Inputs
from talentflow.errors import InputError
from talentflow.ledger import Ledger
from talentflow.model.document import Document, Refusal
from talentflow.run import pipeline

More = Annotated[list[str] | None, typer.Option("--in", "-i", metavar="FILE", help="One more input; repeatable.")]


@app.command(
    epilog="Example: talentflow extract article.txt | jq .person        talentflow extract news/ -o claims.jsonl"
)
def extract(
    paths: Paths = None,
    more: More = None,
    encoding: Encoding = None,
    workers: Workers = 1,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Write the claims of documents, one JSON object a line, in the order of the documents."""
    inputs = _inputs(paths, more)
    refused: list[str] = []

    def note(refusal: Refusal) -> None:
        tell(refusal)
        refused.append(refusal.code)

    def claims(show: pipeline.Show | None) -> Iterator[dict[str, Any]]:
        n_claims = 0
        found = pipeline.extract_all(_documents(inputs, inputs_of(encoding), note), workers)
        for number, (_, extraction) in enumerate(found, start=1):
            yield from (claim.to_line() for claim in extraction.claims)
            for refusal in extraction.refusals:
                if refusal.code == pipeline.FAILED:
                    note(refusal)
            n_claims += len(extraction.claims)
            if show is not None:
                show(pipeline.Progress(n_seen=number + len(refused), n_claims=n_claims, n_refused=len(refused)))

    with _bytes(out) as put, progress(inputs, hidden=out is None and sys.stdout.isatty()) as show:
        for part in encoded(claims(show), as_json=as_json, as_csv=as_csv):
            put(part)
    if not pipeline.NOTES.issuperset(refused):
        raise typer.Exit(NOTHING)


@app.command(
    epilog="Example: talentflow read news/ --db talentflow.db --workers 4        cat page.txt | talentflow read -"
)
def read(
    paths: Paths = None,
    more: More = None,
    encoding: Encoding = None,
    db: Db = Path(DB),
    workers: Workers = 1,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Read documents into a ledger: each content once, safe to stop and to run again."""
    inputs, how = _inputs(paths, more), inputs_of(encoding)
    with Ledger.open(db) as ledger, progress(inputs) as show:
        done = pipeline.ingest(documents.read(inputs, inputs=how), ledger, workers=workers, show=show, tell=tell)
    row = {
        "documents": done.n_seen,
        "new": done.n_added,
        "known": done.n_known,
        "refused": done.n_refused,
        "claims": done.n_claims,
        "ledger": str(db),
    }

    def draw(console: Console) -> None:
        read = f"{counted(done.n_seen, 'document')}: {done.n_added} new with {counted(done.n_claims, 'claim')}"
        rest = f"{done.n_known} known, {done.n_refused} refused. Ledger: {db}"
        console.print(f"{read}, {rest}", markup=False, soft_wrap=True)

    emit(Answer(payload=row, rows=[row], draw=draw), as_json=as_json, as_csv=as_csv)
    if done.n_refused:
        raise typer.Exit(NOTHING)


@contextmanager
def progress(inputs: Sequence[str | Path], *, hidden: bool = False) -> Iterator[pipeline.Show | None]:
    """A bar that moves on stderr while documents are read; None where stderr is no terminal, or it would disturb."""
    console = Console(stderr=True)
    if hidden or not console.is_terminal:
        yield None
        return
    n_all = documents.count(inputs)
    columns = SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=n_all)

        def show(now: pipeline.Progress) -> None:
            of = "" if n_all is None else f" of {n_all}"
            words = f"{now.n_seen}{of} documents, {now.n_claims} claims, {now.n_refused} refused"
            if now.n_seen == n_all:
                words += "; settling who is who"
            bar.update(task, completed=now.n_seen, description=words)

        yield show


def _inputs(paths: list[str] | None, more: list[str] | None) -> list[str]:
    inputs = [*(paths or ()), *(more or ())]
    if not inputs:
        raise InputError("nothing to read; give files or folders, or - for standard input")
    return inputs


def _documents(paths: list[str], how: Inputs, note: pipeline.Tell) -> Iterator[Document]:
    for one in documents.read(paths, inputs=how):
        if isinstance(one, Refusal):
            note(one)
        else:
            yield one


def tell(refusal: Refusal) -> None:
    """One line on stderr."""
    typer.echo(f"talentflow: {refusal}", err=True)


@contextmanager
def _bytes(out: str | None) -> Iterator[Callable[[bytes], Any]]:
    """Where bytes go: stdout, or a file that appears whole when all is well."""
    if out is None or out == "-":
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    target = Path(out)
    if target.exists() and not target.is_file():
        with _writable(target) as file:
            yield file.write
        return
    part = target.with_name(f".{target.name}.part")
    try:
        with _writable(part) as file:
            yield file.write
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _writable(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
