"""Unlisted organizations told by their places: what the whole document says of a string decides for every occurrence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from talentflow.lang.chunk import Chunk
from talentflow.mentions.anchors import FIRM_RIGHT, STRONG_LEFT, STRONG_RIGHT, Anchors
from talentflow.mentions.ground import Ground
from talentflow.mentions.org_words import OrgWords
from talentflow.mentions.shapes import news_in, walk

SHORTEST, LONGEST = 2, 10
OFTEN = 3  # bounded places that make a string of ordinary words a name, where one of them is strong
SURE, LIKELY = 0.75, 0.6
QUOTE_MARKS = frozenset("\u201c\u201d\u2018\u2019\u300a\u300b\"")
BOOK_OPEN = "\u300a"
LATIN_WORD = re.compile("[a-z]")


@dataclass(slots=True)
class Evidence:
    """The places of one string: start -> (why it begins there, why it ends there)."""

    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    quoted: bool = False

    @property
    def both(self) -> int:
        """Places asked for from both sides."""
        return sum(left in STRONG_LEFT and right in STRONG_RIGHT for left, right in self.places.values())

    @property
    def strong(self) -> int:
        return sum(left in STRONG_LEFT or right in STRONG_RIGHT for left, right in self.places.values())

    @property
    def firm(self) -> int:
        """Places that no person can take."""
        return sum(left in STRONG_LEFT or right in FIRM_RIGHT for left, right in self.places.values())


def placed(ground: Ground, anchors: Anchors, words: OrgWords) -> list[Chunk]:
    """Names accepted on their evidence, at every free place where they stand."""
    tally: dict[str, Evidence] = {}
    for start, end in (*_forward(ground, anchors, words), *_backward(ground, anchors, words)):
        if _may_name(ground, words, start, end):
            evidence = tally.setdefault(ground.text[start:end], Evidence())
            evidence.places[start] = (anchors.left.get(start, ""), anchors.right.get(end, ""))
    out: list[Chunk] = list(_quoted(ground, anchors, words))
    for form, evidence in tally.items():
        score = _judge(ground, anchors, words, form, evidence)
        if score:
            out += [Chunk("org", s, s + len(form), form, None, "slot", score) for s in evidence.places]
    out.sort(key=lambda c: (-c.score, -(c.end - c.start)))
    return out


def _forward(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[tuple[int, int]]:
    """From a place that opens for a name to the first place where it may end."""
    for start, why in anchors.left.items():
        if why not in STRONG_LEFT:
            continue
        for end in range(start + 1, min(start + LONGEST, len(ground.text)) + 1):
            if end in anchors.right and ground.boundary(end) and (end - start >= SHORTEST or anchors.right[end] == "edge"):
                yield start, end
                break
            if ground.taken(end - 1):
                if end - 1 - start >= SHORTEST and ground.boundary(end - 1):
                    yield start, end - 1
                break


def _backward(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[tuple[int, int]]:
    """From a place that closes a name to where it must begin."""
    for end, why in anchors.right.items():
        if why not in STRONG_RIGHT or why == "listed" or not ground.boundary(end):
            continue
        start = walk(ground, words, end, LONGEST)
        if start == end:
            continue
        inner = [p for p in range(start, end - 1) if anchors.left.get(p) in ("join", "noun", "weak") and ground.boundary(p)]
        start = inner[-1] if inner else start
        if start in anchors.left or (start > 0 and (ground.taken(start - 1) or _stopped(ground, words, start))):
            yield start, end


def _stopped(ground: Ground, words: OrgWords, at: int) -> bool:
    token = ground.by_end.get(at)
    return token is not None and (token.text in words.stops or token.pos in ("v", "p", "c"))


def _may_name(ground: Ground, words: OrgWords, start: int, end: int) -> bool:
    name = ground.text[start:end]
    if not SHORTEST <= end - start <= LONGEST or not ground.free(start, end) or not ground.boundary(start):
        return False
    if name in words.stops or name in words.ordinary or name in words.suffixes or name[0].isdigit():
        return False
    held = ground.words(start, end)
    return not any(t.text in words.stops or t.text in words.ordinary or not (t.text[0].isalnum() or t.text in "&\u00b7.-")
                   for t in held)


def _judge(ground: Ground, anchors: Anchors, words: OrgWords, form: str, evidence: Evidence) -> float:
    """The score of a string, 0 where its evidence is too thin; ordinary words need more of it than new ones."""
    start = next(iter(evidence.places))
    held = ground.words(start, start + len(form))
    fresh = news_in(held, words)
    if not evidence.firm and not (fresh and evidence.strong > 1):
        return 0.0
    if form.isascii():
        return LIKELY if evidence.both or evidence.strong > 1 else 0.0
    times = sum(at in anchors.left and at + len(form) in anchors.right for at in occurrences(ground.text, form))
    often = evidence.strong > 1 or evidence.both or (times >= OFTEN and form[:SHORTEST] != form)
    titled = form in ground.title
    if fresh and (fresh > 1 or len(held) > 1 or len(form) > SHORTEST):
        return SURE if often or titled else LIKELY
    if any(t.pos in ("v", "d", "a", "t", "m", "p") for t in held if len(t.text) > 1) and not titled:
        return 0.0
    return LIKELY if often and (len(form) > SHORTEST or evidence.both or evidence.strong > 2) else 0.0


def _quoted(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[Chunk]:
    """A name in quotes or book marks where the place asks for an organization."""
    for match in words.quoted.finditer(ground.text):
        left, right = anchors.left.get(match.start()), anchors.right.get(match.end())
        if not (left in STRONG_LEFT or right in FIRM_RIGHT) or match.group(1) in words.ordinary:
            continue
        book = match.group()[0] == BOOK_OPEN
        start, end = match.span() if book else match.span(1)
        yield Chunk("org", start, end, ground.text[start:end], None, "slot", SURE)


def occurrences(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def repeats(ground: Ground, anchors: Anchors, words: OrgWords, found: Sequence[Chunk]) -> list[Chunk]:
    """Other occurrences of unlisted names, and of the short forms that the text declares or the shape allows."""
    text = ground.text
    forms: dict[str, tuple[Chunk, bool]] = {}
    for chunk in found:
        if chunk.key is None and chunk.kind == "org" and chunk.detail in ("shape", "slot"):
            name = chunk.text.strip("".join(QUOTE_MARKS))
            forms.setdefault(name, (chunk, True))
            for short in _shorter(ground, words, chunk):
                forms.setdefault(short, (chunk, False))
    starts = sorted((c for c in found if c.kind == "org"), key=lambda c: c.end)
    for match in words.short_form.finditer(text):
        before = [c for c in starts if c.end <= match.start() and match.start() - c.end < LONGEST + 2]
        if before and match.group(1) not in words.anaphora_words:
            forms[match.group(1)] = (before[-1], True)
    out: list[Chunk] = []
    for form, (chunk, sure) in forms.items():
        if len(form) < SHORTEST or form in words.ordinary or form in words.stops or form in words.anaphora_words:
            continue
        places = [at for at in occurrences(text, form) if ground.free(at, at + len(form)) and _whole(ground, at, at + len(form))]
        if not sure and not any(_fits(anchors, at, at + len(form)) for at in places):
            continue
        out += [Chunk("org", at, at + len(form), form, chunk.key, "repeat", min(chunk.score, SURE)) for at in places]
    return sorted(out, key=lambda c: -(c.end - c.start))


def _fits(anchors: Anchors, start: int, end: int) -> bool:
    """A short form must stand once where an organization stands."""
    left, right = anchors.left.get(start), anchors.right.get(end)
    return left in STRONG_LEFT or right in STRONG_RIGHT or (left is not None and right is not None)


def _whole(ground: Ground, start: int, end: int) -> bool:
    """The form is not cut out of one longer dictionary word."""
    held = ground.words(start, end)
    return held[0].start == start and held[-1].end == end or len(held) > 2


def _shorter(ground: Ground, words: OrgWords, chunk: Chunk) -> Iterator[str]:
    """Short forms a reader would understand: the suffix dropped, the first two characters, heads of both halves."""
    suffix = max((chunk.text[k:] for k in range(SHORTEST, len(chunk.text)) if chunk.text[k:] in words.suffixes),
                 key=len, default="")
    stem = chunk.text[: len(chunk.text) - len(suffix)]
    if suffix and len(stem) >= SHORTEST:
        yield stem
    if LATIN_WORD.search(chunk.text) is None and len(chunk.text) >= 4:
        yield chunk.text[:SHORTEST]
        if len(chunk.text) == 4:
            yield chunk.text[0] + chunk.text[2]
