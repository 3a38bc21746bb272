"""A document made readable: a normalized shadow of its text, the way back to raw offsets, and its sentences.

The shadow is what the lexicons and rules see: characters simplified one by one, compatibility forms folded (NFKC
where it gives one character), quotation marks unified, layout spaces dropped except between two Latin words; in a line
that is no sentence, a headline or a row of a table, a space between Chinese words is the pause that it stands for.
Every shadow offset maps to a raw offset, so evidence is always cut from the raw text.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter

from talentflow.lang.data import read_tsv, read_yaml
from talentflow.model.document import Document
from talentflow.model.light import light

_SPACES = re.compile(
    r"(?<![\x21-\x7e])[ \t]+|[ \t]+(?![\x21-\x7e])|(?<=[ \t])[ \t]+"
    "|[\u200b\u200c\u200d\u2060\ufeff\u00ad]+"
)
_HEADLINE = re.compile("^[^\n\u3002!?;]{10,80}$", re.M)
_HEADLINE_GAP = re.compile(r"(?<=[\u4e00-\u9fff]{4}) (?= *[\u4e00-\u9fff]{4})")
_DATELINE_GAP = re.compile(
    r"^([^\n,]{1,30}?[\u8baf\u7535](?:\([^()\n]{1,20}\))?) (?= *[\u4e00-\u9fff])", re.M
)  # "Xinhua, Beijing, 5 May (reporter P) O has ..."
_SENTENCE_END = re.compile("[\u3002!?;\n\uff61]+[\"\u201d\u2019')\\]]*|\u2026{2,}")


@cache
def fold_table() -> dict[int, str]:
    """Code point -> its one-character folded form; only characters that change are listed.

    Loaded once (about 10 ms); simplification is that of shared/simplified.tsv.
    """
    table = {ord(char): row["simplified"] for row in read_tsv("shared/simplified.tsv") for char in row["traditional"]}
    for code in (*range(0xA0, 0x3400), *range(0xF900, 0x10000)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table.update({ord(a): b for a, b in read_yaml("shared/folding.yml")["characters"].items()})
    return table


def fold(text: str) -> str:
    """`text` folded character by character; the length does not change."""
    return text.translate(fold_table())


@light
@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open `[start, end)` in the shadow; `paragraph` counts from 0; `quiet` zones carry no news."""

    start: int
    end: int
    paragraph: int
    zone: str = "body"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, its shadow text and the way back.

    `cuts` are shadow offsets where raw text was dropped, `shifts` the raw minus shadow offset from there on.
    """

    document: Document
    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    @property
    def published(self) -> date | None:
        return self.document.published

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw half-open span of the shadow span `[start, end)`, trailing dropped characters left out."""
        if end <= start:
            at = start + self.shifts[bisect_right(self.cuts, start) - 1]
            return at, at
        first = start + self.shifts[bisect_right(self.cuts, start) - 1]
        last = end - 1 + self.shifts[bisect_right(self.cuts, end - 1) - 1]
        return first, last + 1

    def words(self, start: int, end: int) -> str:
        """The raw words at a shadow span, as the text writes them."""
        first, last = self.raw(start, end)
        return self.document.text[first:last]

    def shadow(self, raw_offset: int) -> int:
        """Shadow offset of the first kept character at or after `raw_offset`."""
        raws = [cut + shift for cut, shift in zip(self.cuts, self.shifts, strict=True)]
        at = bisect_right(raws, raw_offset) - 1
        if at < 0:
            return 0
        limit = self.cuts[at + 1] if at + 1 < len(self.cuts) else len(self.text)
        return min(raw_offset - self.shifts[at], limit)


def read(document: Document) -> Reading:
    """Fold, drop layout spaces, cut sentences; linear in the text's length."""
    folded = _HEADLINE.sub(lambda line: _HEADLINE_GAP.sub(",", line[0]), fold(document.text))
    folded = _DATELINE_GAP.sub(r"\1,", folded)
    kept: list[str] = []
    cuts, shifts = [0], [0]
    shadow_at = raw_at = 0
    for match in _SPACES.finditer(folded):
        start, end = match.span()
        if start == raw_at == 0:
            shifts[0] = end
        else:
            kept.append(folded[raw_at:start])
            shadow_at += start - raw_at
            cuts.append(shadow_at)
            shifts.append(end - shadow_at)
        raw_at = end
    kept.append(folded[raw_at:])
    text = "".join(kept)
    reading = Reading(document, text, tuple(cuts), tuple(shifts), ())
    return Reading(document, text, tuple(cuts), tuple(shifts), tuple(_sentences(reading)))


def _sentences(reading: Reading) -> list[Sentence]:
    text = reading.text
    zones = [(reading.shadow(z.span.start), reading.shadow(z.span.end), z.kind) for z in reading.document.zones]
    starts = [z[0] for z in zones]
    found: list[Sentence] = []
    paragraph = at = 0
    # A zone may open or close a paragraph (a dateline, closing credits): no sentence runs over its edge.
    edges = {(edge, edge) for zone in zones for edge in zone[:2]}
    ends = sorted(edges.union(m.span() for m in _SENTENCE_END.finditer(text)))
    for mark, end in [*ends, (len(text), sys.maxsize)]:
        if end <= at:
            continue
        stop = min(end, len(text))
        if text[at:mark].strip():
            index = bisect_right(starts, at) - 1
            zone = zones[index][2] if index >= 0 and zones[index][1] > at else "body"
            found.append(Sentence(at, stop, paragraph, zone))
        if "\n" in text[mark:stop]:
            paragraph += 1
        at = stop
    return found


def sentence_at(sentences: tuple[Sentence, ...], offset: int) -> int:
    """Index of the sentence that holds the shadow offset, or of the next one."""
    return min(bisect_left(sentences, offset + 1, key=attrgetter("end")), len(sentences) - 1)
