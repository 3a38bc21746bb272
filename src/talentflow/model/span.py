"""Where words stand: half-open code-point spans, and the quote that proves them (W3C Web Annotation selectors)."""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.errors import EvidenceError
from talentflow.model.light import light


@light
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceError(f"span [{self.start}, {self.end}) is not in order")

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@light
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """A span and the exact words that stand there."""

    span: Span
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence at `text[start:end]`; raises EvidenceError when the span is empty or leaves the text."""
        quote = text[start:end]
        if not quote or len(quote) != end - start:
            raise EvidenceError(f"no words at [{start}, {end}) of a text of {len(text)} code points")
        return cls(span=Span(start=start, end=end), quote=quote)

    def stands_in(self, text: str) -> bool:
        """True when the quote is exactly what the text has at the span."""
        return text[self.span.start : self.span.end] == self.quote
