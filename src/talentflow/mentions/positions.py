"""Positions in a shadow text: a head word ("vice president") and the modifiers in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.mentions.organizations import Token

MAX_LENGTH = 18
MAX_OWNER = 8
OWNED = frozenset({"founder", "executive", "board", "finance"})
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


def find(text: str, heads_found: Sequence[tuple[int, int, str]], by_end: dict[int, Token],
         barriers: dict[int, int]) -> list[Chunk]:
    """One chunk per head, with its modifiers; `barriers` maps the end of a mention to its start: the walk stops there."""
    out: list[Chunk] = []
    previous_end = 0
    for start, end, group in heads_found:
        left = _walk(text, start, end, previous_end, by_end, barriers)
        out.append(Chunk("role", left, end, text[left:end], None, group))
        previous_end = end
    return out


def _walk(text: str, start: int, end: int, floor: int, by_end: dict[int, Token], barriers: dict[int, int]) -> int:
    modifiers, stops = _modifiers(), _stops()
    at = start
    while at > floor and at not in barriers:
        token = by_end.get(at)
        if token is None or token.start < floor or end - token.start > MAX_LENGTH:
            break
        word = token.text
        if word in stops or (word not in modifiers and token.pos not in NOUN_LIKE):
            break
        if not any(c.isalnum() for c in word) and word not in "&-/+·":
            break
        if any(barrier_start < token.end and token.start < barrier_end for barrier_end, barrier_start in _near(barriers, token)):
            break
        at = token.start
    return at


def owner(role: Chunk, head_start: int, by_start: dict[int, Token], by_end: dict[int, Token]) -> int | None:
    """Where an unlisted organization in front of a position ends ("Doujia founder"), None where there is none.

    The leading words must look like a name: unknown to the segmenter's dictionary or tagged as a proper noun; in
    front of a founder any word that is no modifier will do.
    """
    if role.detail not in OWNED or head_start - role.start < 2:
        return None
    modifiers = _modifiers()
    at = role.start
    proper = False
    while at < head_start:
        token = by_start.get(at)
        if token is None or token.text in modifiers or token.end > head_start:
            break
        if len(token.text) > 1 and token.pos in ("n", "vn", "v", "b", "ns", "j", "m", "t", "f") and role.detail != "founder" and not (proper and at > role.start):
            break
        proper = proper or token.pos in ("nz", "nr", "nrt", "nt", "x", "nrfg", "eng") or len(token.text) == 1
        at = token.end
    if not 2 <= at - role.start <= MAX_OWNER:
        return None
    if role.detail == "founder" or proper:
        return at
    return None


def _near(barriers: dict[int, int], token: Token) -> list[tuple[int, int]]:
    return [(e, barriers[e]) for e in range(token.start + 1, token.end + 1) if e in barriers]
