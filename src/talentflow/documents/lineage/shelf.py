"""Where signatures lie: the port, and its implementation in memory."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Protocol

import orjson

from talentflow.model.lineage import Credit, Signature

CROWDED = 64  # documents under one key from which the key says nothing: a topic, a formula, a page frame
SEGMENT = 1 << 20  # entries sorted at once
NUMBER_BITS = 24  # documents: 16.7 million


class Shelf(Protocol):
    """Keeps signatures and finds those that share keys."""

    def put(self, signature: Signature) -> None:
        """Keep it; putting one of the same `doc_hash` again changes nothing."""
        ...

    def get(self, doc_hash: str) -> Signature | None:
        """The signature, None when it is not there; `keys` may be left empty."""
        ...

    def drop(self, doc_hash: str) -> None:
        """Take it away; nothing happens when it is not there."""
        ...

    def sharing(self, keys: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        """Each of `keys` that 1 to CROWDED documents have, with those documents."""
        ...


def to_row(signature: Signature) -> bytes:
    """All but the keys as compressed JSON: about 1.5 KB for usual news."""
    fields = (
        signature.version,
        signature.doc_hash,
        signature.published.isoformat() if signature.published else None,
        signature.source,
        signature.shadow,
        sorted(signature.entities),
        signature.facts,
        [(credit.name, credit.whole) for credit in signature.credits],
    )
    return zlib.compress(orjson.dumps(fields), 1)


def from_row(row: bytes, keys: Iterable[int] = (), n_bands: int = 0) -> Signature:
    """The signature that `to_row` wrote down."""
    version, doc_hash, published, source, shadow, entities, facts, credits = orjson.loads(zlib.decompress(row))
    return Signature(
        doc_hash=doc_hash,
        published=date.fromisoformat(published) if published else None,
        source=source,
        shadow=shadow,
        entities=frozenset(entities),
        facts=tuple(facts),
        keys=tuple(keys),
        n_bands=n_bands,
        credits=tuple(Credit(name=name, whole=whole) for name, whole in credits),
        version=version,
    )


class MemoryShelf:
    """Rows and postings in memory: about 2.5 KB a document of usual news. Can be pickled.

    Postings are sorted arrays of `key << 24 | document` and a small dict of what is not sorted yet; a dict of all of
    them would take ten times as much.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._hashes: list[str | None] = []  # None: dropped
        self._rows: list[bytes | None] = []
        self._sorted: list[array[int]] = []
        self._fresh: dict[int, list[int]] = {}
        self._n_fresh = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def put(self, signature: Signature) -> None:
        if signature.doc_hash in self._numbers:
            return
        number = len(self._rows)
        self._numbers[signature.doc_hash] = number
        self._hashes.append(signature.doc_hash)
        self._rows.append(to_row(signature))
        for key in set(signature.keys):
            self._fresh.setdefault(key, []).append(number)
            self._n_fresh += 1
        if self._n_fresh >= SEGMENT // 8:
            self._sort()

    def drop(self, doc_hash: str) -> None:
        number = self._numbers.pop(doc_hash, None)
        if number is not None:
            self._hashes[number] = None
            self._rows[number] = None

    def get(self, doc_hash: str) -> Signature | None:
        number = self._numbers.get(doc_hash)
        row = self._rows[number] if number is not None else None
        return from_row(row) if row is not None else None

    def sharing(self, keys: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        for key in keys:
            numbers = list(self._fresh.get(key, ()))
            for segment in self._sorted:
                at = bisect_left(segment, key << NUMBER_BITS)
                while at < len(segment) and segment[at] >> NUMBER_BITS == key and len(numbers) <= CROWDED:
                    numbers.append(segment[at] & ((1 << NUMBER_BITS) - 1))
                    at += 1
            if len(numbers) <= CROWDED:
                holders = [doc_hash for number in sorted(numbers) if (doc_hash := self._hashes[number]) is not None]
                if holders:
                    yield key, holders

    def _sort(self) -> None:
        """Fresh postings to a sorted array, joined with the last one while that is small."""
        fresh = (key << NUMBER_BITS | number for key, numbers in self._fresh.items() for number in numbers)
        if self._sorted and len(self._sorted[-1]) < SEGMENT:
            self._sorted[-1] = array("Q", sorted((*self._sorted[-1], *fresh)))
        else:
            self._sorted.append(array("Q", sorted(fresh)))
        self._fresh, self._n_fresh = {}, 0
