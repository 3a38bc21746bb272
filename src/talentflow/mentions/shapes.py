"""Names told by their shape: a suffix such as 'bank' or 'technology', and the words of the name in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from talentflow.lang.chunk import Chunk
from talentflow.mentions.anchors import POSSESSIVE, STRONG_RIGHT, Anchors
from talentflow.mentions.ground import Ground, Token
from talentflow.mentions.org_words import OrgWords, org_words
from talentflow.mentions.positions import modifiers

MAX_NAME = 16
MAX_WALK = 9
SCORE = 0.8
OPENS = frozenset({"firm", "speech", "office", "ticker"})  # what stands behind a name that opens a clause
NAME_TAGS = frozenset({"nz", "nr", "nt", "nrt", "nrfg", "eng", "j"})
PLACE_TAGS = frozenset({"ns", "n", "f", "s", "j", "m", "b"})
TITLES = frozenset({"office", "post"})  # what stands behind a field of work
VERBAL = frozenset({"v", "vn"})
ASKS = ("join", "found", "at", "from", "move", "edge", "line")
ASSOCIATION_TAGS = frozenset({"n", "ns", "nt", "nz", "vn", "j", "b", "an", "s"})
MIN_ASSOCIATION = 4  # characters of an association's name
CLOSED_TAGS = frozenset({"p", "c", "d", "m", "u", "ul", "uj", "ug", "uv", "uz", "ud"}) | frozenset("ytqreoli")


def walk(ground: Ground, words: OrgWords, end: int, limit: int, body: bool = False) -> int:
    """Where a name that ends at `end` begins: leftwards over the words until one cannot belong to it."""
    start = end
    novel = False
    for token in reversed(ground.before(end)):
        if token.end > start or end - token.start > limit or ground.taken(token.start) or ground.taken(token.end - 1):
            break
        if not _belongs(token, words, body, novel):
            break
        novel = novel or is_new(token, words)
        start = token.start
    return start


def _belongs(token: Token, words: OrgWords, body: bool, novel: bool) -> bool:
    text = token.text
    if not text[0].isalnum():
        return text in ("&", "\u00b7")
    if body and text in words.body_starts:
        return True
    if text in words.stops:
        return False
    if len(text) == 1 or text.isascii():
        return not text.isdigit() or novel
    if (token.pos in CLOSED_TAGS and text not in words.times_in_names) or text.endswith(words.noun_tails):
        return False
    return not (token.pos == "v" and novel)


def is_new(token: Token, words: OrgWords) -> bool:
    """A single character that is no function word, a proper noun, or Latin: what names are made of."""
    if token.text in words.stops or token.text in words.suffixes:
        return False
    if len(token.text) == 1:
        return token.text.isalpha() and not token.text.isascii()
    return token.pos in NAME_TAGS and token.text not in words.latin_stops


def news_in(held: Sequence[Token], words: OrgWords) -> int:
    """How many of the words look new."""
    return sum(is_new(t, words) for t in held)


def shaped(ground: Ground, anchors: Anchors, words: OrgWords) -> list[Chunk]:
    """Longest names that end in a shape suffix."""
    found: list[Chunk] = []
    tokens = ground.tokens
    number = 0
    while number < len(tokens):
        first = number
        number += 1
        if _suffix_of(tokens[first].text) is None or ground.taken(tokens[first].start):
            continue
        last = first
        while (step := _steps(ground, words, last)) > 0:
            last += step
        number = last + 1
        while last > first and tokens[last].text in words.functions and tokens[last].end in anchors.free:
            last -= 1
        if last > first and tokens[last].pos in VERBAL and ground.text.startswith(POSSESSIVE, tokens[last].end):
            last -= 1  # "the firm that O Technology|invests in"
        if last > first and tokens[last].text in words.functions and anchors.right.get(tokens[last].end) in TITLES:
            last -= 1  # "O Technology|technical vice president"
        if tokens[last].text in words.functions and tokens[last].end in anchors.free:
            continue
        chunk = _name(ground, anchors, words, first, last) or _association(ground, anchors, words, first, last)
        if chunk is not None:
            found.append(chunk)
    return found


def _steps(ground: Ground, words: OrgWords, last: int) -> int:
    """How many words on the run of suffix words goes: one, two over a bridge ("industry" in front of "group"), or 0."""
    following = ground.tokens[last + 1 : last + 3]
    if following and _continues(ground, words, following[0]):
        return 1
    bridged = len(following) > 1 and following[0].text in words.bridges and following[1].text in words.bodies
    return 2 if bridged and _continues(ground, words, following[1]) else 0


def _continues(ground: Ground, words: OrgWords, token: Token) -> bool:
    if token.text in words.nouns and token.text not in words.suffixes:
        return False
    return _suffix(token) is not None and not ground.taken(token.start)


def _name(ground: Ground, anchors: Anchors, words: OrgWords, first: int, last: int) -> Chunk | None:
    """The name whose run of suffix words is tokens[first..last]; None where what stands in front names nothing."""
    head, end = ground.tokens[first], ground.tokens[last].end
    suffix = _suffix(ground.tokens[last]) or ""
    lead = _suffix(head) or ""
    inner = _inner(ground, anchors, words, head.start, suffix in words.bodies)
    start = inner[0].start if inner else head.start
    start += next((len(cue) for cue in words.lead_cues if ground.text.startswith(cue, start, head.start)), 0)
    verb = words.verb_at(ground.text, start, head.start)
    start += verb if verb > 2 else 0  # a firm may be called "Founding"
    start += _opened_by(ground, words, start, end)
    inner = [token for token in inner if token.start >= start]
    content = ground.text[start : head.end - len(lead)]
    if first < last and content in words.body_starts:
        content = ground.text[start : head.end]  # "China Shipping Group"
    if len(content) < 2 or content in words.stops or content in words.suffixes:
        return None
    if ground.text[start:end] in words.ordinary:
        return None
    if not ground.free(start, end) or (first == last and content in words.ordinary and suffix not in words.seats):
        return None
    if suffix in words.weak and suffix not in words.seats and words.not_weak.match(ground.text, end):
        return None
    places_only = bool(inner) and all(t.pos in PLACE_TAGS or t.text in words.suffixes for t in inner)
    if suffix in words.branch and first == last and (places_only or all(t.pos == "v" for t in inner)):
        return None
    whole = len(head.text) > len(lead) and head.pos in ("nt", "nz", "nr")
    body = suffix in words.bodies and bool(inner) and inner[0].text in words.body_starts
    proper = whole or body or news_in(inner, words) > 0 or any(t.pos == "ns" for t in inner)
    if suffix in words.weak and not proper and not _asked_for(ground, anchors, start, end, words, content, suffix):
        return None
    if suffix in words.functions and not news_in(inner, words) and _is_field(anchors, end):
        return None
    end = _cut_unit(ground, words, start, end)
    return Chunk("org", start, end, ground.text[start:end], None, "shape", SCORE)


def _association(ground: Ground, anchors: Anchors, words: OrgWords, first: int, last: int) -> Chunk | None:
    """An association in front of its officers: all nouns back to the word that asks for it make the name."""
    end = ground.tokens[last].end
    if _suffix(ground.tokens[last]) not in words.associations or anchors.right.get(end) != "office":
        return None
    start = ground.tokens[first].start
    for token in reversed(ground.before(start)):
        if start in anchors.left and anchors.left[start] in ASKS:
            break
        if token.end != start or ground.taken(token.start) or token.pos not in ASSOCIATION_TAGS or len(token.text) < 2:
            break
        start = token.start
    if end - start < MIN_ASSOCIATION or not ground.free(start, end):
        return None
    return Chunk("org", start, end, ground.text[start:end], None, "shape", SCORE)


def _opened_by(ground: Ground, words: OrgWords, start: int, end: int) -> int:
    """1 where the first character is a word of its own ("even O"), since the rest stands elsewhere without it."""
    first, rest = ground.text[start], ground.text[start + 1 : end]
    if first not in words.lead_chars:
        return 0
    return int(ground.text.count(rest) > ground.text.count(first + rest))


def _inner(ground: Ground, anchors: Anchors, words: OrgWords, end: int, body: bool) -> list[Token]:
    """The words of the name in front of its suffix: those behind the last verb or word that asks for a name."""
    start = walk(ground, words, end, MAX_NAME, body)
    inner = list(ground.words(start, end)) if start < end else []
    for number in range(len(inner) - 1, -1, -1):
        token = inner[number]
        if number and anchors.left.get(token.start) in ("founds", "join", "noun"):
            return inner[number:]
        if token.pos == "v" and len(token.text) > 1 and number + 1 < len(inner) and token.text not in words.suffixes:
            return inner[number + 1 :]
    return inner


def _asked_for(ground: Ground, anchors: Anchors, start: int, end: int, words: OrgWords, stem: str, suffix: str) -> bool:
    """Ordinary words make a name where the place asks for one: from the left, or from the right and told again."""
    left, right = anchors.left.get(start), anchors.right.get(end)
    if left in ("join", "found", "founds", "move"):
        return True
    if left in ("edge", "line") and right in OPENS and _plain(ground, words, start, stem):
        return suffix not in words.functions or right != "office" or end in anchors.owners
    if left is None or not (right in STRONG_RIGHT or right == "post"):
        return False
    if suffix in words.functions and right in ("post", "office") and end not in anchors.owners:
        return False
    return suffix in words.bodies or ground.text.count(stem) > 1 or stem in ground.title


def _is_field(anchors: Anchors, end: int) -> bool:
    """In front of a director's title a function is the field ("supply chain director")."""
    return anchors.right.get(end) in ("office", "post") and end not in anchors.owners


def _plain(ground: Ground, words: OrgWords, start: int, stem: str) -> bool:
    """A stem at the head of a clause that is neither a field of work nor a word of its own."""
    held = ground.words(start, start + len(stem))
    return len(stem) > 1 and not any(t.text in modifiers() or t.text in words.ordinary for t in held)


def _cut_unit(ground: Ground, words: OrgWords, start: int, end: int) -> int:
    """A school of a university, a lab of a bank: the unit belongs to the position, the house is the employer."""
    held = ground.words(start, end)
    if held[-1].text not in words.inner_units:
        return end
    for token in held[1:-1]:
        if token.text in words.house:
            return token.end
    return end


def _suffix(token: Token) -> str | None:
    """The longest shape suffix that ends the word."""
    return _suffix_of(token.text)


@lru_cache(maxsize=1 << 16)
def _suffix_of(text: str) -> str | None:
    suffixes = org_words().suffixes
    return next((text[at:] for at in range(len(text)) if text[at:] in suffixes), None)
