"""The marks of a text, and where the words of a claim begin and end: marks at the edges of a quote prove nothing."""

from __future__ import annotations

LIST_COMMA = "\u3001"
EDGES = " \t\n\r\u3000,\uff0c;\uff1b:\uff1a"


def trim(text: str, start: int, end: int, *, lead: str = EDGES) -> tuple[int, int]:
    """The span without `EDGES` at its end and `lead` at its start; one character stays.

    >>> trim("so, he left, ", 2, 13)
    (4, 11)
    """
    while end - 1 > start and text[end - 1] in EDGES:
        end -= 1
    while start < end - 1 and text[start] in lead:
        start += 1
    return start, end
