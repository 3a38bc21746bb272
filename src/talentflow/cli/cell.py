"""Words folded to a width the way Chinese is set: between any two characters, never before a closing mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

WIDE = frozenset("WF")  # East Asian width of characters that fill two cells
OPENING, CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf", "Po"})  # categories of marks
LEAST = 8  # cells a column of running words keeps, if there is room at all


def folded(words: str, width: int) -> list[str]:
    """Lines of at most `width` cells.

    >>> folded("Kimi K2 and a very long-winded name", 12)
    ['Kimi K2 and', 'a very long-', 'winded name']
    """
    lines, line = [], ""
    for piece in _pieces(words):
        if line and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        if cell_len(line.rstrip()) > width:
            *full, line = chop_cells(line.rstrip(), max(width, 2))
            lines += full
    return [*lines, line.rstrip()]


def folded_text(text: Text, width: int) -> Iterator[Text]:
    """The lines of a styled text; its own line breaks stay."""
    for paragraph in text.split("\n", allow_blank=True):
        at = 0
        for line in folded(paragraph.plain, width):
            at = paragraph.plain.index(line, at)
            yield paragraph[at : at + len(line)]
            at += len(line)


def _pieces(words: str) -> Iterator[str]:
    """What is not broken, with the spaces that follow it."""
    piece = ""
    for char in words:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_break(left: str, right: str) -> bool:
    if left.isspace() or right.isspace():
        return not right.isspace()
    if left in "/-":
        return left == "/" or right.isalpha()
    if unicodedata.category(right) in CLOSING or unicodedata.category(left) in OPENING:
        return False
    return _is_wide(left) or _is_wide(right)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in WIDE


@dataclass(frozen=True, slots=True)
class Cell:
    """Some texts under each other, in a table or alone, folded to the room there is."""

    parts: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in self.parts:
            yield from folded_text(part, options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((part.cell_len for part in self.parts), default=0)
        return Measurement(min(widest, LEAST), widest)
