"""Which documents are versions of one, and which of two versions stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

from talentflow.model.document import Document

ALIKE = 0.2  # share of the shorter text's pairs of characters from which two texts of one id are one article
MAX_CHARS = 20_000


def same(left: Document, right: Document) -> bool:
    """One address; or one id where no two addresses say otherwise, with one title or texts that are alike.

    An id may be a file's name, and two folders may each have an `index.html`: the id alone is not enough.
    """
    if left.url is not None and right.url is not None:
        return left.url == right.url
    if left.id != right.id:
        return False
    if left.title is not None and left.title == right.title:
        return True
    a, b = _pairs(left.text), _pairs(right.text)
    return len(a & b) >= ALIKE * min(len(a), len(b))


def in_time(old: Document, new: Document) -> tuple[Document, Document, date]:
    """The older version, the newer one and the day from which the newer stands.

    The later day of publication decides, and is that day; without two different ones the document read last is the
    newer, from today on.
    """
    if old.published is not None and new.published is not None and old.published != new.published:
        older, newer = sorted((old, new), key=lambda document: document.published or date.min)
        return older, newer, newer.published or date.min
    return old, new, today()


def today() -> date:
    return datetime.now(UTC).date()


def _pairs(text: str) -> set[str]:
    letters = [c for c in text[:MAX_CHARS] if c.isalnum()]
    return {a + b for a, b in pairwise(letters)}
