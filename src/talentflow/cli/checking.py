"""`check`: the reading against gold facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from talentflow.cli.app import app
from talentflow.cli.options import AsCsv, AsJson, Out, Workers
from talentflow.cli.sheet import Answer, counted, emit, plain, table
from talentflow.errors import InputError
from talentflow.evaluate.score import Figure, Report, load_gold, load_lines, score
from talentflow.model.document import Document
from talentflow.run import pipeline

FIGURES = {"what": "Kind", "p": "P", "r": "R", "f1": "F1", "tp": "Found", "gold": "Gold", "pred": "Claimed"}
MISSES = {
    "doc": "Document",
    "person": "Person",
    "kind": "Kind",
    "org": "Organization",
    "role": "Role",
    "quote": "Words",
}


@app.command(
    epilog="Example: talentflow check gold.jsonl --detail        talentflow check gold.jsonl claims.jsonl --json"
)
def check(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated documents (.jsonl, or one as .json).")],
    claims: Annotated[
        Path | None, typer.Argument(metavar="[CLAIMS]", help="What `extract` wrote; read anew without it.")
    ] = None,
    detail: Annotated[bool, typer.Option("--detail", help="List missed facts and spurious claims.")] = False,
    workers: Workers = 1,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Score claims against gold facts: precision, recall, F1 by kind, and the attributes of what was found."""
    documents = load_gold(gold)
    lines = load_lines(claims) if claims is not None else list(_claims(documents, workers))
    report = score(documents, lines)
    rows = _rows(report)

    def draw(console: Console) -> None:
        console.print(table(rows, FIGURES))
        console.print("attributes on matches: " + ", ".join(_attributes(report)), markup=False, soft_wrap=True)
        if detail:
            console.print(table([{"doc": doc, **fact} for doc, fact in report.missed], MISSES, "Missed"))
            console.print(table([{"doc": doc, **claim} for doc, claim in report.spurious], MISSES, "Spurious"))
        console.print(plain(f"{counted(report.n_documents, 'document')}.", "dim"))

    emit(Answer(payload=report.to_json(), rows=rows, draw=draw), as_json=as_json, as_csv=as_csv, out=out)


def _claims(gold: list[dict[str, Any]], workers: int) -> Iterator[dict[str, Any]]:
    documents = [_document(record) for record in gold]
    for _, extraction in pipeline.extract_all(documents, workers):
        yield from (claim.to_line() for claim in extraction.claims)


def _document(record: Mapping[str, Any]) -> Document:
    published = record.get("published")
    try:
        day = date.fromisoformat(published[:10]) if published else None
        return Document(
            id=record["id"],
            text=record["text"],
            title=record.get("title"),
            published=day,
            url=record.get("url"),
            lang=record.get("lang") or "und",
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"a gold document is broken: {error}") from error


def _rows(report: Report) -> list[dict[str, Any]]:
    named: list[tuple[str, Figure]] = [("all", report.all), ("moves", report.moves), ("lenient", report.lenient)]
    named += report.by_kind.items()
    return [{"what": name, **figure.to_json()} for name, figure in named]


def _attributes(report: Report) -> Iterator[str]:
    for name, rate in report.attributes.items():
        yield f"{name} {'-' if rate is None else rate}"
    yield f"dates invented {report.dates_invented}"
