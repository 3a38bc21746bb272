"""Which language a text is in, by its script alone: BCP 47 `zh-Hans`, `zh-Hant`, `en`, or `und`."""

from __future__ import annotations

import re
from functools import cache

from talentflow.lang.data import read_tsv

SAMPLE = 400  # characters looked at; the rest of a text is in the same script
MIN_LETTERS = 2
HAN_SHARE = 0.15  # of the letters: names and products in Latin letters do not make Chinese English
KANA_SHARE = 0.2  # of the Han characters: above it the text is Japanese
LATIN_SHARE = 0.9

# Runs, not single characters: a tenth as many matches to make.
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_KANA = re.compile("[\u3041-\u30ff]+")
_ASCII_LETTER = re.compile("[A-Za-z]+")
_LETTER = re.compile(r"[^\W\d_]+")


@cache
def _one_script() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of characters of simplified and of traditional texts (shared/simplified.tsv, one character at a time).

    A few simplified forms live in traditional texts too; the majority decides, so they need no list.
    """
    rows = read_tsv("shared/simplified.tsv")
    traditional = {char for row in rows for char in row["traditional"] if "\u4e00" <= char <= "\u9fff"}
    return _any_of({row["simplified"] for row in rows if row["only"]}), _any_of(traditional)


def _any_of(chars: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]+")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def script_of(text: str) -> str:
    """The language tag; Han text in which nothing is only simplified or only traditional is `zh-Hans`.

    Such a text is short and reads the same in both, so either tag serves it.
    """
    sample = text[:SAMPLE]
    n_han = _count(_HAN, sample)
    if n_han and n_han >= HAN_SHARE * len(sample):  # the usual case, decided without counting letters
        return _chinese(sample, n_han)
    n_letters = _count(_LETTER, sample)
    if n_letters < MIN_LETTERS:
        return "und"
    if n_han and n_han >= HAN_SHARE * n_letters:
        return _chinese(sample, n_han)
    return "en" if _count(_ASCII_LETTER, sample) >= LATIN_SHARE * n_letters else "und"


def _chinese(sample: str, n_han: int) -> str:
    if _count(_KANA, sample) > KANA_SHARE * n_han:
        return "und"
    simplified, traditional = _one_script()
    return "zh-Hant" if _count(traditional, sample) > _count(simplified, sample) else "zh-Hans"
