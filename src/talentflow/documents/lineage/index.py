"""Finds the relatives of each document as it comes, among those that came before it."""

from __future__ import annotations

from collections import Counter, OrderedDict

from talentflow.documents.lineage.compare import Side, compare, earlier
from talentflow.documents.lineage.shelf import MemoryShelf, Shelf
from talentflow.documents.lineage.sign import sign
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation, Fingerprint, Signature

BAND, FACT = 2, 1  # what a shared key speaks for a candidate
ENOUGH = 2  # one band, or two pairs of facts: one pair may be a company and its founder
MAX_CANDIDATES = 12  # compared in full; a copy shares most of its keys and comes first
WHOLE, NEWS = 0.9, 0.5  # score of a credit for the whole text, and of one for the news in it: chosen, not measured
MAX_OPEN = 512  # signatures kept unpacked


class LineageIndex:
    """Adds documents one by one; each link stands for itself, so the order of adding changes nothing, with two
    exceptions: a key loses its voice once CROWDED documents have it, and of more than MAX_CANDIDATES candidates the
    best ones are compared. Links are never taken back by later documents; `roots` weighs them.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf: Shelf = MemoryShelf() if shelf is None else shelf
        self._open: OrderedDict[str, Side] = OrderedDict()

    def add(self, document: Document, fingerprint: Fingerprint) -> tuple[Derivation, ...]:
        """`place` for a document that has no signature yet."""
        return self.place(sign(document, fingerprint))

    def place(self, signature: Signature) -> tuple[Derivation, ...]:
        """Keep the signature; give the links between it and those before it, best first, in either direction.

        A document that was placed before gives none. A credited outlet whose own text is not among the origins gives
        a link without a hash.
        """
        if self.shelf.get(signature.doc_hash) is not None:
            return ()
        side = Side(signature)
        found = [link for other in self._candidates(signature) if (link := self._link(side, other)) is not None]
        self.shelf.put(signature)
        self._keep(side)
        found.sort(key=lambda link: (-link.score, link.doc_hash, link.origin_hash or ""))
        return (*found, *self._credited(signature, found))

    def forget(self, doc_hash: str) -> None:
        """Take the document off the shelf; links to it are the caller's to drop."""
        self.shelf.drop(doc_hash)
        self._open.pop(doc_hash, None)

    def _candidates(self, signature: Signature) -> list[Side]:
        votes: Counter[str] = Counter()
        bands = frozenset(signature.keys[: signature.n_bands])
        for key, holders in self.shelf.sharing(signature.keys):
            for doc_hash in holders:
                votes[doc_hash] += BAND if key in bands else FACT
        ranked = sorted(
            (-n, doc_hash) for doc_hash, n in votes.items() if n >= ENOUGH and doc_hash != signature.doc_hash
        )
        sides = (self._side(doc_hash) for _, doc_hash in ranked[:MAX_CANDIDATES])
        return [side for side in sides if side is not None]

    def _link(self, new: Side, old: Side) -> Derivation | None:
        origin, copy = sorted((new, old), key=lambda side: earlier(side.signature))
        verdict = compare(copy, origin)
        if verdict is None and copy.signature.published == origin.signature.published:
            verdict = compare(origin, copy)  # which is which is a guess, not that one is made from the other
        if verdict is None:
            return None
        source = origin.signature.source
        named = source is not None and any(credit.name == source for credit in copy.signature.credits)
        return Derivation(
            doc_hash=copy.signature.doc_hash,
            origin_hash=origin.signature.doc_hash,
            origin_name=source if named else None,
            score=verdict.score,
            reason=verdict.reason,
        )

    def _credited(self, signature: Signature, found: list[Derivation]) -> list[Derivation]:
        known = {link.origin_name for link in found if link.doc_hash == signature.doc_hash}
        return [
            Derivation(
                doc_hash=signature.doc_hash,
                origin_hash=None,
                origin_name=credit.name,
                score=WHOLE if credit.whole else NEWS,
                reason="byline",
            )
            for credit in signature.credits
            if credit.name not in known
        ]

    def _side(self, doc_hash: str) -> Side | None:
        side = self._open.get(doc_hash)
        if side is not None:
            self._open.move_to_end(doc_hash)
            return side
        signature = self.shelf.get(doc_hash)
        if signature is None:
            return None
        side = Side(signature)
        self._keep(side)
        return side

    def _keep(self, side: Side) -> None:
        self._open[side.signature.doc_hash] = side
        if len(self._open) > MAX_OPEN:
            self._open.popitem(last=False)
