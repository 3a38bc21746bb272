"""Two people side by side: the table of features between all that is known of the one and of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from talentflow.entities.compare import Comparison, compare
from talentflow.entities.orgs import merge_judged, org_id
from talentflow.entities.profile import Profile, profiles
from talentflow.entities.resolve import Told, make_ground
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.mention import Mention


def weigh(
    left: Sequence[Claim],
    right: Sequence[Claim],
    mentions: Mapping[str, Sequence[Mention]],
    *,
    published: Mapping[str, date | None],
    told: Told | None = None,
) -> Comparison:
    """Compare the person of some claims with the person of others; each side is taken as one."""
    registry, told = Registry.load(), told or Told()
    claims = [*left, *right]
    orgs = {claim.id: one for claim in claims if (one := org_id(claim, registry)) is not None}
    orgs = merge_judged(orgs, told.verdicts.pairs, registry)
    ground = make_ground(claims, orgs, mentions, registry, told)

    def side(own: Sequence[Claim]) -> Profile:
        found = profiles(own, ground)
        found.sort(key=lambda p: (published.get(p.documents[0]) or date.max, p.documents[0], p.key))
        first, *rest = found
        return first.merged(*rest)

    return compare(side(left), side(right))
