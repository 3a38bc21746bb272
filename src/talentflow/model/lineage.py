"""Who copied whom: what a document is known by, and the link from a copy to its origin (PROV-O `wasDerivedFrom`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# How a link was found; `release` is not a copy: two texts are made from one announcement, and count as one root.
OUTLET = "source:"  # before the name of an outlet that is a root without a text here
Reason = Literal["copy", "rewrite", "release", "byline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a text tells, without its wording.

    `entities` are keys of people and organizations, the same for every spelling of one name; `facts` are keys of
    names, numbers, dates, quotations and Latin words in the order of their first appearance, none twice.
    """

    entities: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Another outlet named as where a text comes from; `whole` when the line speaks for the whole text."""

    name: str
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What lineage keeps of one document: plain data, bounded (see `documents.lineage.sign`), enough to compare it.

    `shadow` is the text in one script and one regional wording, letters and digits only, a sentence a line.
    `keys` are 40-bit numbers; two documents may be relatives only where they share some. The first `n_bands` of
    them stand for wording, the others for neighbouring facts.
    """

    doc_hash: str
    published: date | None
    source: str | None
    shadow: str
    entities: frozenset[str]
    facts: tuple[str, ...]
    keys: tuple[int, ...]
    n_bands: int
    credits: tuple[Credit, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`doc_hash` is derived from `origin_hash`, or from a text of `origin_name` that nobody has read here.

    One of the two is set; both where a credited outlet's own text is known. `score` is 0..1.
    """

    doc_hash: str
    origin_hash: str | None
    origin_name: str | None
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """Where a document comes from on a day: its root (its own hash, another's, or an outlet without a text here), and
    the texts it copies or rewrites, nearest first.
    """

    root: str
    origins: tuple[str, ...] = ()
