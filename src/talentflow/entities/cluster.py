"""People of one name to persons: compare what shares something, join the positive, in rounds until nothing moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from talentflow.entities.compare import WORTH_SHOWING, Comparison, compare
from talentflow.entities.profile import Profile
from talentflow.model.entity import Judgement

MANY = 40  # up to this many profiles every pair is compared; above it only those that share an organization or a peer
ROUNDS = 8

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Profiles of one block, one a person, and the judgements that made them so."""

    profiles: tuple[Profile, ...]
    judgements: tuple[Judgement, ...]


def cluster(profiles: Sequence[Profile], apart: frozenset[Pair] = frozenset()) -> Clusters:
    """Join the profiles of one block into persons; `profiles` in order of publication.

    First whoever shares an organization (a star a shared organization, so linear in documents), then pairs of what
    came out, best score first. `apart` are pairs of profile ids, smaller first, that are never joined.
    """
    standing = list(profiles)
    judged: dict[Pair, Judgement] = {}
    for turn in range(ROUNDS):
        pairs = _stars(standing) if turn == 0 else _pairs(standing)
        compared = sorted((compare(a, b) for a, b in pairs), key=_order)
        for one in compared:
            note = one.judgement()
            if one.verdict != "unsure" or one.score >= WORTH_SHOWING:
                judged[note.left_id, note.right_id] = note
        joined = _join(standing, compared, apart)
        if turn > 0 and len(joined) == len(standing):
            break
        standing = joined
    rows = tuple(judged[pair] for pair in sorted(judged))
    return Clusters(profiles=tuple(standing), judgements=rows)


def _order(one: Comparison) -> tuple[float, str, str]:
    return -one.score, one.left.id, one.right.id


def _stars(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Each profile with the first one that shares an organization with it."""
    first: dict[str, Profile] = {}
    for profile in profiles:
        for org in sorted(profile.orgs):
            if org in first:
                yield first[org], profile
            else:
                first[org] = profile


def _pairs(profiles: Sequence[Profile]) -> Iterable[tuple[Profile, Profile]]:
    if len(profiles) <= MANY:
        return combinations(profiles, 2)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for token in (*profile.families, *profile.peers):
            holders[token].append(index)
    near = {pair for held in holders.values() if len(held) <= MANY for pair in combinations(held, 2)}
    return [(profiles[a], profiles[b]) for a, b in sorted(near)]


def _join(standing: Sequence[Profile], compared: Sequence[Comparison], apart: frozenset[Pair]) -> list[Profile]:
    """Merge along the positive comparisons, best first, never across a pair that must stay apart."""
    leader = {profile.id: profile.id for profile in standing}
    members = {profile.id: [profile.id] for profile in standing}
    order = {profile.id: index for index, profile in enumerate(standing)}
    for one in compared:
        a, b = sorted((leader[one.left.id], leader[one.right.id]), key=order.__getitem__)
        if one.verdict != "positive" or a == b or _forbidden(members[a], members[b], apart):
            continue
        for moved in members.pop(b):
            leader[moved] = a
            members[a].append(moved)
    by_id = {profile.id: profile for profile in standing}
    return [_merged([by_id[m] for m in sorted(members[lead], key=order.__getitem__)]) for lead in members]


def _forbidden(left: Sequence[str], right: Sequence[str], apart: frozenset[Pair]) -> bool:
    return bool(apart) and any((min(a, b), max(a, b)) in apart for a in left for b in right)


def _merged(profiles: Sequence[Profile]) -> Profile:
    one = profiles[0]
    for other in profiles[1:]:
        one = one.merged(other)
    return one
