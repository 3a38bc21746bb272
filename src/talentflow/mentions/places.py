"""Unlisted organizations told by their places: what the whole document says of a string decides everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from talentflow.lang.chunk import Chunk
from talentflow.mentions.anchors import FIRM_RIGHT, STRONG_LEFT, STRONG_RIGHT, Anchors
from talentflow.mentions.ground import Ground, Token
from talentflow.mentions.org_words import OrgWords
from talentflow.mentions.positions import modifiers, stops
from talentflow.mentions.shapes import news_in, walk

SHORTEST, LONGEST = 2, 10
OFTEN = 3  # bounded places that make a name sure, where one of them is strong
OPENING = frozenset({"founds", "join", "noun", "rival", "from", "at", "weak"})
AT_WORK = frozenset({"out", "verb", "takes", "post", "office"})
OFFICES = frozenset({"office", "post"})
STOP_TAGS = frozenset({"v", "p", "c", "l", "i"})
VERB_TAGS = frozenset({"v", "d", "p", "c", "r", "m", "q", "y", "ul", "uj"})
SURE, LIKELY = 0.75, 0.6
FOUNDING = frozenset({"found", "founds"})
EDGES = frozenset({"edge", "line"})
NOUN_TAGS = frozenset({"n", "nz"})
CREATED = ("founds", "edge")
ENGAGED = frozenset({("join", "verb"), ("join", "serves"), ("from", "out"), ("at", "takes")})
SERVED = frozenset({("at", "serves"), ("move", "serves")})
QUOTE_MARKS = frozenset('\u201c\u201d\u2018\u2019\u300a\u300b"')
BOOK_OPEN = "\u300a"
LATIN_WORD = re.compile("[A-Za-z]")
LATIN_ON = re.compile("(?<=[A-Za-z]) [A-Z][a-z]")


@dataclass(slots=True)
class Evidence:
    """The places of one string: start -> (why it begins there, why it ends there)."""

    places: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def both(self) -> int:
        """Places asked for from both sides."""
        return sum(left in STRONG_LEFT and right in STRONG_RIGHT for left, right in self.places.values())

    @property
    def founded(self) -> bool:
        """The object of a verb of founding, and nothing behind it."""
        return any(left in FOUNDING and right in ("edge", "listed") for left, right in self.places.values())

    @property
    def created(self) -> bool:
        """The object of a verb that founds nothing else, and nothing behind it."""
        return any(place == CREATED for place in self.places.values())

    @property
    def engaged(self) -> bool:
        """Between 'joined', 'from' or 'by' and what people do there, how they leave, or how they are taken."""
        return any(place in ENGAGED for place in self.places.values())

    @property
    def served(self) -> bool:
        """Behind a verb of going, in front of the post that somebody takes up there."""
        return any(place in SERVED for place in self.places.values())

    @property
    def speaks(self) -> bool:
        return any(left in EDGES and right == "speech" for left, right in self.places.values())

    @property
    def strong(self) -> int:
        return sum(left in STRONG_LEFT or right in STRONG_RIGHT for left, right in self.places.values())

    @property
    def from_left(self) -> bool:
        return any(left in STRONG_LEFT for left, _ in self.places.values())

    @property
    def from_right(self) -> bool:
        return any(right in FIRM_RIGHT for _, right in self.places.values())

    @property
    def firm(self) -> int:
        """Places that no person can take."""
        return sum(left in STRONG_LEFT or right in FIRM_RIGHT for left, right in self.places.values())


def placed(ground: Ground, anchors: Anchors, words: OrgWords) -> list[Chunk]:
    """Names accepted on their evidence, at every free place where they stand."""
    tally: dict[str, Evidence] = {}
    for start, end in (*_forward(ground, anchors, words), *_backward(ground, anchors, words)):
        if _may_name(ground, anchors, words, start, end):
            evidence = tally.setdefault(ground.text[start:end], Evidence())
            evidence.places[start] = (anchors.left.get(start, ""), _right(ground, anchors, words, end))
    out: list[Chunk] = list(_quoted(ground, anchors, words))
    for form, evidence in tally.items():
        score = _judge(ground, anchors, words, form, evidence)
        if score:
            out += [Chunk("org", s, s + len(form), form, None, "slot", score) for s in evidence.places]
    out.sort(key=lambda c: (-c.score, -(c.end - c.start)))
    return out


def _right(ground: Ground, anchors: Anchors, words: OrgWords, end: int) -> str:
    """Why a name may end there; 'serves' where a position follows the verb: "to O to be R"."""
    why = anchors.right.get(end, "")
    serves = why == "verb" and ground.text.startswith(words.serves, end) and anchors.post_near(end)
    return "serves" if serves else why


def _forward(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[tuple[int, int]]:
    """From a place that opens for a name to the first place where it may end."""
    for start, why in anchors.left.items():
        if why in ("edge", "weak"):
            continue
        if why == "line" and not _told(ground, anchors, start):
            continue
        for end in range(start + 1, min(start + LONGEST, len(ground.text)) + 1):
            closing = anchors.right.get(end)
            if closing is not None and ground.boundary(end) and (end - start >= SHORTEST or closing == "edge"):
                asked = why in STRONG_LEFT or why in FOUNDING or closing in AT_WORK
                if asked or (why == "line" and closing == "listed"):
                    yield start, end
                break
            if ground.taken(end - 1):
                if why in STRONG_LEFT and end - 1 - start >= SHORTEST and ground.boundary(end - 1):
                    yield start, end - 1
                break


def _told(ground: Ground, anchors: Anchors, start: int) -> bool:
    """What a line opens with before a colon is told again, in the title, or one of several such lines."""
    end = next((e for e in range(start + SHORTEST, start + LONGEST + 1) if anchors.right.get(e) == "listed"), None)
    if end is None:
        return False
    name = ground.text[start:end]
    told = name in ground.title or ground.text.count(name) > 1 or anchors.post_near(end + 1)
    return told or any(ground.taken(at) for at, why in anchors.left.items() if why == "line" and at != start)


def _backward(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[tuple[int, int]]:
    """From a place that closes a name to where it must begin."""
    for end, why in anchors.right.items():
        if why not in STRONG_RIGHT or why == "listed" or not ground.boundary(end):
            continue
        start = walk(ground, words, end, LONGEST)
        if start == end:
            continue
        inner = [p for p in range(start, end - 1) if anchors.left.get(p) in OPENING and ground.boundary(p)]
        start = inner[-1] if inner else start
        if start in anchors.left or (start > 0 and (ground.taken(start - 1) or _stopped(ground, words, start))):
            yield start, end


def _stopped(ground: Ground, words: OrgWords, at: int) -> bool:
    token = ground.by_end.get(at)
    return token is not None and (token.text in words.stops or token.pos in STOP_TAGS)


def _may_name(ground: Ground, anchors: Anchors, words: OrgWords, start: int, end: int) -> bool:
    name, right = ground.text[start:end], anchors.right.get(end)
    if not SHORTEST <= end - start <= LONGEST or not ground.free(start, end) or not ground.boundary(start):
        return False
    if name in words.stops or name in words.ordinary or name in words.suffixes or name in modifiers():
        return False
    if name in words.latin_stops or name[0].isdigit() or words.verb_at(ground.text, start, end):
        return False
    if LATIN_ON.match(ground.text, end):
        return False  # "Harris" of "Harris Ventures"
    if (
        right == "firm"
        and (anchors.left.get(end + 2) == "founds" or ground.text.startswith(tuple(words.kinds), end))
        and anchors.left.get(start) == "founds"
    ):
        return False  # "founded a car|firm"
    if (anchors.left.get(start), right) == CREATED:
        plain = name.startswith(words.no_venture_starts) or name.endswith(words.no_ventures)
        return not plain and all(c.isalnum() for c in name)
    held = ground.words(start, end)
    if any(char in name for char in words.in_no_name) or name.startswith(words.lead_cues):
        return False
    if name.endswith(words.unit_ends) and not (held[0].pos == "ns" and end in anchors.public):
        return False
    last = held[-1].text
    if len(held) > 1 and held[0].pos == "ns" and right not in FIRM_RIGHT and not news_in(held, words):
        return False
    if len(held) > 1 and len(last) > 1 and last in modifiers() and last not in words.suffixes and right in OFFICES:
        return False
    if any(ground.text.startswith(n, end - 1) for n in words.splits) or all(t.text in modifiers() for t in held):
        return False
    return not any(_alien(t, words, t is held[0]) for t in held)


def _alien(token: Token, words: OrgWords, first: bool) -> bool:
    """A word that no name holds; some only cannot open one."""
    text = token.text
    if not (text[0].isalnum() or text in "&\u00b7.-"):
        return True
    if text in words.stops or text in words.ordinary:
        return first or text not in words.soft
    if len(text) == 1 or text in words.suffixes:
        return False
    return token.pos in VERB_TAGS or (token.pos in "il" and len(text) > 3)


def _judge(ground: Ground, anchors: Anchors, words: OrgWords, form: str, evidence: Evidence) -> float:
    """The score of a string, 0 where its evidence is too thin; ordinary words need more of it than new ones."""
    start = next(iter(evidence.places))
    held = ground.words(start, start + len(form))
    fresh = news_in(held, words)
    titled = form in ground.title
    if evidence.created or evidence.engaged or (evidence.served and fresh):
        return LIKELY
    if form.isascii():
        return LIKELY if evidence.both or evidence.strong > 1 else 0.0
    if fresh and (len(held) > 1 or len(form) > SHORTEST or held[0].pos == "nt"):
        times = sum(at in anchors.left and at + len(form) in anchors.right for at in occurrences(ground.text, form))
        if not evidence.firm:
            plain = (times > 1 and bool(evidence.strong or fresh > 1)) or (
                evidence.speaks and held[0].text not in words.surnames
            )
            return LIKELY if plain or (fresh > 1 and len(form) > SHORTEST) else 0.0
        return SURE if evidence.strong > 1 or evidence.both or times >= OFTEN or titled else LIKELY
    if evidence.founded and len(form) > SHORTEST and held[-1].text not in words.nouns | words.suffixes:
        return LIKELY
    if held[0].pos == "ns" and len(held) == 1:
        return LIKELY if form.endswith(words.unit_ends) else 0.0
    nouns = all(t.pos in NOUN_TAGS and t.text not in modifiers() | stops() for t in held)
    if nouns and any(s + len(form) in anchors.owners and anchors.left.get(s) in EDGES for s in evidence.places):
        return LIKELY
    proper = nouns and len(held) == 1 and held[0].pos == "nz"
    if proper and any(left in EDGES and right == "office" for left, right in evidence.places.values()):
        return LIKELY
    if len(form) > SHORTEST and any(s + len(form) in anchors.founders for s in evidence.places):
        return LIKELY
    if not evidence.firm or all(t.text in modifiers() for t in held):
        return 0.0
    if evidence.both or (evidence.from_left and evidence.from_right) or (evidence.firm > 2 and titled):
        return LIKELY
    return 0.0


def _quoted(ground: Ground, anchors: Anchors, words: OrgWords) -> Iterator[Chunk]:
    """A name in quotes or book marks where the place asks for an organization."""
    text = ground.text
    for match in words.quoted.finditer(text):
        name, (opened, closed) = match.group(1), match.span()
        left, right = anchors.left.get(opened), anchors.right.get(closed)
        token = ground.by_end.get(opened)
        kind = left in STRONG_LEFT or (token is not None and token.text.endswith(words.namers))
        if name in words.ordinary or (token is not None and token.text.endswith(words.nicknames)):
            continue
        if any(t.pos in ("ul", "uj", "r", "y") for t in ground.words(*match.span(1))):
            continue
        if match.group()[0] == BOOK_OPEN:
            if kind or words.media_heads.match(text, closed):
                yield Chunk("org", opened, closed, text[opened:closed], None, "slot", SURE)
        elif kind or (right in FIRM_RIGHT and opened not in anchors.post_ends):
            yield Chunk("org", *match.span(1), name, None, "slot", SURE)


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
            if chunk.text[0] != BOOK_OPEN:
                for short in _shorter(words, chunk):
                    forms.setdefault(short, (chunk, False))
    starts = sorted((c for c in found if c.kind == "org"), key=lambda c: c.end)
    for match in words.short_form.finditer(text):
        before = [c for c in starts if c.end <= match.start() and match.start() - c.end < LONGEST + 2]
        if before and match.group(1) not in words.anaphora_words:
            forms[match.group(1)] = (before[-1], True)
    out: list[Chunk] = []
    for form, (chunk, sure) in forms.items():
        if (
            len(form) < SHORTEST
            or form in words.ordinary
            or form in modifiers()
            or form in words.stops
            or form in words.anaphora_words
        ):
            continue
        size = len(form)
        places = [at for at in occurrences(text, form) if ground.free(at, at + size) and _whole(ground, at, at + size)]
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
    return len(held) > 2 or (held[0].start == start and held[-1].end == end)


def _shorter(words: OrgWords, chunk: Chunk) -> Iterator[str]:
    """Short forms a reader would understand: the suffix dropped, the first two characters, heads of both halves."""
    suffix = max(
        (chunk.text[k:] for k in range(SHORTEST, len(chunk.text)) if chunk.text[k:] in words.suffixes),
        key=len,
        default="",
    )
    stem = chunk.text[: len(chunk.text) - len(suffix)]
    if suffix and len(stem) >= SHORTEST:
        yield stem
    if LATIN_WORD.search(chunk.text) is None and len(chunk.text) >= 4:
        yield chunk.text[:SHORTEST]
        if len(chunk.text) == 4:
            yield chunk.text[0] + chunk.text[2]
