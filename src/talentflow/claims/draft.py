"""A claim in the making: chunks instead of words, so that the document-level rules can compare and merge."""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.claims.context import Attribution
from talentflow.lang.chunk import Chunk
from talentflow.model.claim import ClaimKind
from talentflow.model.time import When


@dataclass(slots=True)
class Draft:
    """One proposed fact; offsets are the shadow's. `person` and `to` are canonical forms within the document.

    `role_start` is where the position's words begin, -1 where they stand elsewhere; `order` is where the words that
    propose the fact stand; `basis` is where its organization comes from; `consumed` means that another fact tells it.
    """

    person: str
    kind: ClaimKind
    org: Chunk | None
    role: str | None
    start: int
    end: int
    sentence: int
    rule: str
    trigger: str | None
    attribution: Attribution
    date: When | None = None
    date_text: str | None = None
    reason: str | None = None
    to: str | None = None
    venture: str | None = None
    returns: bool = False
    weak: bool = False
    kept: bool = False  # told again, as what is still held
    stays: bool = False  # goes on there, in no post that is named
    past: bool = False
    lately: bool = False  # past, but only just
    nominal: bool = False
    consumed: bool = False
    role_start: int = -1
    order: int = 0
    basis: str = "named"
    features: tuple[str, ...] = ()
