"""When two wordings can be one: folding of words, likeness of role names."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

SAME_ROLE = 0.6  # Dice overlap of characters from which two role names can be one


@lru_cache(maxsize=1 << 16)
def folded(words: str) -> str:
    """One form for one word: NFKC, case-folded, spaces and punctuation out."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] in "LNM")


def alike(left: str, right: str) -> bool:
    """Two role names can be one: one holds the other, or their characters overlap by SAME_ROLE."""
    a, b = folded(left), folded(right)
    if not a or not b:
        return a == b
    if a in b or b in a:
        return True
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) >= SAME_ROLE
