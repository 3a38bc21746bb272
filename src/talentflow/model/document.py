"""One text as published, its zones, and the refusal that bad input becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from talentflow.model.ids import content_id
from talentflow.model.span import Span

ZoneKind = Literal["headline", "byline", "front_matter", "furniture", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of a document's text and what it is for; only `body` and `headline` carry news."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as published.

    `text` is what offsets count in: the `text` field of a JSON line, or a file's whole text.
    `zones` do not overlap and are in order; text outside them is body. `title` may also stand in `text`.
    `published` is the civil date the page names, None when it names none (never the day it was read).
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None
    lang: str = "und"
    zones: tuple[Zone, ...] = field(default=())

    @property
    def hash(self) -> str:
        """The id of the content: title, text, date and url, whatever file it came in."""
        return _hash(self.title, self.text, self.published, self.url)


@lru_cache(maxsize=1)
def _hash(title: str | None, text: str, published: date | None, url: str | None) -> str:
    """Kept for the last document: each of its claims asks for it."""
    return content_id("d", title, text, published, url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input or a claim that was declined.

    `where` is a file path, or `path:line`, or a document id; `line` counts from 1, None when no line is meant;
    `code` is a short stable word (`empty`, `binary`, `encoding`, `json`, `missing`, `too_large`, `unsure`, ...).
    """

    where: str
    code: str
    reason: str
    line: int | None = None
    span: Span | None = None

    def __str__(self) -> str:
        at = f"{self.where}:{self.line}" if self.line is not None else self.where
        return f"{at}: {self.reason} [{self.code}]"
