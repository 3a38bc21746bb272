"""One text with what came beside it -> Document: a file's whole text, or one record of a JSON Lines file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from talentflow.documents.decode import Unreadable, check, decode
from talentflow.documents.front_matter import split_front_matter
from talentflow.documents.page import lay_out
from talentflow.lang.script import script_of
from talentflow.model.document import Document, Refusal, Zone
from talentflow.model.span import Span

DATE_KEYS = ("published", "date", "published_at")
URL_KEYS = ("url", "source_url", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands: the path as given, its file stem, and the line of a JSON record."""

    where: str
    stem: str
    line: int | None = None

    def refuse(self, code: str, reason: str) -> Refusal:
        return Refusal(where=self.where, line=self.line, code=code, reason=reason)


def from_page(text: str, place: Place) -> Iterator[Document | Refusal]:
    """The document that a file's whole text is; front matter that cannot be read is refused, the text is not."""
    body_at, fields, problem = split_front_matter(text)
    if problem is not None:
        yield place.refuse("front_matter", problem)
    title = _words(fields.get("title"))
    layout = lay_out(text, offset=body_at, title=title)
    zones = layout.zones
    if body_at:
        zones = (Zone(kind="front_matter", span=Span(start=0, end=body_at)), *zones)
    published, problem = _civil_date(fields)
    if problem is not None:
        yield place.refuse("date", problem)
    yield Document(
        id=_words(fields.get("id")) or place.stem,
        text=text,
        title=layout.title,
        published=published or layout.published,
        url=_first_words(fields, URL_KEYS),
        source=_words(fields.get("source")) or layout.source,
        lang=_words(fields.get("lang")) or script_of(text[body_at:]),
        zones=zones,
    )


def from_record(line: bytes, place: Place, encoding: str | None = None) -> Iterator[Document | Refusal]:
    """The document of one JSON line, or the refusal that names the line."""
    decoded = decode(line, encoding)
    if isinstance(decoded, Unreadable):
        yield place.refuse(decoded.code, decoded.reason)
        return
    try:
        fields = orjson.loads(decoded)
    except (ValueError, RecursionError) as error:
        yield place.refuse("json", f"not JSON: {error}")
        return
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        yield place.refuse("record", "a line must be an object with a string `text`")
        return
    text = check(fields["text"])
    if isinstance(text, Unreadable):
        yield place.refuse(text.code, text.reason)
        return
    published, problem = _civil_date(fields)
    if problem is not None:
        yield place.refuse("date", problem)
    title = _words(fields.get("title"))
    layout = lay_out(text, title=title, has_headline=False)
    yield Document(
        id=_words(fields.get("id")) or f"{place.stem}:{place.line}",
        text=text,
        title=title,
        published=published or layout.published,
        url=_first_words(fields, URL_KEYS),
        source=_words(fields.get("source")) or layout.source,
        lang=_words(fields.get("lang")) or script_of(text),
        zones=layout.zones,
    )


def _words(value: object) -> str | None:
    """A field as text; None when it is absent, blank or no scalar."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _first_words(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((words for key in keys if (words := _words(fields.get(key))) is not None), None)


def _civil_date(fields: Mapping[str, Any]) -> tuple[date | None, str | None]:
    """The publication date of the first date field that is set, and what is wrong with it."""
    value = next((fields[key] for key in DATE_KEYS if fields.get(key) not in (None, "")), None)
    if value is None:
        return None, None
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    try:
        return date.fromisoformat(str(value).strip()[:10].replace("/", "-")), None
    except ValueError:
        return None, f"published {str(value)[:40]!r} is not a date; read without it"
