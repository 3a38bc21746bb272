"""Spans that could be a person's name: surname and given name, transliterated runs, Latin names.

Generous on purpose: the scorer decides. Offsets are code points of the normalized text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from talentflow.lang import segment
from talentflow.lang.name_lexicon import UNKNOWN_CHAR_LOG, Character, NameLexicon

MIN_ODDS = -4.0  # a surname and given name below this sum of log odds is no candidate
MIN_TRANSLIT_ODDS = 0.3  # mean log odds of a transliterated candidate
MIN_TRANSLIT_SUM = 3.0  # log odds of a transliterated name that could be a Chinese one
FOREIGN_MARGIN = 1.5  # by how much it must sound more foreign
MAX_TRANSLIT = 8
DOUBLE_SURNAME_ODDS = 1.2  # both characters of a married double surname
MAX_LATIN_TOKENS = 4
MIN_AGAINST = -7.0  # half the log odds of the characters and those against the words, below which a span is dropped
AGAINST_MAX = 15.0
WINDOW = 8  # characters that are cut again beside a span
CACHED_WORDS = 200_000
LISTED = "n"  # first letter of the code of a listed name

HONORIFICS = "\u603b\u67d0\u6c0f\u8463\u59d3"  # after a surname alone: chief, "a certain", clan, director, surname

DOT = "[\u00b7\u2022\u2027\u30fb]"
HAN = "[\u4e00-\u9fff]"
DOT_PATTERN = re.compile(DOT)
DOTTED = re.compile(f"{HAN}{{1,12}}(?:{DOT}(?:{HAN}{{1,8}}|[A-Z][A-Za-z]*\\.?))+|[A-Z](?:{DOT}{HAN}{{2,8}})+")
LATIN = re.compile(
    "(?<![A-Za-z0-9_.@/-])(?:[A-Z][A-Za-z\u00c0-\u024f'\u2019-]*\\.?)"
    "(?:[ ](?:(?:de|van|von|der|la|bin|al|el|di|da|du)[ ])*"
    "[A-Z][A-Za-z\u00c0-\u024f'\u2019-]*\\.?){1,3}(?![A-Za-z0-9_@])"
)

Candidate = tuple[int, int, str]  # start, end, kind
"""kinds: zh (one-character surname), cs (longer surname), ds (double surname), tr, dot (transliterated), lat (Latin)"""


HAN = "\u4e00\u9fff"
UNKNOWN = Character()
RARE = Character(first=0.5, second=0.5, alone=0.5)  # an ideograph in no table, which is rarer in texts than in names


class Starts(dict[int, bytes]):
    """The edges of a word by its length: 1 where it starts."""

    def __missing__(self, size: int) -> bytes:
        found = self[size] = b"\x01".ljust(size, b"\x00")
        return found


STARTS = Starts()


class Frame:
    """One text cut into words, twice: by the dictionary alone, and with unknown words guessed."""

    __slots__ = (
        "after",
        "against",
        "before",
        "chars",
        "codes",
        "cost",
        "cut",
        "guess_at",
        "guess_edges",
        "starts",
        "text",
        "word_edges",
    )

    def __init__(self, text: str, lexicon: NameLexicon) -> None:
        self.text = text
        self.cut = segment.cutter()
        words, guessed = segment.words(text, False), segment.words(text, True)
        sizes, guessed_sizes = list(map(len, words)), list(map(len, guessed))
        self.word_edges = b"".join([STARTS[size] for size in sizes]) + b"\x01"
        self.guess_edges = b"".join([STARTS[size] for size in guessed_sizes]) + b"\x01"
        offsets = list(accumulate(sizes, initial=0))
        logs = lexicon.log_cache
        if len(logs) > CACHED_WORDS:
            logs.clear()
        values = [_kept_log(word, lexicon) if word not in logs else logs[word] for word in words]
        # log probability of the words up to an edge
        self.cost = dict(zip(offsets, accumulate(values, initial=0.0), strict=True))
        self.starts = dict(zip(offsets, words, strict=False))
        self.guess_at = dict(zip(accumulate(guessed_sizes, initial=0), guessed, strict=False))
        known = lexicon.characters
        self.chars = [known.get(char) or (RARE if HAN[0] <= char <= HAN[1] else UNKNOWN) for char in text]
        self.against: dict[tuple[int, int], float] = {}
        self.codes: defaultdict[int, dict[int, str]] = defaultdict(dict)  # by length and start
        self.before: dict[int, str] = {}
        self.after: dict[int, str] = {}

    def word_after(self, at: int) -> str:
        """The word that would start at `at`, were there an edge; "" at the end."""
        found = self.after.get(at)
        if found is None:
            cut = self.cut(self.text[at : at + WINDOW], False)
            found = self.after[at] = cut[0] if cut else ""
        return found

    def word_before(self, at: int) -> str:
        """The word that would end at `at`, were there an edge; "" at the beginning."""
        found = self.before.get(at)
        if found is None:
            cut = self.cut(self.text[at - WINDOW if at > WINDOW else 0 : at], False)
            found = self.before[at] = cut[-1] if cut else ""
        return found

    def tag_after(self, at: int) -> str:
        """The part of speech of `word_after`."""
        return segment.tag_of(self.word_after(at), self.text[at : at + WINDOW], False)

    def tag_before(self, at: int) -> str:
        """The part of speech of `word_before`."""
        return segment.tag_of(self.word_before(at), self.text[max(0, at - WINDOW) : at], False)

    def code(self, i: int, j: int, lexicon: NameLexicon) -> str:
        """The code of text[i:j] as a frequent string, "" for none; rivals ask for the same ones."""
        by_start = self.codes[j - i]
        found = by_start.get(i)
        if found is None:
            found = by_start[i] = lexicon.words.get(self.text[i:j], "")
        return found

    def against_words(self, i: int, j: int, odds: float, lexicon: NameLexicon) -> float:
        """Log odds of "one name" against "the words of the segmentation", up to a constant; 0 for a listed name.

        odds: those of the characters, name against text. Plain words explain the span by their log probability, less
        what is left over beside it.
        """
        key = i, j
        found = self.against.get(key)
        if found is not None:
            return found
        if self.code(i, j, lexicon)[:1] == LISTED:
            self.against[key] = 0.0
            return 0.0
        edges, low, high = self.word_edges, i, j
        while not edges[low]:
            low -= 1
        while not edges[high]:
            high += 1
        plain = self.cost[high] - self.cost[low]
        if low < i:
            plain -= _kept_log(self.text[low:i], lexicon)
        if high > j:
            plain -= _kept_log(self.text[j:high], lexicon)
        found = odds - plain
        for char in self.chars[i:j]:
            found += char.log
        found = -AGAINST_MAX if found < -AGAINST_MAX else AGAINST_MAX if found > AGAINST_MAX else found
        self.against[key] = found
        return found


def word_log(word: str, lexicon: NameLexicon) -> float:
    """Log probability of a word; an unlisted one is as likely as its characters in a row."""
    code = lexicon.words.get(word)
    if code is not None:
        return lexicon.word_log[code]
    get = lexicon.char_log.get
    return sum(get(char, UNKNOWN_CHAR_LOG) for char in word)


def _kept_log(piece: str, lexicon: NameLexicon) -> float:
    """`word_log` of a piece of a word, kept: they are few and short."""
    logs = lexicon.log_cache
    found = logs.get(piece)
    if found is None:
        found = logs[piece] = word_log(piece, lexicon)
    return found


def _han(frame: Frame, lexicon: NameLexicon) -> Iterator[Candidate]:
    text, chars, against = frame.text, frame.chars, frame.against_words
    end = len(text)
    for match in lexicon.surname_pattern.finditer(text):
        i = match.start()
        if i + 1 >= end:
            break
        opening, one = chars[i], chars[i + 1]
        if opening.opens_compound:
            for size in (2, 3):
                if text[i : i + size] in lexicon.compound:
                    yield from _compound(text, i, i + size, lexicon)
        odds, alone, first = opening.surname, one.alone, one.first
        if odds is None or alone is None or first is None:
            continue
        total = odds + alone
        told = total >= MIN_ODDS and text[i + 1] not in HONORIFICS
        if told and 0.5 * total + against(i, i + 2, total, lexicon) >= MIN_AGAINST:
            yield i, i + 2, "zh"
        second = chars[i + 2].second if i + 2 < end else None
        if second is not None and lexicon.left.get(text[i + 1 : i + 3]) != "title":
            total = odds + first + second
            if total >= MIN_ODDS:
                foreign = _sounds_foreign(chars[i : i + 3], total)
                if foreign or 0.5 * total + against(i, i + 3, total, lexicon) >= MIN_AGAINST:
                    yield i, i + 3, "tr" if foreign else "zh"
            married = odds > DOUBLE_SURNAME_ODDS and (one.surname or -9.0) > DOUBLE_SURNAME_ODDS
            if married and i + 3 < end and chars[i + 3].second is not None:
                yield i, i + 4, "ds"


def _sounds_foreign(name: Sequence[Character], odds: float) -> bool:
    total = 0.0
    for char in name:
        total += -9.0 if char.translit is None else char.translit
    return total > max(odds + FOREIGN_MARGIN, MIN_TRANSLIT_SUM)


def _compound(text: str, i: int, j: int, lexicon: NameLexicon) -> Iterator[Candidate]:
    kind = "ja" if text[i:j] in lexicon.japanese else "cs"
    alone = lexicon.alone
    if text[j : j + 1] in alone:
        yield i, j + 1, kind
        if text[j + 1 : j + 2] in alone:
            yield i, j + 2, kind
            if kind == "ja" and text[j + 2 : j + 3] in alone:
                yield i, j + 3, kind


def _translit(frame: Frame, lexicon: NameLexicon) -> Iterator[Candidate]:
    text, odds = frame.text, lexicon.translit
    edges, guess = frame.word_edges, frame.guess_edges
    for match in lexicon.translit_pattern.finditer(text):
        low, high = match.span()
        opens = [k for k in range(low, high - 1) if k == low or edges[k] or guess[k]]
        closes = [k for k in range(low + 2, high + 1) if k == high or edges[k] or guess[k]]
        for i in opens:
            total = 0.0
            done = i
            for j in closes:
                if j - i < 2:
                    continue
                if j - i > MAX_TRANSLIT:
                    break
                for k in range(done, j):
                    total += odds[text[k]]
                done = j
                if total >= MIN_TRANSLIT_ODDS * (j - i):
                    yield i, j, "tr"


def _dotted(frame: Frame) -> Iterator[Candidate]:
    text, edges, guess = frame.text, frame.word_edges, frame.guess_edges
    for match in DOTTED.finditer(text):
        low, high = match.span()
        dot = low
        while "\u4e00" <= text[dot] <= "\u9fff":
            dot += 1
        last = high
        while "\u4e00" <= text[last - 1] <= "\u9fff":
            last -= 1
        opens = [k for k in range(max(low, dot - 7), dot) if k == low or edges[k] or guess[k]] or [low]
        closes = [k for k in range(last + 1, high + 1) if k == high or edges[k] or guess[k]] or [high]
        for i in opens:
            for j in closes:
                yield i, j, "dot"


def _latin(text: str) -> Iterator[Candidate]:
    for match in LATIN.finditer(text):
        low = match.start()
        marks = [0]
        for at, char in enumerate(match.group()):
            if char == " ":
                marks.append(at + 1)
        marks.append(len(match.group()) + 1)
        for a in range(len(marks) - 1):
            if not text[low + marks[a]].isupper():
                continue
            for b in range(a + 2, min(len(marks), a + MAX_LATIN_TOKENS + 1)):
                yield low + marks[a], low + marks[b] - 1, "lat"


def candidates(frame: Frame, lexicon: NameLexicon) -> list[Candidate]:
    """Every span worth scoring, ordered by end."""
    dots = {match.start() for match in DOT_PATTERN.finditer(frame.text)}
    found = set(_dotted(frame)) if dots else set()
    if not found:
        dots.clear()
    found.update(_latin(frame.text))
    taken = {(i, j) for i, j, _ in found}
    for way in (_han, _translit):
        for candidate in way(frame, lexicon):
            i, j, _ = candidate
            if (i, j) not in taken and not (dots and (j in dots or i - 1 in dots)):  # no part of a dotted name
                taken.add((i, j))
                found.add(candidate)
    return sorted(found, key=lambda c: (c[1], c[0]))
