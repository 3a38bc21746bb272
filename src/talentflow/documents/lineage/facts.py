"""What a text tells without its wording: names, numbers with their units, dates, quotations, Latin words, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from talentflow.documents.lineage.rarity import rare_grams
from talentflow.documents.lineage.shadow import body, level
from talentflow.lang.data import read_yaml
from talentflow.model.document import Document
from talentflow.model.lineage import Fingerprint
from talentflow.model.mention import Mention

MAX_FACTS = 160
MAX_QUOTE = 24  # characters that stand for a quotation
NAMES = frozenset({"person", "org", "product"})

_LATIN = re.compile(r"[a-z][a-z0-9][a-z0-9.+\-]{0,28}")
_QUOTE = re.compile('[\u201c\u300a"]([^\u201c\u201d\u300a\u300b"]{2,80})[\u201d\u300b"]')
_NOT_WORD = re.compile(r"[\W_]+")


def fingerprint(document: Document, mentions: Iterable[Mention] = ()) -> Fingerprint:
    """The document's facts; without mentions, rare character trigrams stand in for the names."""
    leveled = level(body(document))
    found = [*_numbers(leveled), *_latin(leveled), *_quotes(leveled)]
    entities: set[str] = set()
    named = {_entity(mention) for mention in mentions if mention.kind in NAMES}
    if not named:
        found += [(at, f"r:{gram}") for at, gram in rare_grams(leveled)]
    for key, words in named:
        at = leveled.find(words)
        if at >= 0:
            entities.add(key)
            found.append((at, key))
    ordered = dict.fromkeys(key for _, key in sorted(found))
    return Fingerprint(entities=frozenset(entities), facts=tuple(ordered)[:MAX_FACTS])


def _entity(mention: Mention) -> tuple[str, str]:
    """A key that is the same for all spellings of the name, and the words to look for."""
    words = level(mention.evidence.quote)
    known = mention.entity_id if mention.kind != "person" else None
    return f"e:{known or _NOT_WORD.sub('', level(mention.name or words))}", words


def _latin(text: str) -> list[tuple[int, str]]:
    return [(m.start(), f"w:{m.group().strip('.-')}") for m in _LATIN.finditer(text)]


def _quotes(text: str) -> list[tuple[int, str]]:
    found = ((m.start(), _NOT_WORD.sub("", m[1])[:MAX_QUOTE]) for m in _QUOTE.finditer(text))
    return [(at, f"q:{words}") for at, words in found if len(words) > 1]


def _numbers(text: str) -> list[tuple[int, str]]:
    """Numbers in digits or in words; a tenth counts as ten percent, a percent sign may stand before."""
    pattern, unit_of, numerals = _grammar()
    found = []
    for match in pattern.finditer(text):
        value = match["digits"].replace(",", "") if match["digits"] else numerals.value(match["words"])
        unit = unit_of.get(match["unit"] or "", "")
        if match["percent"]:
            unit = "%"
        elif match["tenth"]:
            value, unit = f"{value}0", "%"
        elif match["words"] and len(match["words"]) == 1 and not unit:
            continue  # one character that may be part of a word
        found.append((match.start(), f"n:{value.rstrip('0').rstrip('.') if '.' in value else value}{unit}"))
    return found


class _Numerals:
    """Numbers in words, up to the thousands."""

    def __init__(self, digits: dict[str, int], powers: dict[str, int]) -> None:
        self._digits = digits
        self._powers = powers

    def value(self, words: str) -> str:
        if all(char in self._digits for char in words):
            return "".join(str(self._digits[char]) for char in words)
        total, digit = 0, 0
        for char in words:
            if char in self._digits:
                digit = self._digits[char]
            else:
                total += (digit or 1) * self._powers[char]
                digit = 0
        return str(total + digit)


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, str], _Numerals]:
    data: dict[str, Any] = read_yaml("zh/lineage.yml")
    unit_of = {word: unit for unit, words in data["units"].items() for word in words}
    percent = [word for word in data["units"]["%"] if word != "%"]
    units = "|".join(sorted(map(re.escape, unit_of), key=len, reverse=True))
    chars = "".join((*data["digits"], *data["powers"]))
    pattern = re.compile(
        rf"(?P<percent>{'|'.join(percent)})?(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<words>[{chars}]+))"
        rf"\s?(?:(?P<tenth>{data['tenth']})|(?P<unit>{units}))?"
    )
    return pattern, unit_of, _Numerals(data["digits"], data["powers"])


@cache
def common_units() -> tuple[str, ...]:
    """Units of numbers that every article has."""
    return tuple(read_yaml("zh/lineage.yml")["common_units"])


_NUMBER = re.compile(r"n:([\d.]+)(.*)")


def telling(fact: str) -> bool:
    """False for numbers that any article may have: small ones, years, days."""
    match = _NUMBER.fullmatch(fact)
    if match is None:
        return True
    value, unit = match[1], match[2]
    if "." in value:
        return True
    if unit in common_units():
        return len(value) > 2 and unit not in ("", common_units()[0])
    return len(value) > 1
