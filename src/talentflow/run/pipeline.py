"""The order of the stations: documents, mentions, claims, the ledger, identities, events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import monotonic

from talentflow.claims import absences, engine
from talentflow.claims.trace import Explanation
from talentflow.lang import prefilter, second_look, text
from talentflow.lang.text import Reading
from talentflow.ledger import Ledger, erasure
from talentflow.mentions import aliases, find
from talentflow.model.claim import Extraction
from talentflow.model.document import Document, Refusal
from talentflow.run.erase import suppress
from talentflow.run.lineage import Placing
from talentflow.run.local import runner
from talentflow.run.settle import settle

BATCH = 500  # documents a transaction
BATCH_CHARS = 4_000_000
BATCH_S = 2.0  # seconds after which a batch is committed, full or not
FAILED = "failed"  # refusal code of a document whose reading went wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reading has come; `n_known` were in the ledger before, `n_refused` could not be read."""

    n_seen: int = 0
    n_added: int = 0
    n_known: int = 0
    n_refused: int = 0
    n_claims: int = 0


NOTES = frozenset({"date", "front_matter"})  # refusals of a detail: the document itself is read

Show = Callable[[Progress], None]
Tell = Callable[[Refusal], None]
Pair = tuple[Document, Extraction]


def extract(document: Document) -> Extraction:
    """All that one document says; pure, deterministic and picklable.

    A text that cannot tell a move of somebody it names is not read: it is stored, with nothing in it.
    """
    reading = _worth_reading(document)
    return _examined(reading) if reading is not None else Extraction(doc=document.id, doc_hash=document.hash)


def examine(document: Document) -> Extraction:
    """`extract` for any text, background alone included."""
    return _examined(text.read(document))


def _worth_reading(document: Document) -> Reading | None:
    """The text made readable, None where it can tell no move: by its words, then by whom it names."""
    if not prefilter.may_tell_move(document.text):
        return None
    reading = text.read(document)
    return reading if second_look.names_somebody(reading) or absences.may_tell(reading) else None


def _examined(reading: Reading) -> Extraction:
    document = reading.document
    chunks = find.find(reading)
    named = (find.mention(reading, chunk) for chunk in chunks)
    found = engine.read(reading, chunks)
    return Extraction(
        doc=document.id,
        doc_hash=document.hash,
        mentions=tuple(mention for mention in named if mention is not None),
        claims=found.claims,
        absences=found.absences,
        org_events=found.org_events,
        refusals=found.refusals,
        aliases=aliases.find(reading, chunks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The claims of `extract` with the decision behind each, and the triggers that were declined.

    `is_read` False: the text cannot tell a move of somebody it names, so it was not read.
    """

    document: Document
    explanations: tuple[Explanation, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_read: bool = True


def explain(document: Document) -> Explained:
    """What `extract` claims of a document, and why."""
    reading = _worth_reading(document)
    if reading is None:
        return Explained(document=document, is_read=False)
    explanations, refusals = engine.explain(reading, find.find(reading))
    return Explained(document=document, explanations=explanations, refusals=refusals)


def extract_or_refuse(document: Document) -> Extraction:
    """`extract`, where a mistake of ours becomes a refusal of this one document."""
    try:
        return extract(document)
    except Exception as error:
        return lost(document, f"{type(error).__name__}: {error}")


def lost(document: Document, reason: str) -> Extraction:
    """The extraction of a document that could not be read; it is not stored, so a later reading tries again."""
    refusal = Refusal(where=document.id, code=FAILED, reason=reason)
    return Extraction(doc=document.id, doc_hash=document.hash, refusals=(refusal,))


def extract_all(documents: Iterable[Document], workers: int | None = 1) -> Iterator[Pair]:
    """Each document with its extraction, in order."""
    return runner(workers).map(_pair, documents, lambda document, reason: (document, lost(document, reason)))


def ingest(
    documents: Iterable[Document | Refusal],
    ledger: Ledger,
    *,
    workers: int | None = 1,
    show: Show | None = None,
    tell: Tell | None = None,
) -> Progress:
    """Read documents into the ledger, then settle who and what; safe to stop anywhere and to run again.

    Documents whose content is there already are not read again. Refusals of documents are kept, and told to `tell`
    as they come; `show` is called after each document.
    """
    counted = _Counter(show, tell)
    fresh = _fresh(documents, ledger, counted)
    tombstones, placing = erasure.buried(ledger), Placing(ledger)
    for pairs in _batches(extract_all(fresh, workers)):
        with ledger.batch():
            for document, extraction in pairs:
                document, extraction = suppress(document, extraction, tombstones)
                told = extraction.claims or extraction.org_events
                if _store(ledger, document, extraction, counted) and told:
                    placing.place(document, extraction.mentions)
    ledger.refuse(counted.refusals)
    settle(ledger)
    return counted.progress


def _pair(document: Document) -> Pair:
    return document, extract_or_refuse(document)


def _fresh(documents: Iterable[Document | Refusal], ledger: Ledger, counted: _Counter) -> Iterator[Document]:
    for one in documents:
        if isinstance(one, Refusal):
            counted.refuse(one)
        elif ledger.has(one.hash):
            counted.add(Progress(n_seen=1, n_known=1))
        else:
            yield one


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    """What is written at once: read first, so that the ledger is locked for as short as can be."""
    batch: list[Pair] = []
    n_chars, began = 0, monotonic()
    for pair in pairs:
        batch.append(pair)
        n_chars += len(pair[0].text)
        if len(batch) >= BATCH or n_chars >= BATCH_CHARS or monotonic() - began >= BATCH_S:
            yield batch
            batch, n_chars, began = [], 0, monotonic()
    if batch:
        yield batch


def _store(ledger: Ledger, document: Document, extraction: Extraction, counted: _Counter) -> bool:
    """True when the document is new."""
    failed = [refusal for refusal in extraction.refusals if refusal.code == FAILED]
    if failed:
        counted.refuse(failed[0])
    elif ledger.add(document, extraction):
        counted.add(Progress(n_seen=1, n_added=1, n_claims=len(extraction.claims)))
        return True
    else:
        counted.add(Progress(n_seen=1, n_known=1))
    return False


class _Counter:
    """Adds up a reading's progress and shows it."""

    def __init__(self, show: Show | None, tell: Tell | None) -> None:
        self.progress = Progress()
        self.refusals: list[Refusal] = []
        self._show = show
        self._tell = tell

    def refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)
        if self._tell is not None:
            self._tell(refusal)
        if refusal.code not in NOTES:
            self.add(Progress(n_seen=1, n_refused=1))

    def add(self, step: Progress) -> None:
        now = self.progress
        self.progress = Progress(
            n_seen=now.n_seen + step.n_seen,
            n_added=now.n_added + step.n_added,
            n_known=now.n_known + step.n_known,
            n_refused=now.n_refused + step.n_refused,
            n_claims=now.n_claims + step.n_claims,
        )
        if self._show is not None:
            self._show(self.progress)
