"""The one way into the ledger: append and close, one transaction a batch, the same content twice is nothing new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from talentflow.errors import EvidenceError, LedgerError
from talentflow.ledger import rows, versions
from talentflow.ledger.connection import BUSY_S, open_writer, reporting
from talentflow.ledger.pairs import pairs
from talentflow.ledger.statements import sql
from talentflow.ledger.view import View
from talentflow.model.claim import Extraction
from talentflow.model.document import Document, Refusal

CORRECTED = "another version of it was read"
CLOSE_DOCUMENT = (
    "close_document",
    "close_claims_of_document",
    "close_mentions_of_document",
    "close_absences_of_document",
    "close_org_events_of_document",
    "close_other_names_of_document",
)


class Ledger:
    """A writer on a ledger file; a context manager.

    Two processes may hold one: each batch waits `busy_s` seconds for the other's to end, then raises LedgerBusy.
    A batch that does not end (a crash, kill -9) leaves nothing behind.

    >>> from tempfile import TemporaryDirectory
    >>> document = Document(id="a", text="words")
    >>> with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
    ...     [ledger.add(document, Extraction(doc="a", doc_hash=document.hash)) for _ in range(2)]
    [True, False]
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._tx: int | None = None
        self._what = "read"

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, busy_s: float = BUSY_S) -> Self:
        """Open, or make, the ledger at `path`; raises LedgerError, LedgerCorrupt or LedgerBusy."""
        path = Path(path)
        return cls(path, open_writer(path, create=create, busy_s=busy_s))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def view(self) -> View:
        """A read-only view of the same file; it sees committed batches only."""
        return View.open(self.path)

    @contextmanager
    def batch(self, what: str = "read") -> Iterator[None]:
        """One transaction around several calls; nested ones join the outer."""
        if self.connection.in_transaction:
            yield
            return
        with reporting(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        self._tx, self._what = None, what
        try:
            yield
            with reporting(self.path):
                self.connection.execute("COMMIT")
        except BaseException:
            self._undo()
            raise
        finally:
            self._tx = None

    def _undo(self) -> None:
        """Take the open transaction back, if SQLite has not done so itself (it does when the disk is full)."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    @property
    def tx(self) -> int:
        """The number of this batch in `transactions`, taken when it first writes."""
        if self._tx is None:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._tx = self._insert("insert_transaction", (now, self._what))
        return self._tx

    def _insert(self, statement: str, row: rows.Row) -> int:
        """Run one INSERT and give the new row's id."""
        at = self.connection.execute(sql(statement), row).lastrowid
        if at is None:
            raise LedgerError(f"{self.path}: {statement} gave no row")
        return at

    def has(self, doc_hash: str) -> bool:
        """True when a document of this content is in the ledger."""
        with reporting(self.path):
            return self.connection.execute(sql("has_document"), (doc_hash,)).fetchone() is not None

    def add(self, document: Document, extraction: Extraction) -> bool:
        """Store a document and what was read from it; False when its content is there already.

        Raises EvidenceError when the extraction is of another text or a quote does not stand in this one.
        """
        _check(document, extraction)
        with self.batch(), reporting(self.path):
            if self.has(document.hash):
                return False
            run, tx = self.connection, self.tx
            at = self._insert("insert_document", rows.document_row(document, tx))
            run.execute(sql("insert_document_words"), (at, document.title or "", document.text))
            run.execute(sql("insert_document_pairs"), (at, pairs(f"{document.title or ''} {document.text}")))
            run.executemany(sql("insert_pending"), [(claim.person,) for claim in extraction.claims])
            run.executemany(sql("insert_mention"), [rows.mention_row(m, at, tx) for m in extraction.mentions])
            run.executemany(sql("insert_claim"), [rows.claim_row(c, at, tx) for c in extraction.claims])
            run.executemany(sql("insert_absence"), [rows.absence_row(a, at, tx) for a in extraction.absences])
            run.executemany(sql("insert_org_event"), [rows.org_event_row(e, at, tx) for e in extraction.org_events])
            run.executemany(sql("insert_refusal"), [rows.refusal_row(r, tx) for r in extraction.refusals])
            run.executemany(sql("insert_other_name"), [rows.other_name_row(a, at, tx) for a in extraction.aliases])
            run.executemany(sql("insert_pending"), [(n,) for a in extraction.aliases for n in (a.name, a.alias)])
            self._replace_versions(document)
        return True

    def withdraw(self, doc_hash: str, *, on: date, reason: str, replaced_by: str | None = None) -> bool:
        """End what a document says, from this day on; False when it has been withdrawn, or was never read.

        Its rows are closed, not deleted: what was known before `on` stays answerable. The names in it, and in what is
        made from it, wait to be settled anew.
        """
        with self.batch("withdraw"), reporting(self.path):
            found = self.connection.execute(sql("document_by_hash"), (doc_hash,)).fetchone()
            if found is None or found["known_to"] is not None:
                return False
            run, tx, at = self.connection, self.tx, found["row_id"]
            run.execute(sql("insert_withdrawal"), (at, on.isoformat(), reason, replaced_by, tx))
            run.execute(sql("insert_pending_of_hash"), (doc_hash,))
            for statement in CLOSE_DOCUMENT:
                run.execute(sql(statement), (tx, at))
        return True

    def _replace_versions(self, new: Document) -> None:
        """Withdraw the older ones of the documents that are versions of one, the new one itself if it is older."""
        for row in self.connection.execute(sql("select_namesakes"), (new.url, new.hash, new.id)).fetchall():
            old = rows.read_document(row)
            if not versions.same(old, new):
                continue
            older, newer, on = versions.in_time(old, new)
            self.withdraw(older.hash, on=on, reason=CORRECTED, replaced_by=newer.hash)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Keep what was declined and why; the same refusal is kept once."""
        with self.batch(), reporting(self.path):
            self.connection.executemany(sql("insert_refusal"), [rows.refusal_row(r, self.tx) for r in refusals])


def _check(document: Document, extraction: Extraction) -> None:
    if extraction.doc_hash != document.hash:
        raise EvidenceError(f"{document.id}: an extraction of another text")
    told = [claim.evidence for claim in extraction.claims]
    told += [absence.evidence for absence in extraction.absences]
    told += [event.evidence for event in extraction.org_events]
    told += [mention.evidence for mention in extraction.mentions]
    told += [alias.evidence for alias in extraction.aliases]
    for evidence in told:
        if not evidence.stands_in(document.text):
            raise EvidenceError(f"{document.id}: no {evidence.quote!r} at {evidence.span.start}")
