"""Positions in a shadow text: a head word ("vice president") and the modifiers in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.mentions.ground import Ground

MAX_LENGTH = 18
NOUN_LIKE = ("n", "nz", "ns", "nt", "vn", "an", "eng", "b", "f", "j", "s", "ng", "nrt", "m", "x", "g", "a", "nr", "h", "k", "z")


@cache
def heads() -> Lexicon[str]:
    """Head word -> its group (executive, board, founder, ...)."""
    groups = read_yaml("zh/positions.yml")["heads"]
    return Lexicon((word, group) for group, listed in groups.items() for word in listed)


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(read_yaml("zh/positions.yml")["modifier_words"])


@cache
def _stops() -> frozenset[str]:
    return frozenset(read_yaml("zh/positions.yml")["stop_words"])


def find(ground: Ground, heads_found: Sequence[tuple[int, int, str]], barriers: dict[int, int]) -> list[Chunk]:
    """One chunk per head, with its modifiers; `barriers` maps the end of a mention to its start: the walk stops there."""
    out: list[Chunk] = []
    previous_end = 0
    for start, end, group in heads_found:
        left = _walk(ground, start, end, previous_end, barriers)
        out.append(Chunk("role", left, end, ground.text[left:end], None, group))
        previous_end = end
    return out


def _walk(ground: Ground, start: int, end: int, floor: int, barriers: dict[int, int]) -> int:
    modifiers, stops = _modifiers(), _stops()
    at = start
    while at > floor and at not in barriers:
        token = ground.by_end.get(at)
        if token is None or token.start < floor or end - token.start > MAX_LENGTH:
            break
        word = token.text
        if word in stops or (word not in modifiers and token.pos not in NOUN_LIKE):
            break
        if not any(c.isalnum() for c in word) and word not in "&-/+·":
            break
        if any(barriers[e] < token.end for e in range(token.start + 1, token.end + 1) if e in barriers):
            break
        at = token.start
    return at
