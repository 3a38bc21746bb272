"""Chinese names in Latin letters: readings of characters, and the spellings that stand for them.

Pinyin without tones is the middle ground: characters are read into it, other romanizations (Wade-Giles, family names of
Hong Kong, Taiwan and South-East Asia) are turned into it. `v` and `yu` after l and n are written `u`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, product

from talentflow.lang.data import read_lines, read_tsv
from talentflow.lang.text import fold

PINYIN, ROMANIZED, SURNAMES = "shared/pinyin.tsv", "shared/romanized.tsv", "zh/surnames.tsv"
MAX_READINGS = 12  # readings of one name that are looked at
MAX_GIVEN = 2  # characters of a given name

Spelled = tuple[str, str]  # family name, given name, in letters

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_TOKEN = re.compile(r"[a-z]+")
_UMLAUT = re.compile("(?<=[ln])(?:v|yu)")


def is_han(name: str) -> bool:
    """True when a name is written in Han characters only."""
    return _HAN.fullmatch(name) is not None


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters: lower case, no marks, hyphens part them, apostrophes do not.

    >>> tokens("Kai-Fu LEE")
    ('kai', 'fu', 'lee')
    """
    plain = unicodedata.normalize("NFKD", name.replace("\u00fc", "v").replace("\u00dc", "v")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'\u2019`")
    return tuple(_TOKEN.findall(letters))


def flat(letters: str) -> str:
    """Letters with the umlaut's spellings made one.

    >>> flat("lv"), flat("lyu"), flat("lu")
    ('lu', 'lu', 'lu')
    """
    return _UMLAUT.sub("u", letters)


@lru_cache(maxsize=1 << 16)
def parted(name: str) -> tuple[str, str] | None:
    """Family and given name of a Chinese name in characters, simplified; None for any other name."""
    simple = fold(name)
    if not is_han(simple) or not 2 <= len(simple) <= 2 + MAX_GIVEN:
        return None
    for size in (2, 1):
        if 1 <= len(simple) - size <= MAX_GIVEN and simple[:size] in _families():
            return simple[:size], simple[size:]
    return None


@lru_cache(maxsize=1 << 16)
def readings(name: str) -> tuple[Spelled, ...]:
    """How a Chinese name in characters may be read, the likeliest first; () where it cannot be told."""
    parts = parted(name)
    if parts is None:
        return ()
    family, given = parts
    options = [(*_as_family(char), *_read(char)) for char in family] + [_read(char) for char in given]
    if not all(options):
        return ()
    n_family = len(family)
    found = (
        (flat("".join(read[:n_family])), flat("".join(read[n_family:])))
        for read in islice(product(*options), MAX_READINGS)
    )
    return tuple(dict.fromkeys(found))


def spellings(words: tuple[str, ...]) -> Iterator[Spelled]:
    """(family, given) in pinyin letters that the words of a Latin name may stand for as they are, either end first."""
    if len(words) >= 2:
        yield flat(words[-1]), flat("".join(words[:-1]))
        yield flat(words[0]), flat("".join(words[1:]))


def loose_spellings(words: tuple[str, ...]) -> Iterator[Spelled]:
    """The same through other romanizations, and with one word left out that may be an English given name."""
    ends = [(words[-1], words[:-1]), (words[0], words[1:])] if len(words) >= 2 else []
    for family, given in ends:
        dropped = [at for at, word in enumerate(given) if len(given) > 1 and not _may_be_chinese(word)]
        for part in (given, *((*given[:at], *given[at + 1 :]) for at in dropped)):
            yield from product(map(flat, (family, *_turned(family, "family"))), _given(part))


def _given(words: Iterable[str]) -> list[str]:
    options = [(word, *_turned(word, "given")) for word in words]
    return [flat("".join(read)) for read in islice(product(*options), MAX_READINGS)]


@cache
def _table() -> dict[str, tuple[list[str], list[str]]]:
    """Character -> (readings, readings as a family name)."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for column in ("characters", "also", "family"):
        for row in read_tsv(PINYIN):
            for char in row[column]:
                found.setdefault(char, ([], []))[column == "family"].append(row["syllable"])
    return found


def _read(char: str) -> tuple[str, ...]:
    return tuple(_table().get(char, ([], []))[0])


def _as_family(char: str) -> tuple[str, ...]:
    return tuple(_table().get(char, ([], []))[1])


@cache
def syllables() -> dict[str, str]:
    """Flat syllable -> the characters that are read so first of all."""
    found: dict[str, str] = {}
    for row in read_tsv(PINYIN):
        syllable = flat(row["syllable"])
        found[syllable] = found.get(syllable, "") + row["characters"]
    return found


def cuts(given: str) -> Iterator[tuple[str, ...]]:
    """The ways to cut the letters of a given name into one or two syllables."""
    if given in syllables():
        yield (given,)
    for at in range(1, len(given)):
        if given[:at] in syllables() and given[at:] in syllables():
            yield given[:at], given[at:]


@lru_cache(maxsize=1 << 14)
def _may_be_chinese(word: str) -> bool:
    return any(True for _ in cuts(word)) or any(_turned(word, place) for place in ("given", "family"))


def families_read(letters: str) -> float:
    """Bearers per million of all family names that are read so."""
    return _read_families().get(letters, 0.0)


@cache
def _read_families() -> dict[str, float]:
    found: dict[str, float] = {}
    for family, share in _families().items():
        options = [(*_as_family(char), *_read(char)) for char in family]
        if all(options):
            letters = flat("".join(option[0] for option in options))
            found[letters] = found.get(letters, 0.0) + share
    return found


@cache
def _spelled() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(row["form"], row["place"]): tuple(row["pinyin"].split("|")) for row in read_tsv(ROMANIZED)}


def _turned(word: str, place: str) -> tuple[str, ...]:
    return _spelled().get((word, place), ())


@cache
def _families() -> dict[str, float]:
    """Family name -> bearers per million."""
    rows = (line.split("\t") for line in read_lines(SURNAMES))
    return {row[0]: float(row[1]) for row in rows}


def per_million(family: str) -> float:
    """Bearers of a family name per million people; 0 for none known."""
    return _families().get(family, 0.0)
