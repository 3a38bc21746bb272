"""The lists of zh/organizations.yml, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from talentflow.lang.data import read_lines, read_yaml, trigger_rules
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.registry import Alias, Registry
from talentflow.lang.text import fold

LONGEST_VERB = 6  # characters
# a name, and behind it in brackets its stock code or short form (`code`), or its Latin name
_TICKER = (
    r"\((?:(?P<code>\d{4,6}|[0-9A-Z]{2,8}[.:][0-9A-Z]{2,6}|[A-Z]{2,5}\)|SHORT)"
    r"|[A-Z][A-Za-z0-9 .]{1,20}\))"
)
_STOCK = r"\((?:(?:SH|SZ|HK|BJ)[.: ]?)?\d{4,6}(?:\.(?:SH|SZ|HK|BJ|SS|TW))?\)"
_QUOTED = '["\u201c\u2018\u300a]([^"\u201c\u201d\u2018\u2019\u300a\u300b,;:!?\u3002\n]{2,14})["\u201d\u2019\u300b]'
# what a line opens with before a colon, with or without a list mark
_LISTED = (
    "(?:^|(?<=\n))(?P<mark>[\u2022\u00b7\u25cf\u25a0*\u3010-]?)\\s*"
    '(?P<name>[^\\s,;:!?\u3002\u3001()"\u201c\u201d\u3010\u3011]{2,10})[:\u3011]'
)
_LATIN = r"(?<![A-Za-z0-9])(?:[A-Z]|[a-z][A-Z])[A-Za-z0-9]+(?:[.&-][A-Za-z0-9]+)*(?: [A-Z][A-Za-z0-9.&-]*[A-Za-z0-9])*"


@dataclass(frozen=True, slots=True)
class OrgWords:
    """What each list means is written over it in the file."""

    registry: Lexicon[Alias]
    suffixes: frozenset[str]
    weak: frozenset[str]
    branch: frozenset[str]
    seats: frozenset[str]
    bodies: frozenset[str]
    body_starts: frozenset[str]
    associations: frozenset[str]
    platforms: frozenset[str]
    posts_on: re.Pattern[str]
    posted: re.Pattern[str]
    house: frozenset[str]
    bearing: frozenset[str]
    lead_cues: tuple[str, ...]
    lead_chars: frozenset[str]
    inner_units: frozenset[str]
    functions: frozenset[str]
    same: tuple[str, ...]
    legal_tail: re.Pattern[str]
    branch_tail: re.Pattern[str]
    child: tuple[str, ...]
    longer: tuple[str, ...]  # either
    not_child: re.Pattern[str]
    splits: tuple[str, ...]
    in_no_name: frozenset[str]
    countries: tuple[str, ...]
    region: re.Pattern[str]
    stops: frozenset[str]
    kinds: frozenset[str]
    nouns: frozenset[str]
    noun_tails: tuple[str, ...]
    left: Lexicon[str]
    right: Lexicon[str]
    openers: frozenset[str]
    namers: tuple[str, ...]
    nicknames: tuple[str, ...]
    soft: frozenset[str]
    unit_ends: tuple[str, ...]
    media_heads: re.Pattern[str]
    surnames: frozenset[str]
    no_ventures: tuple[str, ...]
    no_venture_starts: tuple[str, ...]
    not_weak: re.Pattern[str]
    adverbs: frozenset[str]
    serves: tuple[str, ...]
    times_in_names: frozenset[str]
    bridges: frozenset[str]
    chief: re.Pattern[str]
    ticker: re.Pattern[str]
    stock: re.Pattern[str]
    quoted: re.Pattern[str]
    listed: re.Pattern[str]
    latin: re.Pattern[str]
    latin_small: re.Pattern[str]
    latin_stops: frozenset[str]
    unnamed: re.Pattern[str]
    anaphora: re.Pattern[str]
    anaphora_words: frozenset[str]
    short_form: re.Pattern[str]
    ordinary: frozenset[str]
    verbs: frozenset[str]  # of triggers.yml

    def verb_at(self, text: str, start: int, end: int) -> int:
        """How many characters of text[start:end] are a verb at its head, which is no part of a name; 0 for none."""
        sizes = range(min(LONGEST_VERB, end - start), 1, -1)
        return next((n for n in sizes if text[start : start + n] in self.verbs), 0)


def either(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _registry() -> Lexicon[Alias]:
    entries: list[tuple[str, Alias]] = []
    for alias in Registry.load().keys.values():
        form = " ".join(fold(alias.form).split())
        entries += [(form, alias), (form.replace(" ", ""), alias)]
    return Lexicon(entries)


def _moves() -> Iterator[tuple[str, str]]:
    """The verbs of triggers.yml that have an organization behind them."""
    for rule in trigger_rules():
        if rule["frame"] == "subject_org" and rule["kind"] != "held" and "needs_before" not in rule:
            plain = "found" if rule["kind"] == "found" else "move"
            founds = tuple(rule.get("founds", ()))
            labels = ("founds" if founds and any(stem in word for stem in founds) else plain for word in rule["words"])
            yield from ((word, label) for word, label in zip(rule["words"], labels, strict=True) if len(word) > 1)


def _verbs() -> Iterator[str]:
    """What people do with posts and houses, told in two characters or more."""
    for rule in trigger_rules():
        if rule["frame"] in ("subject_role", "subject_org", "subject", "object_person"):
            yield from (word for word in rule["words"] if len(word) > 1)


def _seats() -> Iterator[tuple[str, str]]:
    """The verbs of triggers.yml that have a position behind them, and its organization in between."""
    for rule in trigger_rules():
        if rule["frame"] == "subject_role":
            yield from ((word, "weak") for word in rule["words"] if len(word) > 1)


def _deeds() -> Iterator[tuple[str, str]]:
    """The verbs of leaving and joining: what people do, behind an organization."""
    for rule in trigger_rules():
        if rule["kind"] in ("leave", "join") and "needs_before" not in rule:
            label = "out" if rule["kind"] == "leave" else "verb"
            yield from ((word, label) for word in rule["words"] if len(word) > 1)


def _rights(lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What stands behind an organization; the first label of a word counts."""
    yield from ((word, label) for label, listed in lists.items() if label not in ("verb", "weak") for word in listed)
    yield from _deeds()
    yield from ((word, label) for label in ("verb", "weak") for word in lists[label])


@cache
def org_words() -> OrgWords:
    """Read-only; built on first use."""
    data = read_yaml("zh/organizations.yml")
    unnamed = data["unnamed"]
    return OrgWords(
        registry=_registry(),
        suffixes=frozenset(data["suffixes"]),
        weak=frozenset(data["weak_suffixes"]),
        branch=frozenset(data["branch_suffixes"]),
        seats=frozenset(data["seats"]),
        bodies=frozenset(data["body_suffixes"]),
        platforms=frozenset(fold(p) for p in data["platforms"]),
        posts_on=re.compile(f"(?:{either(data['posts_on'])})$"),
        posted=re.compile(f"(?:{either(data['posted'])})"),
        associations=frozenset(data["association_suffixes"]),
        body_starts=frozenset(data["body_starts"]),
        house=frozenset(data["house_suffixes"]),
        bearing=frozenset(data["bearing_suffixes"]),
        lead_cues=tuple(data["lead_cues"]),
        lead_chars=frozenset(data["lead_chars"]),
        inner_units=frozenset(data["inner_units"]),
        functions=frozenset(data["function_suffixes"]),
        legal_tail=re.compile(data["legal_tail"]),
        branch_tail=re.compile(data["branch_tail"]),
        same=tuple(sorted(data["same_suffixes"], key=len, reverse=True)),
        child=tuple(sorted(data["child_suffixes"], key=len, reverse=True)),
        longer=(*data["same_suffixes"], *data["child_suffixes"]),
        not_child=re.compile(either(data["not_child_before"])),
        in_no_name=frozenset(data["in_no_name"]),
        splits=tuple(n for n in data["nouns_before"] if n.endswith("\u516c\u53f8") and len(n) == 3),
        countries=tuple(data["countries"]),
        region=re.compile(f"(?:{either(data['regions'])})(?![\u533a\u90e8\u4e1a])"),
        stops=frozenset(data["inner_stops"]) | frozenset(data["nouns_before"]) | frozenset(w for w, _ in _moves()),
        kinds=frozenset(data["kinds"]),
        nouns=frozenset(data["nouns_before"]),
        noun_tails=tuple(n for n in data["nouns_before"] if len(n) > 1),
        left=Lexicon(
            [*((word, label) for label, listed in data["left"].items() for word in listed), *_moves(), *_seats()]
        ),
        right=Lexicon([*_rights(data["right"])]),
        openers=frozenset(w for label in ("at", "from") for w in data["left"][label] if len(w) == 1),
        namers=tuple(data["namers"]),
        nicknames=tuple(data["nicknames"]),
        soft=frozenset(data["soft_stops"]),
        unit_ends=tuple(data["unit_ends"]),
        media_heads=re.compile(f"[\u524d\u539f]?(?:\u526f)?(?:{either(data['media_heads'])})"),
        verbs=frozenset(_verbs()),
        surnames=frozenset(s for s in (line.split("\t")[0] for line in read_lines("zh/surnames.tsv")) if len(s) == 1),
        no_ventures=tuple(data["no_ventures"]),
        no_venture_starts=tuple(data["no_venture_starts"]),
        not_weak=re.compile(either(data["not_weak_before"])),
        adverbs=frozenset(data["adverbs"]),
        serves=tuple(data["serves"]),
        times_in_names=frozenset(data["times_in_names"]),
        bridges=frozenset(data["bridges"]),
        chief=re.compile("C[A-Z]O|\u9996\u5e2d[^,]{1,6}\u5b98|\u884c\u653f\u603b\u88c1|\u6267\u884c\u957f"),
        ticker=re.compile(_TICKER.replace("SHORT", either(data["short_form"]))),
        stock=re.compile(_STOCK),
        quoted=re.compile(_QUOTED),
        listed=re.compile(_LISTED),
        latin=re.compile(_LATIN),
        latin_small=re.compile(r"[a-z][A-Za-z0-9]{2,}(?:[.-][A-Za-z0-9]+)*"),
        latin_stops=frozenset(data["latin_stops"]),
        unnamed=re.compile(
            f"(?:{either(unnamed['quantifiers'])})(?:(?!{either(unnamed['never'])})[^\\s,;:!?\u3002\u3001\u201c\u201d\u300a]){{0,14}}?"
            f"(?:{either(unnamed['heads'])})|{unnamed['owner']}"
        ),
        anaphora=re.compile(either(data["anaphora"])),
        anaphora_words=frozenset(data["anaphora"]),
        short_form=re.compile(
            f'(?:{either(data["short_form"])})[:\u4e3a]?["\u201c\u2018]?([^"\u201c\u201d\u2019,)]{{2,10}})'
        ),
        ordinary=frozenset(data["ordinary"]),
    )
