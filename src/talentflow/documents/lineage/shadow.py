"""A text for comparison: one script, one regional wording, letters and digits only, a sentence a line."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from talentflow.lang.text import fold
from talentflow.model.document import Document

MAX_CHARS = 4000  # what is compared of one text; longer ones are cut, which bounds memory and time
QUIET = frozenset({"headline", "byline", "front_matter", "furniture"})

_END = re.compile("[\u3002!?;\n\uff1b\uff01\uff1f]+|[.](?=\\s)")
_NOT_WORD = re.compile(r"[\W_]+")


@cache
def _to_mainland() -> Any:
    from opencc import OpenCC

    return OpenCC("tw2sp")


@lru_cache(maxsize=8)  # a document's facts and its signature both want it
def level(text: str) -> str:
    """`text` with the differences of script and region taken out, lower case.

    Originals are sent through as well as copies, so a word that the conversion changes is changed in both. 3-gram
    containment of converted copies in their originals, on the tuning pairs: 1.000 for s2twp pages, 0.997 for other
    traditional ones (0.979 and 0.998 with t2s first; 1.000 for both by way of s2twp, in two and a half times the time).
    """
    return fold(str(_to_mainland().convert(text))).lower()


def body(document: Document) -> str:
    """The words of the news, without headline, bylines, furniture."""
    kept, at = [], 0
    for zone in document.zones:
        if zone.kind in QUIET:
            kept.append(document.text[at : zone.span.start])
            at = zone.span.end
    kept.append(document.text[at:])
    return "\n".join(kept)


def shadow(leveled: str) -> str:
    """Sentences of leveled text, one a line, letters and digits only."""
    lines = (_NOT_WORD.sub("", part) for part in _END.split(leveled))
    return "\n".join(line for line in lines if line)[:MAX_CHARS]


def shadow_of(words: str) -> str:
    """Some words as a shadow without its lines has them."""
    return shadow(level(words)).replace("\n", "")
