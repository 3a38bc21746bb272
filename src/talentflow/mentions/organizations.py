"""Organizations in a shadow text: the registry's names first, then names told by their shape and by their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import rjieba

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.registry import Alias, Registry
from talentflow.lang.text import fold

Span = tuple[int, int]
MAX_NAME = 14
MAX_WALK = 6
SCORES = {"name": 1.0, "product": 0.9, "word": 0.7, "shape": 0.8, "slot": 0.6, "owner": 0.75, "latin": 0.5, "repeat": 0.6}


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of zh/organizations.yml, compiled once."""

    registry: Lexicon[Alias]
    suffixes: tuple[str, ...]
    weak: frozenset[str]
    branch: frozenset[str]
    stops: frozenset[str]
    latin: re.Pattern[str]
    latin_stops: frozenset[str]
    slot: re.Pattern[str]
    slot_weak: frozenset[str]
    slot_end: re.Pattern[str]
    unnamed: re.Pattern[str]
    anaphora: re.Pattern[str]
    short_form: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def words() -> _Words:
    data = read_yaml("zh/organizations.yml")
    entries: list[tuple[str, Alias]] = []
    for alias in Registry.load().keys.values():
        form = " ".join(fold(alias.form).split())
        entries += [(form, alias), (form.replace(" ", ""), alias)]
    unnamed = data["unnamed"]
    return _Words(
        registry=Lexicon(entries),
        suffixes=tuple(sorted(data["suffixes"], key=len, reverse=True)),
        weak=frozenset(data["weak_suffixes"]),
        branch=frozenset(data["branch_suffixes"]),
        stops=frozenset(data["inner_stops"]),
        latin=re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[.&-][A-Za-z0-9]+)*(?: [A-Z][A-Za-z0-9.&-]*[A-Za-z0-9])*"),
        latin_stops=frozenset(data["latin_stops"]),
        slot=re.compile(f"({_any(data['slot_before'])})(?=([^\\s,;:!?\u3002\u3001\"\u201c\u201d()\\[\\]\u300a\u300b]{{2,14}}))"),
        slot_weak=frozenset(data["slot_weak"]),
        slot_end=re.compile(_any(data["slot_after"])),
        unnamed=re.compile(f"(?:{_any(unnamed['quantifiers'])})[^\\s,;:!?\u3002\u3001]{{0,8}}?(?:{_any(unnamed['heads'])})"),
        anaphora=re.compile(_any(data["anaphora"])),
        short_form=re.compile(f"(?:{_any(data['short_form'])})[:\u4e3a]?[\"\u201c\u2018]?([^\"\u201c\u201d\u2019,)]{{2,10}})"),
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A segmenter's word with its place and part of speech."""

    start: int
    end: int
    text: str
    pos: str


def known(text: str, tokens: dict[int, Token], near_position: Sequence[Span]) -> list[Chunk]:
    """Registry names. A word alias needs evidence: a position right behind, a slot word before, or a safe alias elsewhere."""
    lists = words()
    found: list[Chunk] = []
    doubtful: list[tuple[int, int, Alias]] = []
    for start, end, alias in lists.registry.find(text):
        if alias.kind == "word" or (end - start <= 3 and not text[start].isascii()):
            if _inside_longer_word(start, end, tokens):
                continue
            if alias.kind == "word":
                doubtful.append((start, end, alias))
                continue
        found.append(Chunk("org", start, end, text[start:end], alias.org_id, alias.kind, SCORES[alias.kind]))
    safe = {c.key for c in found}
    starts = {start for start, _ in near_position}
    for start, end, alias in doubtful:
        opened = any(m.end() == start for m in lists.slot.finditer(text, max(0, start - 6), end + 2))
        if alias.org_id in safe or opened or end in starts or _position_follows(text, end, starts):
            found.append(Chunk("org", start, end, text[start:end], alias.org_id, "word", SCORES["word"]))
    return sorted(found, key=lambda c: c.start)


def _position_follows(text: str, end: int, starts: set[int]) -> bool:
    return any(at in starts for at in range(end, min(end + 7, len(text)))) and text[end] not in ",;:!?"


def _inside_longer_word(start: int, end: int, tokens: dict[int, Token]) -> bool:
    """A segmenter's word cuts into the span, or swallows it and is no name itself."""
    first, last = tokens.get(start), tokens.get(end - 1)
    if first is None or last is None:
        return False
    if first.start < start < first.end <= end or start <= last.start < end < last.end:
        cutting = first if first.start < start else last
        return bool(rjieba.has_word(cutting.text))
    return first is last and first.end - first.start > end - start and first.pos not in ("nt", "nz", "nr", "x")


def shaped(text: str, span: Span, tokens: list[Token], taken: list[Span]) -> list[Chunk]:
    """Names that end in a shape suffix, collected leftwards over the sentence's tokens until something stops them."""
    lists = words()
    found: list[Chunk] = []
    for index, token in enumerate(tokens):
        suffix = next((s for s in lists.suffixes if token.text.endswith(s)), None)
        if suffix is None or _overlaps(token.start, token.end, taken):
            continue
        start = token.start
        at = index - 1
        walked = 0
        proper = len(token.text) > len(suffix) and token.pos in ("nt", "nz", "nr", "x")
        while at >= 0 and walked < MAX_WALK and token.end - tokens[at].start <= MAX_NAME:
            before = tokens[at]
            if before.text in lists.stops or before.pos in ("x", "w", "r", "p", "c", "d", "m", "u", "uj", "ul", "y", "t", "q"):
                if not before.text.isascii() or not before.text.isalnum():
                    break
            if _overlaps(before.start, before.end, taken) or (before.pos == "v" and len(before.text) > 1 and walked):
                break
            start, walked = before.start, walked + 1
            proper = proper or before.pos in ("nz", "nr", "ns", "nt", "nrt", "eng", "x", "a", "ng", "vg", "g", "j")
            at -= 1
        name = text[start : token.end]
        if len(name) <= len(suffix) or name in lists.stops:
            continue
        if suffix in lists.weak and not proper:
            continue
        if suffix in lists.branch and all(t.pos in ("ns", "n", "f", "s") for t in tokens[at + 1 : index]):
            continue
        found.append(Chunk("org", start, token.end, name, None, "shape", SCORES["shape"]))
    return found


def slotted(text: str, span: Span, taken: list[Span]) -> list[Chunk]:
    """Unlisted names by their place: behind 'joined', 'left', 'founded', or between 'at' and 'as'."""
    lists = words()
    found: list[Chunk] = []
    for match in lists.slot.finditer(text, *span):
        start = match.end()
        region = match.group(2)
        end_match = lists.slot_end.search(region)
        name = region[: end_match.start()] if end_match else region
        if match.group(1) in lists.slot_weak and end_match is None:
            continue
        stop = start + len(name)
        if len(name) < 2 or len(name) > 10 or stop > span[1] or _overlaps(start, stop, taken):
            continue
        if any(name.startswith(s) or (len(s) > 1 and s in name) for s in lists.stops):
            continue
        found.append(Chunk("org", start, stop, name, None, "slot", SCORES["slot"]))
    return found


def latin(text: str, span: Span, taken: list[Span]) -> list[Chunk]:
    """Capitalized Latin runs that are no known abbreviation; weak, so only good where a slot asks for one."""
    lists = words()
    return [
        Chunk("org", m.start(), m.end(), m.group(), None, "latin", SCORES["latin"])
        for m in lists.latin.finditer(text, *span)
        if m.group() not in lists.latin_stops and not _overlaps(m.start(), m.end(), taken)
    ]


def unnamed(text: str, span: Span) -> list[Chunk]:
    """'a state-owned AI firm': an organization that the text leaves without a name."""
    return [Chunk("unnamed", m.start(), m.end(), m.group()) for m in words().unnamed.finditer(text, *span)]


def anaphors(text: str, span: Span) -> list[Chunk]:
    """'the company', 'his former employer': an organization told before."""
    return [Chunk("anaphor", m.start(), m.end(), m.group()) for m in words().anaphora.finditer(text, *span)]


def repeats(text: str, found: Sequence[Chunk], taken: list[Span]) -> list[Chunk]:
    """Other occurrences of unlisted names, and of the short forms that the text or the shape declares."""
    lists = words()
    forms: dict[str, Chunk] = {}
    for chunk in found:
        if chunk.key is not None or chunk.detail not in ("shape", "slot"):
            continue
        forms.setdefault(chunk.text, chunk)
        suffix = next((s for s in lists.suffixes if chunk.text.endswith(s) and len(chunk.text) - len(s) >= 2), None)
        if suffix and chunk.detail == "shape":
            forms.setdefault(chunk.text[: -len(suffix)], chunk)
    for match in lists.short_form.finditer(text):
        before = [c for c in found if c.end <= match.start() and match.start() - c.end < 12]
        if before:
            forms.setdefault(match.group(1), before[-1])
    out: list[Chunk] = []
    for form, chunk in forms.items():
        at = text.find(form)
        while at >= 0 and len(form) >= 2:
            if not _overlaps(at, at + len(form), taken):
                out.append(Chunk("org", at, at + len(form), form, chunk.key, "repeat", SCORES["repeat"]))
            at = text.find(form, at + len(form))
    return out


def _overlaps(start: int, end: int, taken: Sequence[Span]) -> bool:
    return any(start < b and a < end for a, b in taken)
