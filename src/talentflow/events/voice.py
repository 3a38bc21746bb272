"""Whose words count where texts are made from one another: the origin's, not those of its copies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from talentflow.model.claim import Claim
from talentflow.model.teller import NOBODY, Tellers, roots_of

# True where the words of a copy's claim stand in a text it is made from: that text says it too, only it was not read
# there. A copy in other signs may be read where its origin is not.
Echoed = Callable[[Claim], bool]


def never(claim: Claim) -> bool:
    """No claim of a copy is known to stand in its origin."""
    return False


@dataclass(frozen=True, slots=True)
class Voices:
    """The claims of one event, and those among them whose words count.

    `roots` gives the lineage of each document. `copied`: only copies tell the event and the texts they are made from
    do not; then all of them count, for what they are.
    """

    told: Sequence[Claim]
    heard: Sequence[Claim]
    copied: bool
    tellers: Tellers
    roots: Mapping[str, str]
    echoed: Echoed

    def counts(self, claim: Claim, telling: Collection[str]) -> bool:
        """Whether the claim's word on a detail counts; `telling` are the documents that tell this detail.

        A copy's does not where its origin tells the detail, nor where the origin is silent and the words are not its.
        """
        origins = _origins(claim, self.tellers)
        if not origins or self.copied:
            return True
        return not any(one in telling for one in origins) and self.echoed(claim)


def voices(told: Sequence[Claim], tellers: Tellers, echoed: Echoed = never) -> Voices:
    """Sort out the claims of one event.

    A denial that its origin does not have is no slip of copying: the rest may be quoted, this is its own word.
    """
    telling = {claim.doc_hash for claim in told}
    denying = {claim.doc_hash for claim in told if claim.status == "denied"}

    def own_word(claim: Claim) -> bool:
        origins = _origins(claim, tellers)
        return not origins or (claim.status == "denied" and denying.isdisjoint(origins))

    first = [c for c in told if own_word(c) or telling.isdisjoint(_origins(c, tellers))]
    own = [c for c in first if own_word(c) or echoed(c)]
    return Voices(told, own or first, not own, tellers, roots_of(telling, tellers), echoed)


def _origins(claim: Claim, tellers: Tellers) -> tuple[str, ...]:
    return tellers.get(claim.doc_hash, NOBODY).origins
