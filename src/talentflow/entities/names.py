"""What two spellings of a person's name have to do with each other, and where candidates for one person are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

from talentflow.entities.keys import name_key
from talentflow.lang import romanize
from talentflow.lang.data import read_lines, read_tsv
from talentflow.lang.text import fold

GIVEN = "zh/given_chars.tsv"
NICKNAMES, COMMON = "en/nicknames.tsv", "en/common_names.tsv"

CHINESE = 1.4e9  # people among whom bearers of a name are counted
SHORT, LONG = 0.15, 0.85  # shares of people with one and with two characters as their given name
UNLISTED = 0.1  # per million: a character that no list of given names has
MANY, FEW = 20_000.0, 1_000.0  # bearers: above MANY a name says little, below FEW it nearly says who it is

FIRST, SECOND, ALONE = 0, 1, 2  # columns of the table of given names

# How two names agree, from surest to least sure; None: they do not.
Agreement = Literal["same", "respelled", "romanized", "loosely"]
Rarity = Literal["common", "usual", "rare"]


@lru_cache(maxsize=1 << 16)
def link_keys(name: str) -> tuple[str, ...]:
    """Keys under which a name is found: `n:` its own, `h:` letters of characters read aloud, `l:` of Latin words.

    The letters are sorted, so neither the order of the names nor hyphens matter; names with one key are candidates, no
    more. A name in characters meets only Latin ones by its letters: two names read alike are not one name.
    """
    own = "n:" + name_key(name)
    read = romanize.readings(name)
    if read:
        return own, *dict.fromkeys("h:" + _sorted(family + given) for family, given in read)
    words = _words(name)
    if len(words) < 2:
        return (own,)
    spelled = {family + given for family, given in (*romanize.spellings(words), *romanize.loose_spellings(words))}
    spelled.add("".join((_full(words[0]), *words[1:])))
    return own, *sorted({"l:" + _sorted(letters) for letters in spelled})


def meeting(keys: Iterable[str]) -> set[str]:
    """The keys whose names a name with these keys is compared with."""
    found = set()
    for key in keys:
        kind, letters = key[:2], key[2:]
        found |= {"n:": {key}, "h:": {"l:" + letters}, "l:": {"l:" + letters, "h:" + letters}}[kind]
    return found


@lru_cache(maxsize=1 << 17)
def agreement(left: str, right: str) -> Agreement | None:
    """How the second spelling may be the first person's name; symmetric."""
    if name_key(left) == name_key(right):
        return "same"
    mine, theirs = romanize.readings(left), romanize.readings(right)
    if bool(mine) == bool(theirs):
        return None if mine else _latin(_words(left), _words(right))
    read, words = (set(mine), _words(right)) if mine else (set(theirs), _words(left))
    if not read.isdisjoint(romanize.spellings(words)):
        return "romanized"
    return None if read.isdisjoint(romanize.loose_spellings(words)) else "loosely"


def _latin(left: tuple[str, ...], right: tuple[str, ...]) -> Agreement | None:
    if len(left) < 2 or len(right) < 2:
        return None
    if not set(romanize.spellings(left)).isdisjoint(romanize.spellings(right)):
        return "respelled"
    if left[-1] == right[-1] and _full(left[0]) == _full(right[0]) and (len(left) == 2 or len(right) == 2):
        return "respelled"
    if set(romanize.spellings(left)).isdisjoint(romanize.loose_spellings(right)):
        return "loosely" if not set(romanize.spellings(right)).isdisjoint(romanize.loose_spellings(left)) else None
    return "loosely"


@lru_cache(maxsize=1 << 16)
def rarity(name: str, read: bool = False) -> Rarity:
    """How much the name alone says of who bears it; `read`: only its reading counts, whatever the characters."""
    parts = romanize.parted(name)
    if parts is not None and not read:
        return _by_bearers(romanize.per_million(parts[0]) * _given_share(parts[1]))
    spelled = romanize.readings(name) or tuple(romanize.spellings(_words(name)))
    bearers = max((_read_alike(*one) for one in spelled), default=0.0)
    if bearers:
        return _by_bearers(bearers)
    words = _words(name)
    if parts is not None or romanize.is_han(fold(name)[:1]):
        return "usual"
    given, family = _frequent()
    return "common" if len(words) < 2 or (words[-1] in family and _full(words[0]) in given) else "usual"


def _by_bearers(per_million: float) -> Rarity:
    bearers = per_million * CHINESE / 1e6
    return "common" if bearers > MANY else "rare" if bearers < FEW else "usual"


def _given_share(given: str) -> float:
    """The share of people with this given name, in characters."""
    if len(given) == 1:
        return SHORT * _given(given, ALONE)
    return LONG * _given(given[0], FIRST) * _given(given[1], SECOND)


def _read_alike(family: str, given: str) -> float:
    """Bearers per million of all names that are read so."""
    share = 0.0
    for cut in romanize.cuts(given):
        if len(cut) == 1:
            share += SHORT * _syllable_share(cut[0], ALONE)
        else:
            share += LONG * _syllable_share(cut[0], FIRST) * _syllable_share(cut[1], SECOND)
    return romanize.families_read(family) * share


@lru_cache(maxsize=1 << 12)
def _syllable_share(syllable: str, place: int) -> float:
    return sum(_given_table().get(char, (0.0, 0.0, 0.0))[place] for char in romanize.syllables()[syllable]) / 1e6


def components(names: Iterable[str], linked: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Name -> the smallest name of its block: names that meet by a key, or by a pair of `linked`, share one."""
    listed = sorted(set(names))
    leader = {name: name for name in listed}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in listed:
        for key in link_keys(name):
            holders[key].append(name)
    for name in listed:
        for key in meeting(link_keys(name)):
            for other in holders.get(key, ()):
                _unite(leader, name, other)
    by_key = {name_key(name): name for name in reversed(listed)}
    for left, right in linked:
        a, b = by_key.get(name_key(left)), by_key.get(name_key(right))
        if a is not None and b is not None:
            _unite(leader, a, b)
    return {name: _find(leader, name) for name in listed}


def _unite(leader: dict[str, str], left: str, right: str) -> None:
    a, b = sorted((_find(leader, left), _find(leader, right)))
    leader[b] = a


def _find(leader: Mapping[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def _sorted(letters: str) -> str:
    return "".join(sorted(letters))


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    """Words of a Latin name; single letters are initials and count only where nothing else is left."""
    words = romanize.tokens(name)
    long = tuple(word for word in words if len(word) > 1)
    return long if len(long) >= 2 else words


@cache
def _short_forms() -> dict[str, str]:
    return {row["short"]: row["full"] for row in read_tsv(NICKNAMES)}


def _full(given: str) -> str:
    return _short_forms().get(given, given)


@cache
def _frequent() -> tuple[frozenset[str], frozenset[str]]:
    rows = read_tsv(COMMON)
    return frozenset(r["given"] for r in rows if r["given"]), frozenset(r["family"] for r in rows if r["family"])


@cache
def _given_table() -> dict[str, tuple[float, ...]]:
    rows = (line.split("\t") for line in read_lines(GIVEN))
    return {row[0]: tuple(float(cell) for cell in row[1:]) for row in rows}


def _given(char: str, place: int) -> float:
    return max(_given_table().get(char, (0.0, 0.0, 0.0))[place], UNLISTED) / 1e6
