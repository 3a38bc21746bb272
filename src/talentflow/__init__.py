"""talentflow: a sourced ledger of career moves read from public news.

    import talentflow

    talentflow.extract(text, published="2025-03-04").claims     what one text says, with evidence
    talentflow.explain(text, published="2025-03-04")            why each claim is what it is
    view = talentflow.read("articles/", db="talentflow.db")     many texts into a ledger
    talentflow.moves(view, org="OpenAI")                        what the ledger says
    talentflow.cohort(view, "six-tigers")                       who of a set lost whom, and who lost nobody

docs/api.md shows them at work. Records and the ledger are imported here; what reads a language is imported when a text
is first read.
"""

from __future__ import annotations

__version__ = "0.1.0"

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from talentflow.answers import CohortAnswer
from talentflow.claims.trace import Explanation
from talentflow.errors import InputError, LedgerError, TalentflowError
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.model.claim import Absence, Claim, Extraction, OrgEvent
from talentflow.model.document import Document, Refusal
from talentflow.model.event import CareerEvent
from talentflow.model.span import Evidence
from talentflow.model.time import When

__all__ = [
    "Absence",
    "CareerEvent",
    "Claim",
    "Clock",
    "Document",
    "Evidence",
    "Explanation",
    "Extraction",
    "Filters",
    "InputError",
    "Ledger",
    "LedgerError",
    "OrgEvent",
    "Refusal",
    "TalentflowError",
    "View",
    "When",
    "__version__",
    "cohort",
    "explain",
    "extract",
    "moves",
    "read",
]

EVERYTHING, NOW = Filters(), Clock()


def extract(
    text: str | Document,
    *,
    published: date | str | None = None,
    title: str | None = None,
    doc: str = "text",
) -> Extraction:
    """All that one text says: claims, absences, organization events, mentions, refusals. Pure and deterministic.

    `published` (a date, or `2025-03-04`) is what "last month" counts from; without it such words give no date.
    A `Document` is taken as it is, and the other arguments are of no use then. Raises InputError for a text that is
    empty or no text, and for a date that is none.

    >>> extract("A text that tells of nobody.").claims
    ()
    """
    from talentflow.run import pipeline

    return pipeline.extract(_document(text, published, title, doc))


def explain(
    text: str | Document,
    *,
    published: date | str | None = None,
    title: str | None = None,
    doc: str = "text",
) -> tuple[tuple[Explanation, ...], tuple[Refusal, ...]]:
    """The claims of `extract`, each with the decision behind it, and the triggers that were declined.

    >>> explain("A text that tells of nobody.")
    ((), ())
    """
    from talentflow.run import pipeline

    found = pipeline.explain(_document(text, published, title, doc))
    return found.explanations, found.refusals


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    db: str | Path = "talentflow.db",
    workers: int | None = 1,
    tell: Callable[[Refusal], None] | None = None,
) -> View:
    """Read files and folders into a ledger, and give its view; content that is there already is not read again.

    `tell` is called with each input that was declined; `View.refusals` lists them later. `workers` None means one
    process a core. Raises LedgerError where the file is no ledger or another process writes it.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("A text that tells of nobody.", "utf-8")
    >>> with read(folder, db=folder / "moves.db") as view:
    ...     view.counts()["documents"], moves(view, cohort="six-tigers")
    (1, [])
    """
    from talentflow.run import api

    return api.read(paths, db, workers, tell)


def moves(
    view: View,
    *,
    person: str | None = None,
    org: str | None = None,
    cohort: str | None = None,
    filters: Filters = EVERYTHING,
) -> list[CareerEvent]:
    """Events of the people and organizations that go by these names, units of an organization with it.

    Raises InputError where the ledger knows no such name. `filters` narrows kinds, statuses and days.
    """
    from talentflow.run import api

    return api.moves(view, person, org, cohort, filters)


def cohort(view: View, name: str, *, clock: Clock = NOW) -> CohortAnswer:
    """Whom the members of a named set lost, to whom, and which of them lost nobody as far as the sources say.

    `clock` asks for another day: what had happened by then, what sources had said by then. Raises InputError where no
    cohort has this id, name or alias.
    """
    from talentflow.run import api

    return api.cohort(view, name, clock)


def _document(text: str | Document, published: date | str | None, title: str | None, doc: str) -> Document:
    from talentflow.run import api

    if isinstance(text, Document):
        return text
    return api.document({"id": doc, "text": text, "title": title, "published": published})
