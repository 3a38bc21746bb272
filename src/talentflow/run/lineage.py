"""Lineage in the ledger: each document that claims something is placed among those before it; roots on any day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from talentflow.documents.lineage import LineageIndex, fingerprint, from_row, roots, to_row
from talentflow.documents.lineage.shelf import CROWDED
from talentflow.ledger import Ledger
from talentflow.ledger import lineage as stored
from talentflow.model.document import Document
from talentflow.model.lineage import Signature
from talentflow.model.mention import Mention


class LedgerShelf:
    """A `documents.lineage.Shelf` whose signatures lie in the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def put(self, signature: Signature) -> None:
        stored.put_signature(self._ledger, signature.doc_hash, to_row(signature), signature.keys)

    def get(self, doc_hash: str) -> Signature | None:
        row = stored.signature(self._ledger, doc_hash)
        return from_row(row) if row is not None else None

    def drop(self, doc_hash: str) -> None:
        """Signatures go with their documents, when these are erased."""

    def sharing(self, keys: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        return iter(stored.sharing(self._ledger, keys, CROWDED).items())


class Placing:
    """Places documents; one for a whole reading, as it keeps what it compared last."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._index = LineageIndex(LedgerShelf(ledger))

    def place(self, document: Document, mentions: Iterable[Mention]) -> None:
        """Find the document's relatives and keep the links."""
        stored.link(self._ledger, self._index.add(document, fingerprint(document, mentions)))


class Lines:
    """The lineage of some documents: their roots on any day."""

    def __init__(self, ledger: Ledger, hashes: Iterable[str]) -> None:
        self._links = stored.derivations(ledger, hashes)
        known = {one.origin_hash for links in self._links.values() for one in links if one.origin_hash is not None}
        self._windows = stored.windows(ledger, known | self._links.keys()) if self._links else {}

    def on(self, day: date, hashes: Iterable[str]) -> Mapping[str, str]:
        """Root by document, of those that are not their own; links to documents that do not speak that day are none."""
        reached: set[str] = set()
        fresh = {one for one in hashes if one in self._links}
        while fresh:
            reached |= fresh
            origins = {link.origin_hash for one in fresh for link in self._links.get(one, ())}
            fresh = {one for one in origins if one is not None and self._speaks(one, day)} - reached
        if not reached:
            return {}
        return roots((link for one in reached for link in self._links.get(one, ())), reached)

    def _speaks(self, doc_hash: str, day: date) -> bool:
        if doc_hash not in self._windows:
            return False
        since, until = self._windows[doc_hash]
        return since <= day and (until is None or day < until)
