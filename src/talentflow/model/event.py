"""One change in the world, told by many claims: a career event ("move"), its history and its rivals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from talentflow.model.claim import ClaimKind, Status
from talentflow.model.time import When


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """What one document said of the event's truth, and when; `source` is who it credits."""

    status: Status
    known_on: dt.date | None
    doc: str
    source: str | None
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values told for a field, with the claims that tell it and its belief, 0..1."""

    text: str
    claim_ids: tuple[str, ...]
    belief: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerEvent:
    """A person's one change at one organization.

    `status` is where the history stands; `disputed` where roots contradict each other. `roles`, `dates` and
    `reasons` keep every rival, most believed first. `n_roots` counts independent lineages of documents, copies not
    counted.
    """

    id: str
    kind: ClaimKind
    person_id: str
    org_id: str | None
    person: str
    org: str | None
    status: str
    history: tuple[StatusStep, ...]
    claim_ids: tuple[str, ...]
    role: str | None = None
    date: When | None = None
    reason: str | None = None
    to: str | None = None
    venture: str | None = None
    returns: bool = False
    roles: tuple[Value, ...] = ()
    dates: tuple[Value, ...] = ()
    reasons: tuple[Value, ...] = ()
    n_roots: int = 1
    confidence: float = 1.0
    known_from: dt.date | None = None
