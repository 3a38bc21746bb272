"""Lineage in the ledger: each document that claims something is placed among those before it; descent on any day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from talentflow.documents.lineage import LineageIndex, fingerprint, from_row, shadow_of, to_row
from talentflow.documents.lineage.shelf import CROWDED
from talentflow.ledger import Ledger
from talentflow.ledger import lineage as stored
from talentflow.model.claim import Claim
from talentflow.model.descent import descents
from talentflow.model.document import Document
from talentflow.model.lineage import Descent, Signature
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
    """The lineage of some documents: where they come from on any day."""

    def __init__(self, ledger: Ledger, hashes: Iterable[str]) -> None:
        self._shelf = LedgerShelf(ledger)
        self._shadows: dict[str, str] = {}
        self._links = stored.derivations(ledger, hashes)
        known = {one.origin_hash for links in self._links.values() for one in links if one.origin_hash is not None}
        self._windows = stored.windows(ledger, known | self._links.keys()) if self._links else {}

    def on(self, day: date, hashes: Iterable[str]) -> Mapping[str, Descent]:
        """The descent of those that have one; links to documents that do not speak that day are none."""
        reached: set[str] = set()
        fresh = {one for one in hashes if one in self._links}
        while fresh:
            reached |= fresh
            origins = {link.origin_hash for one in fresh for link in self._links.get(one, ())}
            fresh = {one for one in origins if one is not None and self._speaks(one, day)} - reached
        if not reached:
            return {}
        return descents((link for one in reached for link in self._links.get(one, ())), reached)

    def echoed(self, claim: Claim, origins: Iterable[str]) -> bool:
        """The words of a copy's claim stand in one of these texts, whatever script either is in."""
        words = shadow_of(claim.evidence.quote)
        return bool(words) and any(words in self._shadow(one) for one in origins)

    def _shadow(self, doc_hash: str) -> str:
        if doc_hash not in self._shadows:
            signature = self._shelf.get(doc_hash)
            self._shadows[doc_hash] = signature.shadow.replace("\n", "") if signature is not None else ""
        return self._shadows[doc_hash]

    def _speaks(self, doc_hash: str, day: date) -> bool:
        if doc_hash not in self._windows:
            return False
        since, until = self._windows[doc_hash]
        return since <= day and (until is None or day < until)
