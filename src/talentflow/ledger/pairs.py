"""Every pair of neighbouring letters of a text: how words of one or two characters are found without reading it all."""

from __future__ import annotations

import re
from operator import add

_NO_LETTERS = re.compile(r"[\W_]+")  # what `str.isalnum` denies


def pairs(text: str) -> str:
    """The distinct pairs inside runs of letters and digits, and each run's last character, apart by spaces.

    >>> pairs("AB c")
    'ab b c'
    """
    found: set[str] = set()
    for run in _NO_LETTERS.split(text.lower()):
        found.update(map(add, run, run[1:]), run[-1:])
    return " ".join(sorted(found))


def match(terms: list[str]) -> str | None:
    """The query for documents that may hold all of these terms of one or two characters; None where a term has a sign
    that no pair holds.
    """
    folded = [term.lower() for term in terms]
    if not all(c.isalnum() for term in folded for c in term):
        return None
    return " AND ".join(f'"{term}"' + ("*" if len(term) == 1 else "") for term in folded)
