"""The work behind the package's face: what `talentflow.extract` and the others do, once they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import orjson

from talentflow import documents
from talentflow.answers import CohortAnswer, ask
from talentflow.documents.build import Place, from_record
from talentflow.errors import InputError
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.model.document import Document, Refusal
from talentflow.model.event import CareerEvent
from talentflow.run import pipeline
from talentflow.run.lookup import Lookup


def document(fields: Mapping[str, object]) -> Document:
    """The document of a record as a JSON Lines file has them; raises InputError where that file gets a refusal."""
    where = str(fields.get("id"))
    try:
        line = orjson.dumps(fields)
    except TypeError as error:
        raise InputError(f"{where}: {error}") from error
    made = list(from_record(line, Place(where=where, stem=where)))
    if not isinstance(made[0], Document):
        raise InputError(str(made[0]))
    return made[0]


def read(
    paths: str | Path | Iterable[str | Path],
    db: str | Path,
    workers: int | None,
    tell: Callable[[Refusal], None] | None,
) -> View:
    """Documents into the ledger, and the ledger's view."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    with Ledger.open(db) as ledger:
        pipeline.ingest(documents.read(given), ledger, workers=workers, tell=tell)
    return View.open(db)


def moves(view: View, person: str | None, org: str | None, cohort: str | None, filters: Filters) -> list[CareerEvent]:
    """Events of the people and organizations that go by these names."""
    lookup = Lookup(view, clock=filters.clock)
    if person is not None:
        filters = replace(filters, person_ids=tuple(one.id for one in lookup.persons(person)))
    chosen = lookup.places(org, cohort)
    if chosen is not None:
        filters = replace(filters, org_ids=chosen)
    return view.moves(filters)


def cohort(view: View, name: str, clock: Clock) -> CohortAnswer:
    """The answer for a cohort by its id, name or alias."""
    lookup = Lookup(view, clock=clock)
    question = lookup.question(lookup.cohort(name))
    return ask(view, replace(question, as_of=clock.as_of, known_by=clock.known_by))
