"""`show` and `search`: the words themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from talentflow.cli.answering import Asked, answers
from talentflow.cli.cell import Cell
from talentflow.cli.sheet import Answer, counted, plain, table
from talentflow.errors import InputError
from talentflow.ledger import Clock, View
from talentflow.model.claim import Claim
from talentflow.model.document import Document
from talentflow.run.lookup import NotFound

CONTEXT = 120  # characters shown on either side of the evidence
FIELDS = {
    "person": "person",
    "kind": "kind",
    "org": "organization",
    "role": "role",
    "date": "date",
    "status": "status",
    "source": "source",
    "reason": "reason",
    "to": "to",
    "venture": "venture",
    "return": "return",
    "rule": "rule",
    "confidence": "confidence",
}


@answers("talentflow show c-1f0e9a77        (ids stand in the last column of `talentflow moves`)")
def show(
    asked: Asked,
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="A claim's or event's id, or how it starts.")],
) -> Answer:
    """Show the passage a claim stands on, with the evidence marked; for an event, that of all its claims.

    Where a document is made from another, or credits an outlet, that is told too: a copy's words move nothing.
    """
    found = _told(asked.view, claim_id, asked.then)
    made_from = {document.hash: _made_from(asked.view, document, asked.then) for _, document in found}
    records = [
        {
            "id": claim.id,
            **claim.to_line(),
            "title": document.title,
            "published": document.published,
            "url": document.url,
            "made_from": made_from[document.hash],
            "passage": _passage(claim, document),
        }
        for claim, document in found
    ]

    def draw(console: Console) -> None:
        for claim, document in found:
            _draw(console, claim, document, made_from[document.hash])

    return Answer(payload=records, rows=records, draw=draw)


@answers('talentflow search OpenAI "chief scientist" --limit 5')
def search(
    asked: Asked,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must stand in a document.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many documents.")] = 20,
) -> Answer:
    """Find documents by their words, Chinese ones of any length too."""
    rows = [
        {
            "doc": hit.document.id,
            "published": hit.document.published,
            "title": hit.document.title,
            "words": hit.snippet,
            "start": hit.evidence.span.start if hit.evidence else None,
            "end": hit.evidence.span.end if hit.evidence else None,
            "url": hit.document.url,
            "doc_hash": hit.document.hash,
        }
        for hit in asked.view.search(" ".join(words), limit, asked.then)
    ]

    def draw(console: Console) -> None:
        if rows:
            console.print(
                table(rows, {"doc": "Document", "title": "Title", "words": "Words"}, under={"doc": "published"})
            )
        console.print(plain(f"{counted(len(rows), 'document')}.", "dim"))

    return Answer(payload=rows, rows=rows, draw=draw)


def _told(view: View, start: str, then: Clock) -> list[tuple[Claim, Document]]:
    """The claim, or the event's claims, with their documents; raises NotFound, and InputError on several."""
    ids = [start] if view.claim(start) or view.event(start) else view.ids(start) if len(start) > 2 else []
    if not ids:
        raise NotFound(f"no claim or event has an id that starts with {start!r}")
    if len(ids) > 1:
        raise InputError(f"{start!r} starts several ids: {', '.join(ids)}")
    event = view.event(ids[0], then)
    claim_ids = event.claim_ids if event is not None else (ids[0],)
    told = [one for claim_id in claim_ids if (one := view.claim(claim_id, then)) is not None]
    if not told or (event is None and not _happened(*told[0], then)):
        raise NotFound(f"{ids[0]} is not known on that day; --known-by and --as-of give other days")
    return told


def _happened(claim: Claim, document: Document, then: Clock) -> bool:
    """By its date, or by the day it was told where it gives none, as for events."""
    day = claim.date.start or claim.date.end if claim.date is not None else document.published
    return then.as_of is None or day is None or day <= then.as_of


def _made_from(view: View, document: Document, then: Clock) -> list[dict[str, Any]]:
    """The texts and outlets a document is made from, as far as they speak on that day, the surest first."""
    links = [link for link in view.derivations([document.hash]) if link.doc_hash == document.hash]
    speaking = view.speaking((link.origin_hash for link in links if link.origin_hash is not None), then)
    origins = view.documents(speaking)
    return [
        {
            "doc": origins[link.origin_hash].id if link.origin_hash in origins else None,
            "doc_hash": link.origin_hash if link.origin_hash in origins else None,
            "outlet": link.origin_name,
            "how": link.reason,
            "score": link.score,
        }
        for link in sorted(links, key=lambda link: (-link.score, link.origin_hash or "", link.origin_name or ""))
        if link.origin_hash in origins or link.origin_name is not None
    ]


def _passage(claim: Claim, document: Document) -> str:
    span = claim.evidence.span
    return document.text[max(0, span.start - CONTEXT) : span.end + CONTEXT]


def _draw(console: Console, claim: Claim, document: Document, made_from: Sequence[Mapping[str, Any]]) -> None:
    span, text = claim.evidence.span, document.text
    console.print(plain(f"{claim.id}  {document.title or document.id}", "bold"))
    console.print(plain(f"{document.id}, published {document.published or '?'}{_tail(document.url)}", "dim"))
    before = text[max(0, span.start - CONTEXT) : span.start]
    marked = Text.assemble(
        "..." if span.start > CONTEXT else "",
        before.lstrip(),
        ("[", "bold"),
        (claim.evidence.quote, "bold reverse"),
        ("]", "bold"),
        text[span.end : span.end + CONTEXT].rstrip(),
        "..." if span.end + CONTEXT < len(text) else "",
    )
    console.print(Cell([marked]))
    line = claim.to_line()
    for key, title in FIELDS.items():
        if line[key] is not None:
            extra = f" ({claim.org_name})" if key == "org" and claim.org_name not in (None, claim.org) else ""
            console.print(plain(f"  {title:<13}{line[key]}{extra}"))
    for one in made_from:
        console.print(plain(f"  {'made from':<13}{one['doc'] or one['outlet']} ({one['how']}, {one['score']})"))
    console.print()


def _tail(url: str | None) -> str:
    return f", {url}" if url else ""
