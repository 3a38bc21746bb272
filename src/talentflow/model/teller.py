"""What fusion needs to know of a document that tells a claim: when it spoke, what it is made from, who published it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A document as a teller.

    `known_on` is its day of publication. `root` stands for its lineage, None where it is its own: documents of one
    root have one voice. `origins` are the hashes of the texts it copies or rewrites, nearest first, of those that
    speak on the day that is asked for: their words count, not its own. `outlet` is the class of who published it.
    """

    known_on: date | None = None
    root: str | None = None
    origins: tuple[str, ...] = ()
    outlet: str = "unknown"


Tellers = Mapping[str, Teller]
NOBODY = Teller()


def root_of(doc_hash: str, tellers: Tellers) -> str:
    """The lineage a document belongs to; its own without another."""
    return tellers.get(doc_hash, NOBODY).root or doc_hash
