"""What `import talentflow` offers, done: the functions behind the package's face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from talentflow import documents
from talentflow.answers import CohortAnswer, ask
from talentflow.documents import build
from talentflow.errors import InputError
from talentflow.ledger import Filters, Ledger, View
from talentflow.model.claim import MOVES, Extraction
from talentflow.model.document import Document, Refusal
from talentflow.model.event import CareerEvent
from talentflow.run import pipeline
from talentflow.run.lookup import Lookup

Paths = str | Path | Iterable[str | Path]


def document(text: str, *, doc: str, title: str | None, published: date | str | None, url: str | None) -> Document:
    """A text as a document, laid out as the text of a JSON record is; raises InputError."""
    place = build.Place(where=doc, stem=doc)
    day = published.isoformat() if isinstance(published, date) else published
    fields = {"id": doc, "text": text, "title": title, "published": day, "url": url}
    made: Document | None = None
    for one in build.from_fields(fields, place):
        if isinstance(one, Refusal):
            raise InputError(str(one))
        made = one
    if made is None:
        raise InputError(f"{doc}: no document")
    return made


def read(
    paths: Paths,
    *,
    db: str | Path,
    workers: int | None,
    tell: Callable[[Refusal], None] | None,
) -> View:
    """Documents into a ledger, and the ledger's view."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    with Ledger.open(db) as ledger:
        pipeline.ingest(documents.read(given), ledger, workers=workers, tell=tell)
    return View.open(db)


def moves(view: View, *, person: str | None, org: str | None, cohort: str | None, filters: Filters,
          ) -> list[CareerEvent]:
    """Events by the names a user gives; NotFound where the ledger knows none."""
