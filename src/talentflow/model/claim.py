"""What one document says happened: a claim, its status and its evidence; immutable (DOMAIN.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from talentflow.model.document import Refusal
from talentflow.model.ids import content_id
from talentflow.model.light import light
from talentflow.model.mention import Alias, Mention
from talentflow.model.span import Evidence
from talentflow.model.time import When

ClaimKind = Literal["leave", "step_down", "join", "found", "appoint", "held", "reports_to"]
Status = Literal["announced", "reported", "rumored", "planned", "denied"]

KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
STATUSES: tuple[Status, ...] = get_args(Status)
MOVES: frozenset[str] = frozenset({"leave", "step_down", "join", "found", "appoint"})
SCHEMA = "talentflow.claim/1"


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document about one named person.

    Names are as the text writes them; `person_id`, `org_id` and `org_name` are canonical, None while unresolved.
    `role_key` is the role in the one script in which roles are compared, None where `role` is in it.
    `org` None with `venture` set is a venture that has no name yet. `date` None means that the text gives none.
    `confidence` is the calibrated chance, 0..1, that person, kind and organization are right.
    """

    doc: str
    doc_hash: str
    person: str
    kind: ClaimKind
    evidence: Evidence
    org: str | None = None
    role: str | None = None
    date: When | None = None
    status: Status = "reported"
    source: str | None = None
    reason: str | None = None
    to: str | None = None
    venture: str | None = None
    returns: bool = False
    person_id: str | None = None
    org_id: str | None = None
    org_name: str | None = None
    trigger: str | None = None
    date_text: str | None = None
    announced_text: str | None = None
    confidence: float = 1.0
    engine: str = "rules"
    rule: str | None = None
    lang: str = "und"
    role_key: str | None = field(default=None, compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """`id` is the hash of what is said and where; the engine's confidence is no part of it."""
        when = self.date.edtf if self.date else None
        told = content_id(
            "c",
            self.doc_hash,
            self.person,
            self.kind,
            self.org,
            self.venture,
            self.role,
            self.to,
            when,
            self.status,
            self.evidence.span.start,
            self.evidence.span.end,
        )
        object.__setattr__(self, "id", told)

    @property
    def post(self) -> str | None:
        """The role as it is compared with others."""
        return self.role_key or self.role

    def to_line(self) -> dict[str, Any]:
        """The interchange record of DOMAIN.md, keys in the order of the contract, all present."""
        when = self.date
        return {
            "doc": self.doc,
            "person": self.person,
            "kind": self.kind,
            "org": self.org,
            "role": self.role,
            "date": when.edtf if when else None,
            "status": self.status,
            "source": self.source,
            "reason": self.reason,
            "to": self.to,
            "venture": self.venture,
            "return": self.returns or None,
            "quote": self.evidence.quote,
            "start": self.evidence.span.start,
            "end": self.evidence.span.end,
            "person_id": self.person_id,
            "org_id": self.org_id,
            "org_name": self.org_name,
            "trigger": self.trigger,
            "date_text": self.date_text,
            "announced_text": self.announced_text,
            "date_start": when.start.isoformat() if when and when.start else None,
            "date_end": when.end.isoformat() if when and when.end else None,
            "date_basis": when.basis if when else None,
            "confidence": round(self.confidence, 4),
            "engine": self.engine,
            "rule": self.rule,
            "doc_hash": self.doc_hash,
            "lang": self.lang,
            "schema": SCHEMA,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A source *asserts* that something has not happened: "all but X lost executives" (trap 3).

    `org_id` lost nobody (kind `leave`) as of the document's date, according to it.
    """

    doc: str
    doc_hash: str
    org: str
    org_id: str | None
    kind: ClaimKind
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgEvent:
    """What happened to an organization: the context that explains moves (DOMAIN.md, organization events)."""

    doc: str
    doc_hash: str
    kind: str
    org: str | None
    evidence: Evidence
    org_id: str | None = None
    unit: str | None = None
    other: str | None = None
    amount: str | None = None
    date: When | None = None
    status: Status = "reported"
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read from one document; pure and picklable, so that a runner only needs `map`."""

    doc: str
    doc_hash: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    absences: tuple[Absence, ...] = ()
    org_events: tuple[OrgEvent, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    aliases: tuple[Alias, ...] = ()
