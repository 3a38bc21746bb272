"""A claim in the making: chunks instead of words, so that the document-level rules can compare and merge."""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.claims.context import Attribution
from talentflow.lang.chunk import Chunk
from talentflow.model.claim import ClaimKind
from talentflow.model.time import When


@dataclass(slots=True)
class Draft:
    """One proposed fact; offsets are the shadow's. `person` and `to` are canonical forms within the document."""

    person: str
    kind: ClaimKind
    org: Chunk | None
    role: str | None
    start: int
    end: int
    sentence: int
    rule: str
    trigger: str | None
    score: float
    attribution: Attribution
    date: When | None = None
    date_text: str | None = None
    reason: str | None = None
    to: str | None = None
    venture: str | None = None
    returns: bool = False
    weak: bool = False
    past: bool = False
    nominal: bool = False
    consumed_by: str | None = None
    role_start: int = -1
    order: int = 0
    basis: str = "named"
    org_score: float = 9.0
    features: tuple[str, ...] = ()
