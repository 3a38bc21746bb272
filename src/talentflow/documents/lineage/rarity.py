"""How rare a character is in news, and so how much it says that two texts share it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from talentflow.lang.data import read_lines

UNLISTED = 1.0  # occurrences per million of a character that the table does not have
RARE = 26.0  # weight of three characters that together are a name's more often than a word's (each about 1 in 6,000)
MAX_RARE = 24

_RUN = re.compile("[\u3400-\u9fff]{3,}")


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in read_lines("zh/char_freq.tsv"))
    return {char: math.log(1e6 / float(per_million)) for char, per_million, *_ in rows}


def weight(chars: Iterable[str]) -> float:
    """Self-information of characters, in nats: the sum of log(1 / frequency)."""
    known, unlisted = _weights(), math.log(1e6 / UNLISTED)
    return sum(known.get(char, unlisted) for char in chars)


def rare_grams(text: str) -> list[tuple[int, str]]:
    """Offsets and words of the rarest trigrams of Han characters that do not overlap, at most MAX_RARE."""
    known, unlisted = _weights(), math.log(1e6 / UNLISTED)
    ranked = []
    for run in _RUN.finditer(text):
        told = [known.get(char, unlisted) for char in run.group()]
        for at, (a, b, c) in enumerate(zip(told, told[1:], told[2:], strict=False), run.start()):
            if a + b + c >= RARE:
                ranked.append((-(a + b + c), text[at : at + 3], at))
    taken: list[tuple[int, str]] = []
    for _, gram, at in sorted(ranked):
        if all(abs(at - other) > 2 for other, _ in taken):
            taken.append((at, gram))
            if len(taken) == MAX_RARE:
                break
    return sorted(taken)
