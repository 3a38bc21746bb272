"""Are two people of one name one person? A table of named features, a score, a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from talentflow.entities.profile import Profile
from talentflow.model.entity import Judgement, Verdict

# A pair whose weights come to POSITIVE is one person; to NEGATIVE, two; between them nobody knows, and they stay apart.
POSITIVE = 1.0
NEGATIVE = -0.5
WORTH_SHOWING = 0.3  # an unsure pair below this says nothing but that two people share a name

WEIGHTS: dict[str, float] = {
    "same_org": 1.0,  # both claims are about one organization
    "same_family": 1.0,  # about a parent and its unit, or two units of one parent
    "org_around": 0.6,  # the organization of the one is mentioned in the documents of the other
    "same_cohort": 0.5,  # both in one named set of organizations
    "many_peers": 0.8,  # two or more other people named in both
    "one_peer": 0.5,  # one other person named in both
    "chain": 0.5,  # left here before arriving there, within CHAIN_DAYS
    "two_places": -0.7,  # arrived at two unrelated organizations within CLASH_DAYS
    "long_gap": -0.4,  # nothing dated lies within GAP_DAYS of the other
}
CHAIN_DAYS, CLASH_DAYS, GAP_DAYS = 548, 60, 365 * 15
BY = "talentflow.entities.compare/1"

Days = tuple[str, date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two profiles, the features that fired, and what they come to."""

    left: Profile
    right: Profile
    features: tuple[str, ...]

    @property
    def score(self) -> float:
        return round(sum(WEIGHTS[name] for name in self.features), 3)

    @property
    def verdict(self) -> Verdict:
        if self.score >= POSITIVE:
            return "positive"
        return "negative" if self.score <= NEGATIVE else "unsure"

    def judgement(self) -> Judgement:
        """The row that says so; the smaller id stands left."""
        left, right = sorted((self.left.id, self.right.id))
        reason = ", ".join(f"{name} {WEIGHTS[name]:+}" for name in self.features) or "only the name agrees"
        return Judgement(left_id=left, right_id=right, verdict=self.verdict, by=BY, reason=reason, score=self.score)


def compare(left: Profile, right: Profile) -> Comparison:
    """Fire every feature of the table on two profiles of one block."""
    return Comparison(left=left, right=right, features=tuple(n for n, fires in FEATURES.items() if fires(left, right)))


def _same_org(left: Profile, right: Profile) -> bool:
    return bool(left.orgs & right.orgs)


def _same_family(left: Profile, right: Profile) -> bool:
    return not left.orgs & right.orgs and bool(left.families & right.families)


def _org_around(left: Profile, right: Profile) -> bool:
    return not left.families & right.families and bool(left.orgs & right.around or right.orgs & left.around)


def _same_cohort(left: Profile, right: Profile) -> bool:
    return not left.families & right.families and bool(left.cohorts & right.cohorts)


def _n_peers(left: Profile, right: Profile) -> int:
    return len(left.peers & right.peers)


def _chain(left: Profile, right: Profile) -> bool:
    return _leads(left.lefts, right.enters) or _leads(right.lefts, left.enters)


def _leads(lefts: frozenset[Days], enters: frozenset[Days]) -> bool:
    for here, _, gone in lefts:
        for there, came, _ in enters:
            if here != there and gone and came and 0 <= (came - gone).days + 31 <= CHAIN_DAYS:
                return True
    return False


def _two_places(left: Profile, right: Profile) -> bool:
    if left.families & right.families:
        return False
    starts = [(a, b) for _, a, _ in left.enters for _, b, _ in right.enters if a and b]
    return any(abs((a - b).days) <= CLASH_DAYS for a, b in starts)


def _long_gap(left: Profile, right: Profile) -> bool:
    mine, theirs = _days(left), _days(right)
    if not mine or not theirs:
        return False
    return min(abs((a - b).days) for a in mine for b in theirs) > GAP_DAYS


def _days(profile: Profile) -> list[date]:
    return [day for _, first, last in profile.lefts | profile.enters if (day := first or last) is not None]


FEATURES: dict[str, Callable[[Profile, Profile], bool]] = {
    "same_org": _same_org,
    "same_family": _same_family,
    "org_around": _org_around,
    "same_cohort": _same_cohort,
    "many_peers": lambda left, right: _n_peers(left, right) >= 2,
    "one_peer": lambda left, right: _n_peers(left, right) == 1,
    "chain": _chain,
    "two_places": _two_places,
    "long_gap": _long_gap,
}
