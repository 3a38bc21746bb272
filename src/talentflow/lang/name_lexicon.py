"""What the person-name finder knows: log odds of name characters, word codes, classes of context words, weights.

Sources of the tables and their licences: docs/model-card.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import repeat
from typing import NamedTuple

import orjson

DATA_FOLDER = "data/zh"
FLOOR_PER_MILLION = 1.0  # a character rarer than this in text counts as this rare
UNSEEN_PER_MILLION = 0.4  # a character that no listed given name has
LO_MIN, LO_MAX = -7.0, 8.0  # log odds are clipped: one odd character must not decide
MAX_CONTEXT_WORD = 6
UNKNOWN_CHAR_LOG = -15.0
NEWS_WORDS_LOG = math.log(6.2e9)  # words of the news text that the frequencies of name_words.tsv come from

GivenOdds = dict[str, float]


class Character(NamedTuple):
    """What the tables say of one character, in one look-up; None where a table does not hold it."""

    surname: float | None = None
    first: float | None = None
    second: float | None = None
    alone: float | None = None
    translit: float | None = None
    log: float = UNKNOWN_CHAR_LOG
    opens_compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLexicon:
    """All tables of one language, ready for dict look-ups.

    surname: one-character surname -> log odds of "starts a name" against "any character of a text"; compound: the same
    for two characters and more (`japanese` are the Japanese ones among them); first, second, alone: given-name
    character -> log odds as first of two, second of two, only one; translit: character -> log odds of standing in a
    transliterated name; char_log: character -> log probability in text; words: frequent strings -> code (x dictionary
    word, o other proper name, u frequent string, n listed name; 0-9 how frequent); word_log: code -> log probability;
    log_cache: word -> log probability, filled as words are met; characters: all of a character in one record;
    left, right: context word -> class; left_sizes, right_sizes: the character of such a word that stands beside the
    name -> how long those words are, longest first; weights: feature -> weight of the log-linear model; latin_given,
    latin_stop: lower-case words that do and do not stand in names.
    """

    surname: GivenOdds
    compound: GivenOdds
    japanese: frozenset[str]
    first: GivenOdds
    second: GivenOdds
    alone: GivenOdds
    translit: GivenOdds
    char_log: GivenOdds
    word_log: dict[str, float]
    words: dict[str, str]
    left: dict[str, str]
    right: dict[str, str]
    left_sizes: dict[str, tuple[int, ...]]
    right_sizes: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    latin_given: frozenset[str]
    latin_stop: frozenset[str]
    log_cache: dict[str, float]
    characters: dict[str, Character]
    surname_pattern: re.Pattern[str]
    translit_pattern: re.Pattern[str]


def _read(name: str) -> str:
    return resources.files("talentflow").joinpath(DATA_FOLDER, name).read_text(encoding="utf-8")


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _read(name).splitlines() if line and not line.startswith("#")]


def _word_log(digit: int) -> float:
    return round(math.log(10) * (2.3 + digit / 1.6) - NEWS_WORDS_LOG, 2)


def _list(name: str) -> frozenset[str]:
    return frozenset(_rows(name)[0][0].split(" "))


def _odds(per_million: float, text_per_million: float) -> float:
    value = math.log(max(per_million, 0.1) / max(text_per_million, FLOOR_PER_MILLION))
    return round(min(LO_MAX, max(LO_MIN, value)), 2)


def _context() -> tuple[dict[str, str], dict[str, str]]:
    left: dict[str, str] = {}
    right: dict[str, str] = {}
    for side, cls, words in _rows("name_context.tsv"):
        for word in words.split(" "):
            if side in "lb":
                left.setdefault(word, cls)
            if side in "rb":
                right.setdefault(word, cls)
    return left, right


def _sizes(words: Iterable[str], beside: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) <= MAX_CONTEXT_WORD:
            found.setdefault(word[beside], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, listed in _rows("name_words.tsv"):
        words.update(zip(listed.split(" "), repeat(code)))
    return words


def _weights() -> dict[str, float]:
    loaded: dict[str, float] = orjson.loads(_read("name_model.json"))["weights"]
    return loaded


def _characters(
    surname: GivenOdds, given: Sequence[GivenOdds], translit: GivenOdds, char_log: GivenOdds, openers: set[str]
) -> dict[str, Character]:
    first, second, alone = given
    return {
        char: Character(
            surname.get(char),
            first.get(char),
            second.get(char),
            alone.get(char),
            translit.get(char),
            char_log.get(char, UNKNOWN_CHAR_LOG),
            char in openers,
        )
        for char in surname.keys() | alone.keys() | translit.keys() | char_log.keys() | openers
    }


@lru_cache(maxsize=1)
def load_lexicon() -> NameLexicon:
    """Read every table once per process (about 50 ms)."""
    text = {char: float(ppm) for char, ppm in _rows("char_freq.tsv")}
    surname: GivenOdds = {}
    compound: GivenOdds = {}
    for name, ppm in _rows("surnames.tsv"):
        if len(name) == 1:
            surname[name] = _odds(float(ppm), text.get(name, 0.0))
        else:
            compound[name] = 4.0
    japanese = _list("surnames_ja.tsv")
    compound.update(dict.fromkeys(japanese - compound.keys(), 3.0))
    first: GivenOdds = {}
    second: GivenOdds = {}
    alone: GivenOdds = {}
    for char, in_first, in_second, in_alone in _rows("given_chars.tsv"):
        base = text.get(char, 0.0)
        first[char] = _odds(float(in_first), base)
        second[char] = _odds(float(in_second), base)
        alone[char] = _odds(float(in_alone), base)
    for char, base in text.items():
        if char not in alone:
            first[char] = second[char] = alone[char] = _odds(UNSEEN_PER_MILLION, base)
    translit = {char: _odds(float(ppm), text.get(char, 0.0)) for char, ppm in _rows("translit_chars.tsv")}
    left, right = _context()
    words = _words()
    char_log = {char: round(math.log(ppm / 1e6), 2) for char, ppm in text.items()}
    return NameLexicon(
        surname=surname,
        compound=compound,
        japanese=japanese,
        first=first,
        second=second,
        alone=alone,
        translit=translit,
        char_log=char_log,
        word_log={f"{kind}{digit}": _word_log(digit) for kind in "xoun" for digit in range(10)},
        words=words,
        left=left,
        right=right,
        left_sizes=_sizes(left, -1),
        right_sizes=_sizes(right, 0),
        weights=_weights(),
        latin_given=_list("latin_given.tsv"),
        latin_stop=_list("latin_stop.tsv"),
        log_cache={},
        characters=_characters(surname, (first, second, alone), translit, char_log, {name[0] for name in compound}),
        surname_pattern=re.compile("[" + "".join(sorted(surname.keys() | {name[0] for name in compound})) + "]"),
        translit_pattern=re.compile("[" + "".join(sorted(translit)) + "]{2,}"),
    )
