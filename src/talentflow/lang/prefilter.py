"""Can a text tell a move at all? A scan for trigger words over the raw text, in both scripts, before it is read.

A text that is turned away costs a few hundredths of a microsecond a character, one that is read a thousand times that.
Every word of triggers.yml that evokes a move may keep its text; data/zh/prefilter.yml says which are enough alone and
what the others need beside them. The price is a text that tells its one move with a doubtful word and names neither a
position nor a pronoun in that sentence, nor a frequent surname at the head of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import product

import daachorse

from talentflow.lang.data import read_lines, read_yaml, trigger_rules
from talentflow.lang.text import fold_table

BACKGROUND = frozenset({"held", "reports_to"})  # kinds that are no moves
SURE, DOUBTFUL, CLOSE, BLANK = "sure", "doubtful", "close", "blank"
MAX_SPELLINGS = 400  # ways to write one word; more than that and the rare ones are left out
LAYOUT = " \t\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"  # may stand inside a word
MAX_SENTENCE = 300  # characters on either side
_LAYOUT = re.compile(f"[{LAYOUT}]+")
SENTENCE_MARKS = "\u3002!?\uff01\uff1f\n"
_SENTENCE_END = re.compile(f"[{SENTENCE_MARKS}]")
SURNAME_PER_MILLION = 400  # a rarer surname is no sign of a name
LEAD = (2, 6)  # characters from a surname at the head of a clause to a doubtful word: a name, and an adverb
# what a clause may begin behind
CLAUSE_MARKS = frozenset('\u3002!?\uff01\uff1f\n,;:\uff0c\uff1b\uff1a\u3001"\u201c\u300c(\uff08')
_CLAUSE_END = re.compile("[\u3002!?\uff01\uff1f\n,;:\uff0c\uff1b\uff1a]")


class Words:
    """A matcher of words in all their spellings, with a label for each; leftmost-longest."""

    def __init__(self, labels: dict[str, str]) -> None:
        spelt = {spelling: label for word, label in labels.items() for spelling in _spellings(word)}
        self._labels = tuple(spelt.values())
        self._matcher = daachorse.CharwiseDoubleArrayAhoCorasick(list(spelt), daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, label) in order; a Latin word inside a longer one is none."""
        labels = self._labels
        return [(start, end, labels[n]) for start, end, n in self._matcher.find(text) if _apart(text, start, end)]


class Prefilter:
    """Two scans: trigger words over the text, and where those are doubtful what stands beside them."""

    def __init__(self) -> None:
        data = read_yaml("zh/prefilter.yml")
        self._triggers = Words(_trigger_labels())
        self._reach: int = data["reach"]

    def keeps(self, text: str) -> bool:
        """True when the raw text may tell a move."""
        if _LAYOUT.search(text) is not None:
            text = _LAYOUT.sub("", text)
        hits = self._triggers.find(text)
        return any(hit[2] == SURE for hit in hits) or any(True for _ in self.settled(text, hits))

    def telling(self, text: str) -> Iterator[int]:
        """Where the words stand for which a text is kept, in order; layout inside words hides them."""
        hits = self._triggers.find(text)
        doubtful = self.settled(text, hits)
        yield from merge((start for start, _, label in hits if label == SURE), doubtful)

    def settled(self, text: str, hits: list[tuple[int, int, str]]) -> Iterator[int]:
        """Where a doubtful word has its companion in the sentence, or a close one has it behind; one a sentence."""
        looked = 0  # where the last sentence that was looked through ends
        for start, end, label in hits:
            if label == CLOSE:
                stop = _CLAUSE_END.search(text, end)
                words = text[end : stop.start() if stop else len(text)]
                if any(at <= self._reach for at, _, _ in _companions().find(words[: 2 * self._reach])):
                    yield start
            elif label == DOUBTFUL and _name_leads(text, start):
                yield start
            elif label == DOUBTFUL and start >= looked:
                low, looked = _sentence(text, start)
                if any(label == SURE for _, _, label in _companions().find(text[low:looked])):
                    yield start


def may_tell_move(text: str) -> bool:
    """False when no reading of the raw text can find a move; True says nothing."""
    return _load().keeps(text)


def telling(text: str) -> Iterator[int]:
    """Where the words stand in a shadow text that make it one that may tell a move."""
    return _load().telling(text)


def _apart(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    if not (first.isascii() or last.isascii()):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (first.isascii() and before.isascii() and before.isalnum()) and not (
        last.isascii() and after.isascii() and after.isalnum()
    )


def _name_leads(text: str, at: int) -> bool:
    """A surname opens the clause, and nothing longer than a name and an adverb stands between it and `at`."""
    low = max(0, at - LEAD[1] - 1)
    head = at - 1 if text[at - 1 : at] == "\n" else at  # a name may stand on a line of its own
    while head > low and text[head - 1] not in CLAUSE_MARKS:
        head -= 1
    if low and head == low:
        return False
    return LEAD[0] <= at - head <= LEAD[1] and text[head] in _surnames()


@cache
def _surnames() -> frozenset[str]:
    """Frequent surnames, in either script."""
    rows = (line.split("\t") for line in read_lines("zh/surnames.tsv"))
    frequent = [name for name, per_million in rows if len(name) == 1 and float(per_million) >= SURNAME_PER_MILLION]
    return frozenset(spelling for name in frequent for spelling in _spellings(name))


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around `at`, its end mark left out; a long one is cut."""
    low = max(0, at - MAX_SENTENCE)
    low = max(low, *[text.rfind(mark, low, at) + 1 for mark in SENTENCE_MARKS])
    stop = _SENTENCE_END.search(text, at, at + MAX_SENTENCE)
    return low, stop.start() if stop is not None else min(len(text), at + MAX_SENTENCE)


@cache
def _load() -> Prefilter:
    return Prefilter()


@cache
def _companions() -> Words:
    """Positions and words for people; sure ones are enough in a sentence, the others right behind a close word only."""
    data = read_yaml("zh/prefilter.yml")
    sure = frozenset(data["positions"])
    labels = dict.fromkeys(data["people"], SURE)
    for group, heads in read_yaml("zh/positions.yml")["heads"].items():
        for head in heads:
            labels.setdefault(head, SURE if group in sure else CLOSE)
    return Words(labels)


def _trigger_labels() -> dict[str, str]:
    """Trigger word -> how much it proves; words of background rules and weak ones are left out."""
    data = read_yaml("zh/prefilter.yml")
    close, strong = frozenset(data["close"]), re.compile("|".join(data["strong"]))
    labels = dict.fromkeys(data["blanks"], BLANK)
    for rule in trigger_rules():
        if rule["kind"] in BACKGROUND or rule.get("weak"):
            continue
        for word in rule.get("needs_before") or rule["words"]:
            if word in close:
                labels[word] = CLOSE
            elif len(word) > 1:
                labels[word] = SURE if strong.search(word) else DOUBTFUL
    return labels


@cache
def _unfolded() -> dict[str, list[str]]:
    """Folded character -> the characters that fold to it."""
    found: dict[str, list[str]] = {}
    for code, folded in fold_table().items():
        found.setdefault(folded, []).append(chr(code))
    return found


def _spellings(word: str) -> Iterator[str]:
    """The word in all characters that fold to its own, the word itself first."""
    choices = [[char, *_unfolded().get(char, ())] for char in word]
    for number, spelling in enumerate(product(*choices)):
        if number == MAX_SPELLINGS:
            break
        yield "".join(spelling)
