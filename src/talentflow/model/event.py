"""One change in the world, told by many claims: a career event ("move"), its history and its rivals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from talentflow.model.claim import ClaimKind, Status
from talentflow.model.light import light
from talentflow.model.time import When


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """What one document said of the event's truth, and when; `source` is who it credits.

    Steps of one `root`, the lineage of the document, are one voice. A `copied` step moves nothing: its document is made
    from a text whose word counts instead.
    """

    status: Status
    known_on: dt.date | None
    doc: str
    source: str | None
    claim_id: str
    root: str = ""
    copied: bool = False


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values told for a field, with the claims that tell it and its belief, 0..1.

    `copied`: only copies tell it, and the texts they are made from do not.
    """

    text: str
    claim_ids: tuple[str, ...]
    belief: float
    copied: bool = False


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class CareerEvent:
    """A person's one change at one organization.

    `status` is where the history stands; `disputed` where roots contradict each other. `roles`, `dates` and `reasons`
    keep every rival, most believed first; `orgs` has a unit and those above it, and is empty where all tell one.
    `role_key` is as in a claim. `n_roots` counts independent lineages of documents, copies not counted. `copied`: only
    copies tell the event at all, and the texts they are made from do not; it is kept to be seen and makes no career.
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
    role_key: str | None = None
    date: When | None = None
    reason: str | None = None
    to: str | None = None
    venture: str | None = None
    returns: bool = False
    roles: tuple[Value, ...] = ()
    dates: tuple[Value, ...] = ()
    reasons: tuple[Value, ...] = ()
    orgs: tuple[Value, ...] = ()
    n_roots: int = 1
    copied: bool = False
    confidence: float = 1.0
    known_from: dt.date | None = None

    @property
    def post(self) -> str | None:
        """The role as it is compared with others."""
        return self.role_key or self.role
