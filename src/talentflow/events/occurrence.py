"""One change in the making: the claims that tell it so far, the days they leave open, the roles they name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from talentflow.events.window import Window
from talentflow.model.claim import Claim
from talentflow.model.likeness import alike

# Kinds that are about a role: another role is another change.
BY_ROLE: frozenset[str] = frozenset({"step_down", "appoint", "held"})

Key = tuple[str, str, str]  # person, group of kinds, place


@dataclass(slots=True)
class Occurrence:
    """`copies` are claims made from others of it; they widen and narrow nothing."""

    claims: list[Claim]
    days: Window
    roles: set[str] = field(default_factory=set)
    copies: list[Claim] = field(default_factory=list)

    def takes(self, claim: Claim, days: Window) -> bool:
        return self.days.meet(days) is not None and self.like(claim)

    def like(self, claim: Claim) -> bool:
        """The same change, whatever its day."""
        if all(other.kind != claim.kind for other in self.claims):
            return claim.post is not None and any(alike(claim.post, role) for role in self.roles)
        if claim.kind not in BY_ROLE or claim.post is None or not self.roles:
            return True
        return any(alike(claim.post, role) for role in self.roles)

    def told_by(self, documents: Collection[str]) -> bool:
        return any(claim.doc_hash in documents for claim in (*self.claims, *self.copies))

    def add(self, claim: Claim, days: Window) -> None:
        self.claims.append(claim)
        self.days = self.days.meet(days) or self.days
        if claim.post is not None:
            self.roles.add(claim.post)
