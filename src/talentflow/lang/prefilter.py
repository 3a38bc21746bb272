"""Can a text tell a move at all? One scan for trigger words over the raw text, in both scripts, before anything is read.

A text that is turned away costs about a hundredth of one that is read. The scan may keep too much, never too little:
every word of triggers.yml that evokes a move keeps its text unless data/zh/prefilter.yml asks for more beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import daachorse

from talentflow.lang.data import read_yaml
from talentflow.lang.text import fold, fold_table

BACKGROUND = frozenset({"held", "reports_to"})  # kinds that are no moves
SURE, DOUBTFUL, CLOSE, BLANK = "sure", "doubtful", "close", "blank"
MAX_SPELLINGS = 400  # ways to write one word; more than that and the rare ones are left out
_LAYOUT = re.compile("[ \t\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_BREAK = re.compile("[\u3002!?\n]")


@dataclass(frozen=True, slots=True)
class Prefilter:
    """A matcher of all spellings, the label of each, and what must stand beside the doubtful ones (folded text)."""

    matcher: daachorse.CharwiseDoubleArrayAhoCorasick
    labels: tuple[str, ...]
    beside: re.Pattern[str]
    behind: re.Pattern[str]

    def keeps(self, text: str) -> bool:
        """True when the raw text may tell a move."""
        text = _LAYOUT.sub("", text)
        labels = self.labels
        open_hits = []
        for start, end, number in self.matcher.find(text):
            label = labels[number]
            if label == SURE:
                return True
            if label != BLANK:
                open_hits.append((start, end, label))
        return bool(open_hits) and self._settled(fold(text), open_hits)

    def _settled(self, text: str, hits: Iterable[tuple[int, int, str]]) -> bool:
        """A doubtful word has its companion in the sentence, or a close one behind it."""
        low = high = -1
        empty = False  # the sentence [low, high) has no companion
        for start, end, label in hits:
            if label == CLOSE:
                if self.behind.match(text, end) is not None:
                    return True
                continue
            if not low <= start < high:
                low, high = _sentence(text, start)
                empty = self.beside.search(text, low, high) is None
            if not empty:
                return True
        return False


def may_tell_move(text: str) -> bool:
    """False when no reading of the raw text can find a move; True says nothing."""
    return _load().keeps(text)


def _sentence(text: str, at: int) -> tuple[int, int]:
    low = max(text.rfind(mark, 0, at) for mark in "\u3002!?\n") + 1
    end = _BREAK.search(text, at)
    return low, end.start() if end is not None else len(text)


@cache
def _load() -> Prefilter:
    words = _labels()
    spelt = {spelling: label for word, label in words.items() for spelling in _spellings(word)}
    data = read_yaml("zh/prefilter.yml")
    groups = read_yaml("zh/positions.yml")["heads"]
    heads = [head for group in data["positions"] for head in groups[group]]
    every = [head for group in groups.values() for head in group]
    return Prefilter(
        daachorse.CharwiseDoubleArrayAhoCorasick(list(spelt), daachorse.MATCH_KIND_LEFTMOST_LONGEST),
        tuple(spelt.values()),
        re.compile(_either([*heads, *data["people"]])),
        re.compile(f"[^,;:\u3002!?\n]{{0,{data['reach']}}}?(?:{_either(every)})"),
    )


def _labels() -> dict[str, str]:
    """Trigger word -> how much it proves; words of background rules and weak ones are left out."""
    data = read_yaml("zh/prefilter.yml")
    doubtful, close = frozenset(data["doubtful"]), frozenset(data["close"])
    labels = dict.fromkeys(data["blanks"], BLANK)
    for rule in read_yaml("zh/triggers.yml")["rules"]:
        if rule["kind"] in BACKGROUND or rule.get("weak"):
            continue
        for word in rule.get("needs_before") or rule["words"]:
            if word in close:
                labels[word] = CLOSE
            elif word in doubtful or rule.get("needs_before"):
                labels.setdefault(word, DOUBTFUL)
            elif len(word) > 1:
                labels.setdefault(word, SURE)
    return labels


def _either(words: Iterable[str]) -> str:
    """A pattern of alternatives without those that another one begins."""
    kept: list[str] = []
    for word in sorted(set(words)):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return "|".join(map(re.escape, kept))


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
