"""A reader for tests: a text whose lines are `person kind org [status] [date]` reads as exactly these claims."""

from __future__ import annotations

from talentflow.model.claim import KINDS, STATUSES, Claim, Extraction
from talentflow.model.document import Document
from talentflow.model.span import Evidence
from talentflow.model.time import When


def extract(document: Document) -> Extraction:
    if "boom" in document.text:
        raise ValueError("boom")
    claims, at = [], 0
    for line in document.text.splitlines(keepends=True):
        words = line.split()
        if len(words) >= 3 and words[1] in KINDS:
            claims.append(_claim(document, words, at, at + len(line.rstrip())))
        at += len(line)
    return Extraction(doc=document.id, doc_hash=document.hash, claims=tuple(claims))


def _claim(document: Document, words: list[str], start: int, end: int) -> Claim:
    status = next((word for word in words[3:] if word in STATUSES), "reported")
    dates = [word for word in words[3:] if word[0] in "12."]
    return Claim(
        doc=document.id,
        doc_hash=document.hash,
        person=words[0],
        kind=words[1],  # type: ignore[arg-type]
        org=words[2],
        status=status,
        date=When.parse(dates[0]) if dates else None,  # type: ignore[arg-type]
        evidence=Evidence.of(document.text, start, end),
    )
