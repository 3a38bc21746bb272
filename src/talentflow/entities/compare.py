"""Are two profiles one person? A table of named features, a score, a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from talentflow.entities.keys import name_key
from talentflow.entities.names import Agreement, Rarity, agreement, rarity
from talentflow.entities.profile import Days, Profile
from talentflow.lang import romanize
from talentflow.model.entity import Judgement, Verdict
from talentflow.model.light import light

# A pair whose weights come to POSITIVE is one person; to NEGATIVE, two; between them nobody knows, and they stay apart.
POSITIVE = 1.0
NEGATIVE = -0.5
WORTH_SHOWING = 0.3  # an unsure pair below this says nothing but that two people share a name

# A feature's weight, and what it means when it fires; of the first six exactly one does.
TABLE: dict[str, tuple[float, str]] = {
    "same_name": (0.0, "one name, whatever the script"),
    "declared_name": (0.3, "a document says that the one is another name of the other"),
    "respelled": (-0.1, "Latin words in another order, hyphens, initials, short forms of given names"),
    "romanized": (-0.1, "characters and their pinyin"),
    "loosely_romanized": (-0.3, "another romanization, or an English given name beside it"),
    "names_clash": (-4.0, "names of the two that cannot be one person's"),
    "rare_name": (0.5, "few people bear the name"),
    "common_name": (-0.2, "very many people bear the name, or one that is read like it"),
    "other_names_clash": (-1.5, "declared other names that differ"),
    "same_org": (1.2, "both are told of at one organization"),
    "same_family": (1.2, "at a parent and its unit, or at two units of one parent"),
    "same_move": (0.4, "one kind of change at one organization at one time"),
    "same_role": (0.3, "one position, in the same words"),
    "org_around": (0.6, "the organization of the one is named in the documents of the other"),
    "same_cohort": (0.5, "at two organizations of one small named set"),
    "many_peers": (0.8, "two or more other people are named with both"),
    "one_peer": (0.5, "one other person is named with both"),
    "chain": (0.5, "left here not long before arriving there"),
    "functions_clash": (-0.8, "positions about different things"),
    "two_places": (-0.7, "arrived at two unrelated organizations at one time"),
    "left_twice": (-0.6, "left one organization twice, long apart, and never came back"),
    "long_gap": (-0.4, "nothing dated of the one is within fifteen years of the other"),
}
WEIGHTS: dict[str, float] = {name: weight for name, (weight, _) in TABLE.items()}
CHAIN_DAYS, CLASH_DAYS, GAP_DAYS, MOVE_DAYS = 548, 60, 365 * 15, 60
BY = "talentflow.entities.compare/2"


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two profiles, the features that fired, and what they come to; `note` says why a verdict was held back."""

    left: Profile
    right: Profile
    features: tuple[str, ...]
    score: float
    note: str | None = None

    @property
    def verdict(self) -> Verdict:
        if self.score >= POSITIVE:
            return "positive" if self.note is None else "unsure"
        return "negative" if self.score <= NEGATIVE else "unsure"

    def judgement(self) -> Judgement:
        """The row that says so; the smaller id stands left."""
        left, right = sorted((self.left.id, self.right.id))
        reason = ", ".join(f"{name} {WEIGHTS[name]:+}" for name in self.features)
        if self.note is not None:
            reason = f"{reason}; {self.note}"
        return Judgement(left_id=left, right_id=right, verdict=self.verdict, by=BY, reason=reason, score=self.score)


def compare(left: Profile, right: Profile) -> Comparison:
    """Fire every feature of the table on two profiles of one block."""
    fired = [*_by_names(_called(left), _called(right))]
    fired += [name for name, fires in FEATURES.items() if fires(left, right)]
    score = round(sum(WEIGHTS[name] for name in fired), 3)
    return Comparison(left=left, right=right, features=tuple(fired), score=score)


# --- names --------------------------------------------------------------------------------------------------------

BY_AGREEMENT: dict[Agreement, str] = {
    "same": "same_name",
    "respelled": "respelled",
    "romanized": "romanized",
    "loosely": "loosely_romanized",
}


class _Called(NamedTuple):
    """What of a profile its names decide: many profiles of one block are called alike."""

    key: str
    names: frozenset[str]
    aka: frozenset[tuple[str, str]]


def _called(profile: Profile) -> _Called:
    return _Called(profile.key, profile.names, profile.aka)


@lru_cache(maxsize=1 << 14)
def _by_names(left: _Called, right: _Called) -> tuple[str, ...]:
    """The features that fire for the names alone."""
    return _name_feature(left, right), *(name for name, fires in OF_NAMES.items() if fires(left, right))


def compatible(left: Profile, right: Profile) -> bool:
    """No two Chinese names in characters, and no two Latin ones, that nothing connects."""
    return _compatible(_called(left), _called(right))


def _name_feature(left: _Called, right: _Called) -> str:
    if not _compatible(left, right):
        return "names_clash"
    found = {how for a in left.names for b in right.names if (how := agreement(a, b)) is not None}
    if "same" in found and left.key != right.key and _declared(left, right):
        return "declared_name"
    for how, feature in BY_AGREEMENT.items():
        if how in found:
            return feature
    return "declared_name" if _declared(left, right) else "names_clash"


def _declared(left: _Called, right: _Called) -> bool:
    """Some document, of theirs or another, declares a name of the one to be a name of the other."""
    pairs = left.aka | right.aka
    mine, theirs = _keys(left), _keys(right)
    return any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in pairs)


@lru_cache(maxsize=1 << 14)
def _compatible(left: _Called, right: _Called) -> bool:
    names = left.names | right.names
    aka = left.aka | right.aka
    han = {name_key(n) for n in names if romanize.is_han(name_key(n))}
    if len(han) > 1 and not _connected(han, aka):
        return False
    latin = sorted(n for n in names if not romanize.is_han(name_key(n)))
    keys = {name_key(n) for n in latin}
    if len(keys) < 2:
        return True
    agreeing = {(name_key(a), name_key(b)) for a in latin for b in latin if a < b and agreement(a, b) is not None}
    return _connected(keys, aka | agreeing)


def _connected(keys: set[str], pairs: Iterable[tuple[str, str]]) -> bool:
    listed = list(pairs)
    reached, grown = {min(keys)}, True
    while grown:
        more = {x for a, b in listed for x in (a, b) if a in reached or b in reached}
        grown = not more <= reached
        reached |= more
    return keys <= reached


def _keys(profile: _Called) -> set[str]:
    return {name_key(name) for name in profile.names}


def _rarities(left: _Called, right: _Called) -> set[Rarity]:
    """Of the names that make them candidates: those both have, else all, as they are read."""
    both = [n for n in left.names if name_key(n) in _keys(right)]
    return {rarity(n) for n in both} or {rarity(n, True) for n in (*left.names, *right.names)}


def _common(left: _Called, right: _Called) -> bool:
    found = _rarities(left, right)
    return "rare" not in found and "common" in found


def _other_names_clash(left: _Called, right: _Called) -> bool:
    """Both have an English name of their own beside the shared one, and these differ."""
    mine, theirs = _others(left), _others(right)
    return bool(mine and theirs) and not any(agreement(a, b) for a in mine for b in theirs)


def _others(profile: _Called) -> list[str]:
    """Declared Latin names that are no romanization of a name in characters."""
    han = [n for n in profile.names if romanize.is_han(name_key(n))]
    latin = [n for n in profile.names if not romanize.is_han(name_key(n))]
    declared = {key for pair in profile.aka for key in pair}
    return [n for n in latin if name_key(n) in declared and all(agreement(n, h) is None for h in han)]


OF_NAMES: dict[str, Callable[[_Called, _Called], bool]] = {
    "rare_name": lambda left, right: "rare" in _rarities(left, right),
    "common_name": _common,
    "other_names_clash": _other_names_clash,
}


# --- what they share, and what speaks against ---------------------------------------------------------------------


def _same_family(left: Profile, right: Profile) -> bool:
    return not left.orgs & right.orgs and bool(left.families & right.families)


def _same_move(left: Profile, right: Profile) -> bool:
    return any(
        kind == other and org == there and _near(first, last, since, until)
        for kind, org, first, last in left.moves
        for other, there, since, until in right.moves
    )


def _near(first: date | None, last: date | None, since: date | None, until: date | None) -> bool:
    mine, theirs = first or last, since or until
    return mine is not None and theirs is not None and abs((mine - theirs).days) <= MOVE_DAYS


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


def _functions_clash(left: Profile, right: Profile) -> bool:
    """At one organization, or at all where they share none, their positions are about different things."""
    shared = left.orgs & right.orgs
    mine = {f for org, f in left.functions if not shared or org in shared}
    theirs = {f for org, f in right.functions if not shared or org in shared}
    return bool(mine and theirs) and not mine & theirs


def _two_places(left: Profile, right: Profile) -> bool:
    if left.families & right.families:
        return False
    starts = [(a, b) for _, a, _ in left.enters for _, b, _ in right.enters if a and b]
    return any(abs((a - b).days) <= CLASH_DAYS for a, b in starts)


def _left_twice(left: Profile, right: Profile) -> bool:
    back = {org for org, _, _ in left.enters | right.enters}
    return any(
        here == there and here not in back and a and b and abs((a - b).days) > CHAIN_DAYS
        for here, a, _ in left.lefts
        for there, b, _ in right.lefts
    )


def _long_gap(left: Profile, right: Profile) -> bool:
    mine, theirs = _days(left), _days(right)
    if not mine or not theirs:
        return False
    return min(abs((a - b).days) for a in mine for b in theirs) > GAP_DAYS


def _days(profile: Profile) -> list[date]:
    return [day for _, first, last in profile.lefts | profile.enters if (day := first or last) is not None]


FEATURES: dict[str, Callable[[Profile, Profile], bool]] = {
    "same_org": lambda left, right: bool(left.orgs & right.orgs),
    "same_family": _same_family,
    "same_move": _same_move,
    "same_role": lambda left, right: bool(left.roles & right.roles),
    "org_around": _org_around,
    "same_cohort": _same_cohort,
    "many_peers": lambda left, right: _n_peers(left, right) >= 2,
    "one_peer": lambda left, right: _n_peers(left, right) == 1,
    "chain": _chain,
    "functions_clash": _functions_clash,
    "two_places": _two_places,
    "left_twice": _left_twice,
    "long_gap": _long_gap,
}
