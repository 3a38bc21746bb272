"""`explain`: why each claim of a document is what it is, and what was declined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from talentflow import documents
from talentflow.claims.trace import Explanation, Weighed
from talentflow.cli.app import NOTHING, app
from talentflow.cli.cell import Cell
from talentflow.cli.options import AsCsv, AsJson, Encoding, Out, inputs_of
from talentflow.cli.reading import tell
from talentflow.cli.sheet import Answer, counted, emit, plain
from talentflow.model.document import Document, Refusal
from talentflow.model.span import Span
from talentflow.run import pipeline
from talentflow.run.lookup import NotFound

_LINES = re.compile(r"\s*\n\s*")
AROUND = 60  # characters shown on either side of a passage
FACTS = ("kind", "person", "org", "role", "to", "venture", "date", "status", "source", "reason")
BASES = {
    "named": "the words name it for this argument",
    "sentence": "chosen among the organizations of the sentence",
    "told": "carried over: the organization told of last",
    "main": "carried over: what the document is about",
    "employer": "carried over: the person's employer as told before",
    "none": "none is named, and none is carried over",
}


@app.command(
    epilog="Example: talentflow explain article.txt        talentflow explain article.txt --claim c-1f0e --json"
)
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file or folder; - is standard input.")],
    claim: Annotated[str | None, typer.Option(metavar="ID", help="Only this claim: its id, or how it starts.")] = None,
    encoding: Encoding = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Show for each claim its trigger, rule, cues and rivals with their scores; then what was declined."""
    refused: list[str] = []
    found = []
    for one in documents.read([path], inputs=inputs_of(encoding)):
        if isinstance(one, Refusal):
            tell(one)
            refused.append(one.code)
        else:
            found.append(_only(pipeline.explain(one), claim))
    if claim is not None and not any(one.explanations for one in found):
        raise NotFound(f"no claim of {path} has an id that starts with {claim!r}")

    def draw(console: Console) -> None:
        for one in found:
            _draw(console, one)

    records = [_record(one) for one in found]
    rows = [_row(record) for document in records for record in document["claims"]]
    emit(Answer(payload=records, rows=rows, draw=draw), as_json=as_json, as_csv=as_csv, out=out)
    if not pipeline.NOTES.issuperset(refused):
        raise typer.Exit(NOTHING)


def _only(found: pipeline.Explained, start: str | None) -> pipeline.Explained:
    """The claims whose id starts so, without the refusals; everything for None."""
    if start is None:
        return found
    kept = tuple(one for one in found.explanations if one.claim.id.startswith(start))
    return pipeline.Explained(document=found.document, explanations=kept, is_read=found.is_read)


def why_lost(best: Weighed, other: Weighed) -> str:
    """What a candidate has and the winner has not, and the other way round, with the distance.

    >>> best = Weighed(words="P", features=("before_in_clause", "nearest"), score=5.0)
    >>> why_lost(best, Weighed(words="Q", features=("before_in_clause", "oblique"), score=0.0))
    '5.00 less: has oblique; lacks nearest'
    """
    has = dict.fromkeys(name for name in other.features if name not in best.features)
    lacks = dict.fromkeys(name for name in best.features if name not in other.features)
    parts = [f"{word} {', '.join(names)}" for word, names in (("has", has), ("lacks", lacks)) if names]
    distance = f"{best.score - other.score:.2f} less" if best.score > other.score else "as good, later in order"
    return f"{distance}: {'; '.join(parts)}" if parts else distance


# -- records -----------------------------------------------------------------------------------------------------------


def _record(found: pipeline.Explained) -> dict[str, Any]:
    document = found.document
    return {
        "doc": document.id,
        "doc_hash": document.hash,
        "title": document.title,
        "published": document.published,
        "read": found.is_read,
        "claims": [_claim_record(one, document) for one in found.explanations],
        "refusals": [_refusal_record(one, document) for one in found.refusals],
    }


def _claim_record(one: Explanation, document: Document) -> dict[str, Any]:
    trace = one.trace
    return {
        "id": one.claim.id,
        **one.claim.to_line(),
        "why": one.why,
        "org_basis": one.org_basis,
        "cues": trace.cues if trace else (),
        "people": list(_weighed(trace.people)) if trace else [],
        "orgs": list(_weighed(trace.orgs)) if trace else [],
        "passage": _passage(document, one.claim.evidence.span),
    }


def _weighed(ranked: Sequence[Weighed]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(ranked):
        lost = why_lost(ranked[0], one) if number else None
        yield {"words": one.words, "score": one.score, "features": one.features, "lost": lost}


def _refusal_record(refusal: Refusal, document: Document) -> dict[str, Any]:
    span = refusal.span
    return {
        "code": refusal.code,
        "reason": refusal.reason,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": document.text[span.start : span.end] if span else None,
        "passage": _passage(document, span) if span else None,
    }


def _passage(document: Document, span: Span) -> str:
    return document.text[max(0, span.start - AROUND) : span.end + AROUND]


def _row(record: dict[str, Any]) -> dict[str, Any]:
    keys = ("doc", "id", *FACTS, "trigger", "rule", "why", "org_basis", "confidence", "quote", "start", "end")
    row = {key: record[key] for key in keys}
    for key in ("people", "orgs"):
        row[key] = "; ".join(f"{one['words']} {one['score']}" for one in record[key])
    return row | {"cues": "; ".join(record["cues"])}


# -- pages for people --------------------------------------------------------------------------------------------------


def _draw(console: Console, found: pipeline.Explained) -> None:
    document = found.document
    console.print(plain(document.title or document.id, "bold"))
    counts = f"{counted(len(found.explanations), 'claim')}, {counted(len(found.refusals), 'refusal')}"
    if not found.is_read:
        counts = "not read: nothing in it can tell a move of somebody it names"
    console.print(plain(f"{document.id}, published {document.published or '?'}: {counts}", "dim"))
    for one in found.explanations:
        title = plain(f"{one.claim.id}  {one.claim.person} {one.claim.kind} {one.claim.org or one.claim.venture or ''}")
        console.print(
            Panel(Group(*map(_folding, _parts(one, document))), title=title, title_align="left", box=box.ROUNDED)
        )
    for refusal in found.refusals:
        body = [_marked(document, refusal.span)] if refusal.span else []
        reason = plain(f"declined [{refusal.code}]  {refusal.reason}")
        console.print(Panel(Cell([*body, reason]), border_style="yellow", box=box.ROUNDED))


def _folding(part: Text | Table) -> Cell | Table:
    return Cell([part]) if isinstance(part, Text) else part


def _parts(one: Explanation, document: Document) -> Iterator[Text | Table]:
    line, trace = one.claim.to_line(), one.trace
    yield _marked(document, one.claim.evidence.span)
    yield plain("  ".join(f"{key}={line[key]}" for key in FACTS if line[key] is not None), "bold")
    why = f": {one.why}" if one.why else ""
    trigger = f"trigger {one.claim.trigger}  " if one.claim.trigger else ""
    yield plain(f"{trigger}rule {one.claim.rule}{why}")
    if trace is not None and trace.rule != one.claim.rule:
        yield plain(f"it follows from what rule {trace.rule} read at {trace.trigger}")
    yield plain(f"cues of the sentence: {', '.join(trace.cues) if trace and trace.cues else 'none'}")
    cues = trace.cues if trace is not None else ()
    if one.claim.announced_text and not any(one.claim.announced_text in cue for cue in cues):
        yield plain(f"words that announce, hedge or deny it: {one.claim.announced_text}")
    if trace is not None and trace.people:
        yield _ranking("who", trace.people)
    elif trace is None:
        yield plain("who: no rivals; the position stands in this name's own noun phrase, or another claim implies it")
    yield plain(f"organization: {BASES.get(one.org_basis, one.org_basis)}")
    if trace is not None and trace.orgs and one.org_basis not in ("named", "none"):
        yield _ranking("organization", trace.orgs)
    yield plain(f"confidence {one.claim.confidence:.2f}")


def _ranking(title: str, ranked: Sequence[Weighed]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in (title, "score", "features", "why it lost"):
        table.add_column(header, justify="right" if header == "score" else "left", overflow="fold")
    for number, one in enumerate(ranked):
        lost = plain(why_lost(ranked[0], one)) if number else plain("won", "green")
        table.add_row(plain(one.words), f"{one.score:.2f}", plain(", ".join(one.features)), lost)
    return table


def _marked(document: Document, span: Span) -> Text:
    """The evidence in its surroundings, lines joined."""
    text = document.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return Text.assemble(
        "..." if span.start > AROUND else "",
        _LINES.sub(" ", before).lstrip(),
        ("[", "bold"),
        (text[span.start : span.end], "bold reverse"),
        ("]", "bold"),
        _LINES.sub(" ", after).rstrip(),
        "..." if span.end + AROUND < len(text) else "",
    )
