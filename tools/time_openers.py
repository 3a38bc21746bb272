"""Writes src/talentflow/data/zh/times_openers.tsv from times.yml: python tools/time_openers.py

Each rule with the characters that its pattern can start with, so that at a place in a text only the rules that may hold
there are tried. Run it after a change of times.yml: a test tells, and until then every rule is tried everywhere.
"""

from __future__ import annotations

from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from talentflow.lang.dates_grammar import DIGEST, digest, grammar

TARGET = Path(__file__).parents[1] / "src/talentflow/data/zh/times_openers.tsv"
HEAD = """\
# A rule of times.yml and the characters that its pattern can start with. Written by tools/time_openers.py.
rule\tcharacters
"""


def openers(pattern: str) -> str:
    """The characters that a match of the pattern can start with; ValueError where that cannot be told."""
    found, is_empty = _first(parser.parse(pattern))
    if is_empty:
        raise ValueError(f"may match nothing: {pattern}")
    return "".join(sorted(found))


def _first(parts: Any) -> tuple[set[str], bool]:
    """(first characters, whether it may match nothing) of a parsed sequence."""
    found: set[str] = set()
    for code, value in parts:
        chars, is_empty = _of(code, value)
        found |= chars
        if not is_empty:
            return found, False
    return found, True


def _of(code: Any, value: Any) -> tuple[set[str], bool]:
    if code is op.LITERAL:
        return {chr(value)}, False
    if code is op.IN:
        return _members(value), False
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return set(), True
    if code is op.SUBPATTERN:
        return _first(value[-1])
    if code is op.BRANCH:
        branches = [_first(branch) for branch in value[1]]
        return set().union(*(chars for chars, _ in branches)), any(is_empty for _, is_empty in branches)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, _, inner = value
        chars, is_empty = _first(inner)
        return chars, is_empty or least == 0
    raise ValueError(f"not foreseen in a rule: {code}")


def _members(value: Any) -> set[str]:
    found: set[str] = set()
    for code, member in value:
        if code is op.LITERAL:
            found.add(chr(member))
        elif code is op.RANGE:
            found |= {chr(char) for char in range(member[0], member[1] + 1)}
        else:
            raise ValueError(f"not foreseen in a class: {code}")
    return found


def text() -> str:
    """The whole file."""
    rows = [(DIGEST, digest("zh")), *((rule, openers(pattern)) for rule, pattern in grammar("zh").patterns())]
    return HEAD + "".join(f"{rule}\t{characters}\n" for rule, characters in rows)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
