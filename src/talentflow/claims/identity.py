"""Who is who inside one document: the forms of a person's name, and the forms of an organization's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from talentflow.claims.frames import vocabulary
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry
from talentflow.lang.text import Reading, fold, sentence_at

_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'\-·]*")
_NICKNAME = re.compile("^[\u4e00-\u9fff]{1,4}$")


SURE = 0.7  # least score of an organization that may be what the document is about
EARLY = 2  # mentions of any organization that count more
EARLY_WEIGHT = 2.0
SHORTEST = 2  # characters of a name
LATEST = 0.35  # share of the text in which what it is about is first named
DOMINANT = 1.3  # the organization a document is about outweighs the next one by this
AUTHORITIES = frozenset({"government", "exchange", "media"})
AUTHORITY = 0.25  # weight of a mention of one
BOOK_END = "\u300b"
UNLISTED = 0.6  # weight of a mention of an organization that no registry lists
TITLE_WEIGHT = 3.0  # of the first organization of the title
TITLE_LATER = 1.0  # ... of another one


class People:
    """Maps every person chunk to one canonical form, the first full form of the document."""

    def __init__(self, reading: Reading, chunks: Sequence[Chunk]) -> None:
        self._canonical: dict[str, str] = {}
        self._words: dict[str, str] = {}
        text = reading.text
        roles = [c for c in chunks if c.kind in ("role", "org", "time")]
        for chunk in (c for c in chunks if c.kind == "person"):
            form = chunk.text
            canonical = self._match(form) or form
            self._canonical.setdefault(form, canonical)
            if canonical not in self._words:
                self._words[canonical] = reading.words(chunk.start, chunk.end)
            other = _other_form(text, chunk, roles)
            if other is not None:
                self._canonical.setdefault(other, self._canonical[form])

    def _match(self, form: str) -> str | None:
        if form in self._canonical:
            return self._canonical[form]
        parted = _has_parts(form)
        for known, canonical in self._canonical.items():
            if (parted or _has_parts(known)) and (_short_of(form, known) or _short_of(known, form)):
                return canonical
        return None

    def name(self, chunk: Chunk) -> str:
        """The canonical shadow form of the person a chunk names."""
        return self._canonical.get(chunk.text, chunk.text)

    def words(self, canonical: str) -> str:
        """The raw words of the canonical form, as the text writes them."""
        return self._words.get(canonical, canonical)


def _other_form(text: str, person: Chunk, others: Sequence[Chunk]) -> str | None:
    """The form in brackets right behind a name: Latin, or a short nickname; no position, time or organization."""
    aside = _ASIDE.match(text, person.end)
    if aside is None or any(aside.start() < r.start < aside.end() for r in others if r.kind == "role"):
        return None
    inner: str = aside.group(1).strip()
    nickname = _NICKNAME.match(inner) and not any(r.start == aside.start(1) for r in others)
    return inner if _LATIN.fullmatch(inner) or nickname else None


def _has_parts(name: str) -> bool:
    """Only such a name has a shorter form."""
    return "\u00b7" in name or " " in name


def _short_of(short: str, full: str) -> bool:
    """The family name alone of a dotted or a Latin full name: 'Moore' of 'Andrew Moore'."""
    if len(short) >= len(full) or len(short) < SHORTEST:
        return False
    if "·" in full and "·" not in short:
        return short in full.split("·")[-1:] or short == full.split("·")[0]
    return short.isascii() and " " in full and short in (full.split()[-1],)


@dataclass(slots=True)
class _Told:
    """How often and how prominently an organization is named, and where first."""

    first: Chunk
    n: int = 0
    weight: float = 0.0


class Organizations:
    """Brings the document's forms of one organization together and gives its fullest form."""

    def __init__(self, reading: Reading, chunks: Iterable[Chunk]) -> None:
        self._reading = reading
        self._registry = Registry.load()
        listed = [c for c in chunks if c.kind in ("org", "unnamed")]
        self.listed = tuple(listed)
        self._forms = {c.text: c for c in listed}
        self._unlisted = [c for c in self._forms.values() if c.key is None and c.kind == "org"]
        self._words: dict[int, str] = {}  # by the start of a chunk
        self._longer: dict[str, Chunk | None] = {}  # None: no form is longer
        self.labels = frozenset(c.start for c in listed if _labels_line(reading, c))
        self._times = Counter(c.key or c.text for c in listed)
        self.titled: str | None = None  # id or name of the first organization of the title
        self.main = self._most_told([c for c in listed if c.kind == "org" and c.score >= SURE])

    def _most_told(self, listed: list[Chunk]) -> Chunk | None:
        """The organization the document is about: told most often, early mentions and the title counting more."""
        told: dict[str, _Told] = {}
        for number, chunk in enumerate(listed):
            entry = told.setdefault(chunk.key or chunk.text, _Told(chunk))
            weight = AUTHORITY if self.authority(chunk) else 1.0 if chunk.key else UNLISTED
            entry.n += 1
            entry.weight += weight * (EARLY_WEIGHT if number < EARLY else 1.0)
        titled = self._titled(told)
        self.titled = min(titled, key=lambda key: titled[key], default=None)
        for key, at in titled.items():
            told[key].weight += TITLE_WEIGHT if at == min(titled.values()) else TITLE_LATER
        for key, entry in told.items():
            for parent in self._registry.parents(key) if key in self._registry.by_id else ():
                if parent in told and (parent in titled or key not in titled):
                    told[parent].weight += entry.weight
                    told[parent].n += entry.n
        ranked = sorted(told.items(), key=lambda item: -item[1].weight)
        early = [entry for key, entry in ranked if self._is_early(entry) or key in titled]
        candidates = [t for t in early if not self.authority(t.first)] or early
        if len({c.key or c.text for c in listed if c.start in self.labels}) > 1:
            return None
        if not candidates or (len(candidates) > 1 and candidates[0].weight < DOMINANT * candidates[1].weight):
            return None
        return candidates[0].first

    def _titled(self, told: Mapping[str, _Told]) -> dict[str, int]:
        """Those that the title names, and where; one whose name it only begins counts where it names no other."""
        title = fold(self._reading.document.title or "")
        if not title:
            return {}
        found: dict[str, tuple[int, int]] = {}  # the longest form, and where it stands
        begun: dict[str, int] = {}
        for key, entry in told.items():
            org = self._registry.by_id.get(key)
            forms = (org.name, *org.aliases, *org.word_aliases) if org is not None else ()
            texts = (form for form in (entry.first.text, *map(fold, forms)) if len(form) >= SHORTEST)
            places = [(title.find(form), len(form)) for form in texts]
            spans = [(at, at + size) for at, size in places if at >= 0]
            if spans:
                found[key] = min(spans, key=lambda span: (span[0], -span[1]))
            elif org is not None and entry.first.text[:SHORTEST] in title:
                begun[key] = title.find(entry.first.text[:SHORTEST])
        whole = {
            key: low
            for key, (low, high) in found.items()
            if not any(a <= low and high <= b and (a, b) != (low, high) for a, b in found.values())
        }
        return whole or begun

    def _is_early(self, told: _Told) -> bool:
        """Named in the first sentence, or more than once and first in the first part of the text."""
        opening = self._reading.sentences[0].end if self._reading.sentences else 0
        start = told.first.start
        return start < opening or (told.n > 1 and start < len(self._reading.text) * LATEST)

    def same(self, left: Chunk, right: Chunk) -> bool:
        """One organization by id, by containment of names, or one is an abbreviation of the other."""
        if left.key and right.key:
            return left.key == right.key or left.text == right.text
        if left.text == right.text:
            return True
        if "unnamed" in (left.kind, right.kind):
            return False
        short, full = sorted((left.text, right.text), key=len)
        if len(short) < SHORTEST:
            return False
        letters = len(short) == SHORTEST and len(full) >= 2 * SHORTEST
        return full.startswith(short) or (letters and _abbreviates(short, full))

    def related(self, left: Chunk, right: Chunk) -> bool:
        """The same, or one above the other in the registry, or one name inside the other."""
        if self.same(left, right):
            return True
        if left.key and right.key:
            return self._registry.related(left.key, right.key)
        short, full = sorted((left.text, right.text), key=len)
        return len(short) >= SHORTEST and short in full

    def akin(self, left: Chunk, right: Chunk) -> bool:
        """Related, or of one group in the registry: who goes from one to the other is transferred."""
        if left.key and right.key:
            return self._registry.akin(left.key, right.key)
        return self.related(left, right)

    def words(self, chunk: Chunk) -> str:
        """The raw words of the fullest form in the document that surely means the same."""
        best = self._fullest(chunk) if chunk.key is None and chunk.kind == "org" else chunk
        found = self._words.get(best.start)
        if found is None:
            found = self._words[best.start] = self._reading.words(best.start, best.end)
        return found

    @cached_property
    def told(self) -> frozenset[str]:
        """All words that stand for an organization of the document."""
        raw = self._reading.words
        full = (self.words(c) if c.kind == "org" else raw(c.start, c.end) for c in self.listed)
        return frozenset([*(c.text for c in self.listed), *full])

    def _fullest(self, chunk: Chunk) -> Chunk:
        """The longest unlisted form that surely means the same; looked for once a form."""
        if chunk.text not in self._longer:
            best = chunk
            for other in self._unlisted:
                if len(other.text) > len(best.text) and self.same(chunk, other):
                    best = other
            self._longer[chunk.text] = best if best is not chunk else None
        return self._longer[chunk.text] or chunk

    def identity(self, chunk: Chunk) -> str:
        """A key that the forms of one organization share within the document."""
        if chunk.key:
            return chunk.key
        return self.words(chunk)

    def n_told(self, chunk: Chunk) -> int:
        """How often the document tells of the organization by name."""
        key = chunk.key or chunk.text
        return self._times.get(key, 0)

    def authority(self, chunk: Chunk) -> bool:
        """A regulator, an exchange, a medium, or a title in book marks: more often a source than an employer."""
        org = self._registry.by_id.get(chunk.key) if chunk.key else None
        if org is not None and org.kind in AUTHORITIES:
            return True
        if self._reading.text[chunk.end : chunk.end + 1] == BOOK_END:
            return True
        return org is None and chunk.text.endswith(vocabulary().affixes["authority_suffixes"])

    def official(self, chunk: Chunk) -> tuple[str | None, str | None]:
        """(registry id, registry name), None for the unlisted."""
        org = self._registry.by_id.get(chunk.key) if chunk.key else None
        return (org.id, org.name) if org else (None, None)


def _labels_line(reading: Reading, org: Chunk) -> bool:
    """'[O] ...', 'O: ...': the organization heads its sentence and is what that tells of."""
    sentence = reading.sentences[sentence_at(reading.sentences, org.start)]
    lead = reading.text[sentence.start : org.start]
    if lead and not (len(lead) == 1 and not lead.isalnum()):
        return False
    return reading.text[org.end : org.end + 1] == ("]" if lead == "[" else ":")


def _abbreviates(short: str, full: str) -> bool:
    """First character the same and the rest in order."""
    if short[0] != full[0]:
        return False
    at = 0
    for char in short:
        at = full.find(char, at) + 1
        if at == 0:
            return False
    return True
