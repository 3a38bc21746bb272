"""Writes src/talentflow/data/shared/simplified.tsv from OpenCC's tables: python tools/simplified.py

The tables are those of OpenCC (Apache-2.0), applied to one character at a time; the package then needs neither the
library nor the fifth of a second that it takes to build them.
"""

from __future__ import annotations

from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "src/talentflow/data/shared/simplified.tsv"
BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))  # Han ideographs of the basic plane
ONLY_BLOCK = range(0x4E00, 0xA000)
HEAD = """\
# A simplified character, the traditional ones that OpenCC's t2s writes so, and "s" where it stands in no traditional
# text because s2t changes it.
# Written by tools/simplified.py from the tables of OpenCC (Apache-2.0).
simplified\ttraditional\tonly
"""


def _convert(config: str, chars: list[str]) -> dict[str, str]:
    return dict(zip(chars, OpenCC(config).convert("\n".join(chars)).split("\n"), strict=True))


def rows() -> list[tuple[str, str, str]]:
    """(simplified, traditional, only), ordered by the first."""
    chars = [chr(code) for low, high in BLOCKS for code in range(low, high)]
    to_simplified = _convert("t2s", chars)
    to_traditional = _convert("s2t", chars)
    found: dict[str, list[str]] = {}
    for char, simple in to_simplified.items():
        if simple != char and len(simple) == 1:
            found.setdefault(simple, []).append(char)

    def only(char: str) -> str:
        is_simple = ord(char) in ONLY_BLOCK and to_traditional[char] != char and to_simplified[char] == char
        return "s" if is_simple and any(ord(c) in ONLY_BLOCK for c in found[char]) else ""

    return [(char, "".join(found[char]), only(char)) for char in sorted(found)]


def text() -> str:
    """The whole file."""
    return HEAD + "".join("\t".join(row).rstrip() + "\n" for row in rows())


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
