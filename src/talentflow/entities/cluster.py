"""Profiles of one block to persons: compare what shares something, join the positive, in rounds until nothing moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from talentflow.entities.compare import WORTH_SHOWING, Comparison, compatible
from talentflow.entities.kept import Kept
from talentflow.entities.keys import name_key
from talentflow.entities.profile import Profile
from talentflow.model.entity import Judgement, Verdict

MANY = 40  # up to this many profiles every pair is compared; above it only those that share an organization or a peer
ROUNDS = 8
# A person who would have more than these is no person but a merge that ran away: the join is not made.
MAX_NAMES, MAX_ORGS = 10, 30
CLEARLY = 0.3  # by this much one of several people whose names fit a romanization must be the likelier
RIVALS = "more than one person's name fits"
RUNAWAY = "together they would be too many names or organizations for one person"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Profiles of one block, one a person, and the judgements that made them so."""

    profiles: tuple[Profile, ...]
    judgements: tuple[Judgement, ...]


@dataclass(slots=True, kw_only=True)
class _Groups:
    """Profiles put together so far, by the id of the first."""

    order: Mapping[str, int]
    judged: Mapping[Pair, Verdict]
    kept: Kept
    by_id: dict[str, Profile]
    leader: dict[str, str] = field(default_factory=dict)

    def join(self, left: str, right: str, *, told: bool) -> str | None:
        """Put the groups of two profiles together; gives why not, None when done or one already."""
        a, b = sorted((self.at(left), self.at(right)), key=self.order.__getitem__)
        if a == b:
            return None
        first, second = self.by_id[a], self.by_id[b]
        if _parted(first, second, self.judged):
            return "judged apart"
        if not told and not compatible(first, second):
            return "names of the two cannot be one person's"
        merged = self.kept.merged(first, second)
        if not told and _runaway(merged):
            return RUNAWAY
        self.by_id[a] = merged
        self.leader[b] = a
        del self.by_id[b]
        return None

    def at(self, profile: str) -> str:
        while profile in self.leader:
            profile = self.leader[profile]
        return profile


def cluster(
    profiles: Sequence[Profile], judged: Mapping[Pair, Verdict] | None = None, kept: Kept | None = None
) -> Clusters:
    """Join the profiles of one block into persons; `profiles` in order of publication.

    First what people judged to be one, then whoever shares name and organization (a star a shared organization, so
    linear in documents), then pairs of what came out, best score first. `judged` are people's verdicts on pairs of
    profile ids, smaller first: positive pairs are one whatever the table says, negative ones are never joined.
    """
    if len(profiles) < 2:
        return Clusters(profiles=tuple(profiles), judgements=())
    judged, kept = judged or {}, kept or Kept()
    order = {profile.id: at for at, profile in enumerate(profiles)}
    standing = _as_told(profiles, judged, order, kept)
    rows: dict[Pair, Judgement] = {}
    for turn in range(ROUNDS):
        pairs = _stars(standing) if turn == 0 else _pairs(standing)
        compared = sorted((kept.compared(a, b) for a, b in pairs), key=_rank)
        compared = _held_back(compared)
        joined, refused = _join(standing, compared, judged, order, kept)
        for one in compared:
            shown = refused.get((one.left.id, one.right.id), one)
            if shown.verdict == "unsure" and shown.score < WORTH_SHOWING:
                continue
            note = kept.judgement(shown)
            if (note.left_id, note.right_id) not in judged:
                rows[note.left_id, note.right_id] = note
        if turn > 0 and len(joined) == len(standing):
            break
        standing = joined
    return Clusters(profiles=tuple(standing), judgements=tuple(rows[pair] for pair in sorted(rows)))


def _rank(one: Comparison) -> tuple[float, str, str]:
    return -one.score, one.left.id, one.right.id


def _as_told(
    profiles: Sequence[Profile], judged: Mapping[Pair, Verdict], order: Mapping[str, int], kept: Kept
) -> list[Profile]:
    """The profiles with those joined that people judged to be one."""
    groups = _Groups(order=order, judged=judged, kept=kept, by_id={p.id: p for p in profiles})
    for (left, right), verdict in sorted(judged.items()):
        if verdict == "positive" and left in order and right in order:
            groups.join(left, right, told=True)
    return sorted(groups.by_id.values(), key=lambda p: order[p.id])


def _stars(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Each profile with the first of the same name that shares an organization with it."""
    holder: dict[tuple[str, str], Profile] = {}
    for profile in profiles:
        for token in sorted((name_key(name), org) for name in profile.names for org in profile.orgs):
            first = holder.setdefault(token, profile)
            if first is not profile:
                yield first, profile


def _pairs(profiles: Sequence[Profile]) -> Iterable[tuple[Profile, Profile]]:
    if len(profiles) <= MANY:
        return combinations(profiles, 2)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for token in (*profile.families, *profile.peers):
            holders[token].append(index)
    near = {pair for held in holders.values() if len(held) <= MANY for pair in combinations(held, 2)}
    return [(profiles[a], profiles[b]) for a, b in sorted(near)]


def _held_back(compared: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons, where a spelling fits several people's names and none is clearly the likeliest: unsure."""
    fitting: dict[str, list[Comparison]] = defaultdict(list)
    for one in compared:
        if one.verdict == "positive" and {"romanized", "loosely_romanized"}.intersection(one.features):
            for side in (one.left, one.right):
                fitting[side.id].append(one)
    unclear: set[int] = set()
    for one_side, found in fitting.items():
        others = [one.right if one.left.id == one_side else one.left for one in found]
        best = max(one.score for one in found)
        rivals = [one for one in found if one.score > best - CLEARLY]
        if len(rivals) > 1 and not all(compatible(a, b) for a, b in combinations(others, 2)):
            unclear |= {id(one) for one in rivals}
            unclear |= {id(one) for one in found if one.score <= best - CLEARLY}
    return [replace(one, note=RIVALS) if id(one) in unclear else one for one in compared]


def _join(
    standing: Sequence[Profile],
    compared: Sequence[Comparison],
    judged: Mapping[Pair, Verdict],
    order: Mapping[str, int],
    kept: Kept,
) -> tuple[list[Profile], dict[Pair, Comparison]]:
    """Merge along the positive comparisons, best first; also the comparisons that a guard held back."""
    positive = [one for one in compared if one.verdict == "positive"]
    if not positive:
        return list(standing), {}
    groups = _Groups(order=order, judged=judged, kept=kept, by_id={p.id: p for p in standing})
    refused: dict[Pair, Comparison] = {}
    for one in positive:
        why_not = groups.join(one.left.id, one.right.id, told=False)
        if why_not is not None:
            refused[one.left.id, one.right.id] = replace(one, note=why_not)
    return sorted(groups.by_id.values(), key=lambda p: order[p.id]), refused


def _parted(left: Profile, right: Profile, judged: Mapping[Pair, Verdict]) -> bool:
    """A person said that someone in the one is not someone in the other."""
    if "negative" not in judged.values():
        return False
    return any(judged.get((min(a, b), max(a, b))) == "negative" for a in left.members for b in right.members)


def _runaway(profile: Profile) -> bool:
    return len({name_key(name) for name in profile.names}) > MAX_NAMES or len(profile.orgs) > MAX_ORGS
