"""Which claims tell one change: one person, one group of kinds, one organization, days that can be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from talentflow.events.window import LAST, Window, window
from talentflow.model.claim import Claim, ClaimKind
from talentflow.model.likeness import alike, folded

# Kinds that may be two wordings of one change; they meet only where their roles agree.
KIND_GROUP: dict[ClaimKind, str] = {
    "leave": "out",
    "step_down": "out",
    "join": "in",
    "appoint": "in",
    "found": "found",
    "held": "held",
    "reports_to": "reports_to",
}
# Kinds that are about a role: another role is another change.
BY_ROLE: frozenset[str] = frozenset({"step_down", "appoint", "held"})

Key = tuple[str, str, str]


@dataclass(slots=True)
class _Occurrence:
    claims: list[Claim]
    days: Window
    roles: set[str] = field(default_factory=set)

    def takes(self, claim: Claim, days: Window) -> bool:
        if self.days.meet(days) is None:
            return False
        if all(other.kind != claim.kind for other in self.claims):
            return claim.role is not None and any(alike(claim.role, role) for role in self.roles)
        if claim.kind not in BY_ROLE or claim.role is None or not self.roles:
            return True
        return any(alike(claim.role, role) for role in self.roles)

    def add(self, claim: Claim, days: Window) -> None:
        self.claims.append(claim)
        self.days = self.days.meet(days) or self.days
        if claim.role is not None:
            self.roles.add(claim.role)


def group(claims: Iterable[Claim], known_on: Mapping[str, date | None]) -> list[tuple[Claim, ...]]:
    """Claims by occurrence, whatever the order they came in; every claim needs a `person_id`.

    `known_on` is the day of publication by document hash. Within one person, group of kinds and organization the
    claims are taken narrowest date first; each joins the occurrence whose days all its claims share with it (days
    that all pairs share have a common day), the nearest one to its publication where several do. Disjoint days never
    meet, so a second departure is a second occurrence.
    """
    buckets: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.person_id is None:
            raise ValueError(f"claim {claim.id} has no person_id")
        buckets[_key(claim)].append(claim)
    found = [tuple(o.claims) for key in sorted(buckets) for o in _occurrences(buckets[key], known_on)]
    return found


def _key(claim: Claim) -> Key:
    place = claim.org_id or (f"words:{folded(claim.org)}" if claim.org else "")
    kind = KIND_GROUP[claim.kind]
    if kind == "reports_to":
        place = f"{place}>{folded(claim.to or '')}"
    return claim.person_id or "", kind, place


def _occurrences(claims: Sequence[Claim], known_on: Mapping[str, date | None]) -> list[_Occurrence]:
    def known(claim: Claim) -> int:
        day = known_on.get(claim.doc_hash)
        return day.toordinal() if day is not None else LAST

    def order(claim: Claim) -> tuple[bool, int, bool, int, int, str]:
        days = windows[claim.id]
        return claim.date is None, days.n_days, claim.role is None, days.first, known(claim), claim.id

    windows = {claim.id: window(claim, known_on.get(claim.doc_hash)) for claim in claims}
    found: list[_Occurrence] = []
    for claim in sorted(claims, key=order):
        days = windows[claim.id]
        open_to = [o for o in found if o.takes(claim, days)]
        if open_to:
            at = known(claim)
            min(open_to, key=lambda o: (o.days.distance(at), o.days.first)).add(claim, days)
        else:
            found.append(_Occurrence([claim], days, {claim.role} if claim.role is not None else set()))
    return found
