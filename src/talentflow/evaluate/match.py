"""When a claim agrees with a gold fact: names, dates, words, and the one-to-one pairing of the two."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Record = Mapping[str, Any]
Aliases = Mapping[str, Sequence[str]]

# Kinds that the lenient figures take for one another.
GROUPS: Mapping[str, str] = {
    "leave": "out",
    "step_down": "out",
    "join": "in",
    "appoint": "in",
    "held": "in",
    "found": "found",
    "reports_to": "reports_to",
}
MIN_CONTAINED = 2  # a shorter name inside a longer one says nothing
MAX_DAYS = 62  # a claimed interval may be this long, or
MAX_TIMES = 3  # this many times as long as the gold one
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # EDTF season -> first month

_SKIPPED = re.compile("[\\s\u00b7\u30fb.,'\u2019\u201c\u201d\"\u300a\u300b\u300c\u300d()-]+")
_WORD = re.compile(r"[a-z]+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def name_key(name: str | None) -> str:
    """The name without case, width, spaces and marks; "" for none."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", name).casefold()) if name else ""


def names_agree(gold: str | None, claimed: str | None, aliases: Aliases) -> bool:
    """Equal, one inside the other, or through the document's aliases; two absent names agree."""
    left, right = name_key(gold), name_key(claimed)
    if not left or not right or left == right:
        return left == right
    short, long = sorted((left, right), key=len)
    if len(short) >= MIN_CONTAINED and short in long:
        return True
    return any(name_key(alias) == right for alias in aliases.get(gold or "", ()))


def people_agree(gold: str, claimed: str | None, aliases: Aliases) -> bool:
    """As names, or when the Latin words of one are among those of the other."""
    if not claimed:
        return False
    if names_agree(gold, claimed, aliases):
        return True
    left, right = _latin_words(gold), _latin_words(claimed)
    return bool(left and right) and (left <= right or right <= left)


def _latin_words(name: str) -> set[str]:
    return set(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def days(edtf: object) -> tuple[date, date] | None:
    """First and last day of a small EDTF subset, qualifiers dropped; None when there is none or it is not that."""
    if not edtf:
        return None
    plain = re.sub("[~?%]", "", str(edtf).strip())
    if "/" not in plain:
        return _day_span(plain)
    left, right = plain.split("/", 1)
    first = date.min if left in {"", ".."} else _bound(left, 0)
    last = date.max if right in {"", ".."} else _bound(right, 1)
    return (first, last) if first is not None and last is not None else None


def _bound(text: str, side: int) -> date | None:
    span = days(text)
    return None if span is None else span[side]


def _day_span(text: str) -> tuple[date, date] | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if month in SEASONS:
            start = SEASONS[month]
            return date(year, start, 1), date(year + (start == 12), (start + 1) % 12 + 1, 28)
        if found[2] is None:
            return date(year, 1, 1), date(year, 12, 31)
        if found[3] is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def dates_agree(gold: object, claimed: object) -> bool:
    """The intervals overlap and the claimed one is not much vaguer; two absent dates agree."""
    left, right = days(gold), days(claimed)
    if left is None or right is None:
        return left is right
    if left[0] > right[1] or right[0] > left[1]:
        return False
    if date.min in (left[0], right[0]) or date.max in (left[1], right[1]):
        return True
    return (right[1] - right[0]).days <= max(MAX_DAYS, MAX_TIMES * (left[1] - left[0]).days)


def overlap(left: str | None, right: str | None) -> float:
    """Dice overlap of the characters of two names, 0..1."""
    one, two = Counter(name_key(left)), Counter(name_key(right))
    if not one or not two:
        return float(one == two)
    return 2 * (one & two).total() / (one.total() + two.total())


def accepted(fact: Record, key: str) -> list[Any]:
    """The values a fact accepts for a field: its own first, then those under `also`."""
    return [fact.get(key), *fact.get("also", {}).get(key, ())]


def agree(fact: Record, claim: Record, aliases: Aliases, *, strict: bool) -> bool:
    """Person, kind and organization agree (`reports_to`: person and manager); lenient takes a group for a kind."""
    kinds = accepted(fact, "kind")
    if strict and claim.get("kind") not in kinds:
        return False
    if GROUPS.get(claim.get("kind", "")) not in {GROUPS[kind] for kind in kinds}:
        return False
    if not any(people_agree(person, claim.get("person"), aliases) for person in accepted(fact, "person")):
        return False
    if fact["kind"] == "reports_to":
        return people_agree(fact.get("to") or "", claim.get("to"), aliases)
    orgs = accepted(fact, "org")
    if None in orgs:
        return True
    claimed = [claim[key] for key in ("org", "org_name") if claim.get(key)]
    return any(names_agree(org, name, aliases) for org in orgs for name in claimed)


def pair_up(
    facts: Sequence[Record], claims: Sequence[Record], aliases: Aliases, *, strict: bool
) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs `(fact, claim)` by index: best role, date, kind and quote agreement first."""
    options = sorted(
        (-_likeness(fact, claim), i, j)
        for i, fact in enumerate(facts)
        for j, claim in enumerate(claims)
        if agree(fact, claim, aliases, strict=strict)
    )
    used_facts: set[int] = set()
    used_claims: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in used_facts and j not in used_claims:
            used_facts.add(i)
            used_claims.add(j)
            pairs.append((i, j))
    return pairs


def _likeness(fact: Record, claim: Record) -> float:
    return (
        2 * overlap(fact.get("role"), claim.get("role"))
        + dates_agree(fact.get("date"), claim.get("date"))
        + bool(fact["kind"] == claim.get("kind"))
        + overlap(fact.get("quote"), claim.get("quote"))
    )
