"""Positions in a shadow text: a head word ("vice president") and the modifiers in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml, trigger_rules
from talentflow.lang.lexicon import Lexicon
from talentflow.mentions.ground import Ground, Token

MAX_LENGTH = 18
AND = frozenset("\u53ca\u4e0e\u548c")  # between two fields of one position ("customer and business director")
NO_FIELD = frozenset("\u533a\u53ca\u548c\u4e0e\u7684\u65b9\u7cfb")  # what opens no field of a position
NO_POSITION = "none"  # the group of words that only look like positions ("board" in "board of directors")
FIELD_TAGS = frozenset({"n", "vn", "b", "nz", "an", "j", "f", "ng"})
_FIELD = re.compile("\\(([\u4e00-\u9fff]{2,14})\\)")
NOUN_LIKE = FIELD_TAGS | {"ns", "nt", "eng", "s", "nrt", "m", "x", "g", "a", "nr", "h", "k", "z"}


@cache
def heads() -> Lexicon[str]:
    """Head word -> its group (executive, board, founder, ...)."""
    groups = read_yaml("zh/positions.yml")["heads"]
    return Lexicon((word, group) for group, listed in groups.items() for word in listed)


@cache
def modifiers() -> frozenset[str]:
    return frozenset(read_yaml("zh/positions.yml")["modifier_words"])


@cache
def stops() -> frozenset[str]:
    """What no position holds: the listed words, and verbs of giving up and taking up one."""
    rules = (r for r in trigger_rules() if r["frame"] == "subject_role" and r["kind"] != "held")
    verbs = {word for rule in rules for word in rule["words"] if len(word) > 1}
    data = read_yaml("zh/positions.yml")
    return frozenset(data["stop_words"]) | (verbs - frozenset(data["acting"]))


@cache
def _joined() -> tuple[str, ...]:
    return tuple(read_yaml("zh/positions.yml")["joined"])


@cache
def _split() -> frozenset[str]:
    return frozenset(read_yaml("zh/positions.yml")["split"])


@cache
def _firm() -> frozenset[str]:
    return frozenset(read_yaml("zh/positions.yml")["firm"])


@cache
def _firm_units() -> tuple[str, ...]:
    return tuple(read_yaml("zh/positions.yml")["firm_units"])


def find(ground: Ground, heads_found: Sequence[tuple[int, int, str]], barriers: dict[int, int]) -> list[Chunk]:
    """One chunk per head, with its modifiers; `barriers`: ends of mentions, where the walk stops -> their starts."""
    out: list[Chunk] = []
    previous_end = 0
    starts = {s for s, _, _ in heads_found} | set(barriers.values())
    for start, end, group in heads_found:
        left = _walk(ground, start, end, previous_end, barriers)
        end = _with_field(ground, end, starts)
        left = _behind_firm(ground, left, start)
        if out and out[-1].end == left and out[-1].text.endswith(_joined()):
            left = out.pop().start
        out.append(Chunk("role", left, end, ground.text[left:end], None, group))
        previous_end = end
    return out


def _behind_firm(ground: Ground, left: int, start: int) -> int:
    """Where a position starts whose first word only says that it is the company's; 'company secretary' keeps it."""
    token = ground.by_start.get(left)
    if token is None or token.text not in _firm() or token.end > start:
        return left
    return left if ground.text.startswith(_firm_units(), token.end) else token.end


def _with_field(ground: Ground, end: int, starts: set[int]) -> int:
    """The position's end, its field in brackets taken in ("vice president (content operations)")."""
    match = _FIELD.match(ground.text, end)
    if match is None or not starts.isdisjoint(range(match.start(1), match.end(1))):
        return end
    held = ground.words(*match.span(1))
    ends = stops()
    if any(t.text in ends or (t.pos not in FIELD_TAGS and t.text not in modifiers()) for t in held):
        return end
    return match.end()


def _front(ground: Ground, at: int) -> Token | None:
    """The part in front of a head inside one dictionary word ("finance|director")."""
    whole = ground.tokens[ground.at[at - 1]]
    if not whole.start < at < whole.end:
        return None
    return Token(whole.start, at, whole.text[: at - whole.start], "n")


def _walk(ground: Ground, start: int, end: int, floor: int, barriers: dict[int, int]) -> int:
    known, ends = modifiers(), stops()
    at = start
    while at > floor and at not in barriers:
        token = ground.by_end.get(at) or (_front(ground, at) if at == start else None)
        if token is None or token.start < floor or end - token.start > MAX_LENGTH:
            break
        cut = max((e for e in range(token.start + 1, token.end) if e in barriers), default=None)
        if cut is not None and at == token.end and ground.text[cut] not in NO_FIELD:
            return cut  # a word of the dictionary that begins inside the name in front ("O|new|s department")
        word = token.text
        if word in AND:
            joined = ground.by_end.get(token.start)
            if at == start or joined is None or joined.text not in known or joined.start < floor:
                break
            at = joined.start
            continue
        if word in ends or (word not in known and token.pos not in NOUN_LIKE):
            break
        if not any(c.isalnum() for c in word) and word not in "&-/+·":
            break
        if any(barriers[e] < token.end for e in range(token.start + 1, token.end + 1) if e in barriers):
            break
        before = ground.by_end.get(token.start)
        split = before is not None and before.text + word in _split()  # "post|training"
        at = before.start if split and before is not None and before.start >= floor else token.start
    return at
