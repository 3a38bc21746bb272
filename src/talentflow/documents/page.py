"""The zones of a page: what is headline, byline, front matter or furniture, and what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from talentflow.documents.page_rules import Mark, PageRules, page_rules
from talentflow.lang.text import fold
from talentflow.model.document import Zone, ZoneKind
from talentflow.model.span import Span

MAX_HEADLINE = 120
MAX_SHORT = 100  # lines up to here are looked at whole; of longer ones only both ends
EDGE = 80  # characters of a paragraph's beginning and end in which datelines and credits stand
LAST_LINES = 6  # bylines with a weak mark count in so many last lines
MIN_PROSE = 60  # a line this long that ends a sentence is a paragraph of an article
LATE = 2 / 3  # from this share of the text on, a list of other articles ends the article

_LINE = re.compile("[^\r\n\v\f\x85\u2028\u2029]+")
_EMPHASIS = re.compile(r"\*\*|__|^[>\s]+")
_MD_TITLE = re.compile(r"#\s+(?P<title>.*\S)")
_SENTENCE_END = re.compile("[\u3002!?;,:.\u2026]$")
_CLOSED = re.compile("[\u3002!?.\u2026][\"\u201d\u2019')\\]]*$")
_VALUE_END = re.compile(r"\s{2,}|\s*\||\s+(?=\d{4}\D)|\s+[^\s:|/]{1,6}[:|/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a page says about itself. Zones in order, no overlap; body is what they leave out."""

    zones: tuple[Zone, ...] = field(default=())
    title: str | None = None
    published: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer spaces, at `[start, end)`; `folded` is None for running text."""

    start: int
    end: int
    folded: str | None


def lay_out(text: str, *, offset: int = 0, title: str | None = None, has_headline: bool = True) -> Layout:
    """Zones and metadata of `text[offset:]`; spans count in `text`.

    `title` is the one already known, and marks its own line where it stands in the text again. `has_headline` False:
    the first line is a paragraph like the others (the text of a JSON record).
    """
    return _Reader(text, _lines(text, offset), title, has_headline).run()


def _lines(text: str, offset: int) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text, offset):
        raw = match.group()
        stripped = raw.strip()
        if stripped:
            start = match.start() + len(raw) - len(raw.lstrip())
            folded = _EMPHASIS.sub("", fold(stripped)).strip() if len(stripped) <= MAX_SHORT else None
            found.append(_Line(start, start + len(stripped), folded))
    return found


class _Reader:
    """One walk over the lines of one page."""

    def __init__(self, text: str, lines: Sequence[_Line], title: str | None, has_headline: bool) -> None:
        self.text = text
        self.lines = lines
        self.rules: PageRules = page_rules()
        self.known_title = title
        self.title: str | None = None
        self.wants_headline = has_headline
        self.in_head = True
        self.zones: list[Zone] = []
        self.published: date | None = None
        self.published_by_label = False
        self.source: str | None = None

    def run(self) -> Layout:
        at = 0
        while at < len(self.lines):
            at = self._take(at)
        return Layout(
            zones=tuple(self.zones), title=self.known_title or self.title, published=self.published, source=self.source
        )

    def _take(self, at: int) -> int:
        """Read line `at`; the number of the next line to read."""
        line = self.lines[at]
        if line.folded is not None:
            if self._is_headline(at, marked=True):
                return at + 1
            mark = self.rules.classify(line.folded)
            if mark is not None and mark.kind == "tail" and not (self.in_head and self._is_headline(at)):
                stop = self._reach(at, mark)
                self._zone("furniture", line.start, self.lines[stop - 1].end)
                return stop
            if mark is not None and mark.kind == "furniture":
                self._zone("furniture", line.start, line.end)
                return at + 1
            if mark is not None and mark.kind == "byline" and self._in_place(at, mark):
                self._zone("byline", line.start, line.end)
                self._learn(line, line.folded, mark)
                return at + 1
            if self._is_headline(at):
                return at + 1
        self._paragraph(line)
        return at + 1

    def _zone(self, kind: ZoneKind, start: int, end: int) -> None:
        if start < end:
            self.zones.append(Zone(kind=kind, span=Span(start=start, end=end)))

    def _in_place(self, at: int, mark: Mark) -> bool:
        if mark.where == "any" or self.in_head:
            return True
        return mark.where == "edge" and at >= len(self.lines) - LAST_LINES

    def _is_headline(self, at: int, *, marked: bool = False) -> bool:
        """True, and its zone taken, when line `at` is the headline: by mark, by known title, or by place."""
        line = self.lines[at]
        words = self.text[line.start : line.end]
        if not self.in_head or self.title is not None or line.folded is None:
            return False
        by_mark = _MD_TITLE.fullmatch(words) if self.wants_headline else None
        if by_mark is not None:
            start = line.start + by_mark.start("title")
            words = by_mark["title"]
        elif words == self.known_title:
            start = line.start
        elif marked or self.known_title is not None or not self._looks_like_headline(at):
            return False
        else:
            start = line.start
        self.title = words
        self._zone("headline", start, line.end)
        return True

    def _looks_like_headline(self, at: int) -> bool:
        folded = self.lines[at].folded
        if not self.wants_headline or folded is None or len(folded) > MAX_HEADLINE or at + 1 >= len(self.lines):
            return False
        return "\u3002" not in folded and (folded[-1:] in "!?" or _SENTENCE_END.search(folded) is None)

    def _reach(self, at: int, mark: Mark) -> int:
        """The line after the last one that a list or notice at `at` takes with it."""
        later = [i for i in range(at + 1, len(self.lines)) if self._is_prose(self.lines[i])]
        is_late = self.lines[at].start >= LATE * len(self.text)
        if later and not (is_late and mark.bare) and (len(later) > 1 or not mark.bare):
            return later[0]
        return len(self.lines)

    def _is_prose(self, line: _Line) -> bool:
        if line.end - line.start < MIN_PROSE:
            return False
        return _CLOSED.search(fold(self.text[max(line.start, line.end - 3) : line.end])) is not None

    def _paragraph(self, line: _Line) -> None:
        self.in_head = False
        head = self.text[line.start : min(line.end, line.start + EDGE)]
        opening = self.rules.dateline(fold(head)) if self.rules.dateline_hints.search(head) else 0
        if 0 < opening < line.end - line.start:
            self._zone("byline", line.start, line.start + len(head[:opening].rstrip()))
        if self.text[line.end - 1] in ")]\uff09\u3011":
            tail_start = max(line.start + opening, line.end - EDGE)
            tail = fold(self.text[tail_start : line.end])
            self._zone("byline", tail_start + self.rules.ending(tail), line.end)

    def _learn(self, line: _Line, folded: str, mark: Mark) -> None:
        """Keep the date and the outlet a byline names; a labeled publication date beats any other."""
        if mark.role == "source" and self.source is None and mark.value is not None:
            value = _VALUE_END.split(folded[mark.value :], maxsplit=1)[0].rstrip(")] ")
            raw = _EMPHASIS.sub("", self.text[line.start : line.end]).strip()
            self.source = raw[mark.value : mark.value + len(value)].strip() or None
        if mark.role in {"updated", "photo", "counts", "section"} or self.published_by_label:
            return
        is_label = mark.role == "published"
        if self.published is None or is_label:
            self.published = self.rules.date_in(folded) or self.published
            self.published_by_label = is_label and self.published is not None
