"""A person's erasure: what is stored is masked and read in again, what comes later is held against a tombstone.

A text is masked in place, character for character, so that every other offset in it holds. Masked are the person's
names, and the words of the claims about the person as far as nobody else's evidence needs them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from talentflow.entities import name_key
from talentflow.errors import InputError
from talentflow.ledger import Ledger, erasure
from talentflow.ledger.erasure import Buried, Stored
from talentflow.model.claim import Absence, Claim, Extraction, OrgEvent
from talentflow.model.document import Document
from talentflow.model.entity import Entity
from talentflow.model.span import Evidence
from talentflow.run.lineage import Placing
from talentflow.run.settle import settle

MASK = "\u2588"
MAX_WORDS = 4  # of a name written with spaces

T = TypeVar("T", Claim, Absence, OrgEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was masked and deleted."""

    n_documents: int
    n_claims: int


def erase(ledger: Ledger, person: Entity, reason: str, *, only_one: bool) -> Erased:
    """Erase a person; `only_one` where nobody else in the ledger has the name, so that every text can be masked.

    Stopped anywhere, the same command goes on: masking and deleting are one transaction.
    """
    found = erasure.traces(ledger, [person.id])
    names = frozenset({*found.names, *person.aliases})
    if not names:
        raise InputError(f"{person.id} has no name in this ledger")
    told = [one for one in erasure.naming(ledger, names) if only_one or one.row in found.documents]
    erasure.overwrite(ledger, True)
    with ledger.batch("erase"):
        erasure.bury(ledger, _tombstone(names, told, only_one), reason)
        erasure.forget(ledger, told, replace(found, names=names))
        placing = Placing(ledger)
        for one in told:
            _store_masked(ledger, one, names, placing)
    settle(ledger)
    erasure.forget_names(ledger, names)
    erasure.overwrite(ledger, False)
    n_claims = sum(claim.person in names for one in told for claim in one.extraction.claims)
    return Erased(n_documents=len(told), n_claims=n_claims)


def _store_masked(ledger: Ledger, one: Stored, names: AbstractSet[str], placing: Placing) -> None:
    document, extraction = mask(one.document, one.extraction, names)
    if ledger.add(document, extraction) and (extraction.claims or extraction.org_events):
        placing.place(document, extraction.mentions)
    if one.withdrawn is not None:
        ledger.withdraw(document.hash, on=one.withdrawn[0], reason=one.withdrawn[1])


def suppress(document: Document, extraction: Extraction, tombstones: Iterable[Buried]) -> tuple[Document, Extraction]:
    """A document as it may be stored: whoever was erased is masked in it."""
    for tombstone in tombstones:
        names = _names_in(document, extraction, tombstone)
        if names:
            document, extraction = mask(document, extraction, names)
    return document, extraction


def mask(document: Document, extraction: Extraction, names: AbstractSet[str]) -> tuple[Document, Extraction]:
    """The document without these names, and what can be read from the rest of it."""
    about = [claim for claim in extraction.claims if not names.isdisjoint((claim.person, claim.to, claim.org))]
    others = [claim for claim in extraction.claims if claim not in about]
    needed = [one.evidence for one in others]
    needed += [one.evidence for one in extraction.absences] + [one.evidence for one in extraction.org_events]
    spans = {(at, at + len(name)) for name in names for at in _places(document.text, name)}
    hidden = {at for start, end in spans for at in range(start, end)}
    kept = {at for one in needed for at in range(one.span.start, one.span.end)}
    hidden |= {at for one in about for at in range(one.evidence.span.start, one.evidence.span.end)} - kept
    text = "".join(MASK if at in hidden and c not in "\r\n" else c for at, c in enumerate(document.text))
    masked = replace(
        document, id=_masked(document.id, names) or document.id, title=_masked(document.title, names), text=text
    )
    mentions = [
        one
        for one in extraction.mentions
        if one.evidence.stands_in(text) and one.name not in names and one.evidence.quote not in names
    ]
    return masked, Extraction(
        doc=masked.id,
        doc_hash=masked.hash,
        mentions=tuple(mentions),
        claims=tuple(_unnamed(_moved(claim, masked), names) for claim in others),
        absences=tuple(_moved(one, masked) for one in extraction.absences),
        org_events=tuple(_moved(one, masked) for one in extraction.org_events),
        aliases=tuple(replace(one, doc_hash=masked.hash) for one in extraction.aliases if one.evidence.stands_in(text)),
    )


def _moved(one: T, document: Document) -> T:
    span = one.evidence.span
    evidence = Evidence.of(document.text, span.start, span.end)
    return replace(one, doc=document.id, doc_hash=document.hash, evidence=evidence)


def _unnamed(claim: Claim, names: AbstractSet[str]) -> Claim:
    """The claim without the names in its words; its organization keeps its own."""
    return replace(
        claim,
        role=_masked(claim.role, names),
        reason=_masked(claim.reason, names),
        source=_masked(claim.source, names),
        venture=_masked(claim.venture, names),
    )


def _masked(words: str | None, names: AbstractSet[str]) -> str | None:
    if words is None:
        return None
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, MASK * len(name))
    return words


def _places(text: str, name: str) -> Iterable[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _tombstone(names: AbstractSet[str], told: Sequence[Stored], only_one: bool) -> Buried:
    salt = secrets.token_hex(16)
    claims = [claim for one in told for claim in one.extraction.claims if claim.person in names]
    return Buried(
        salt=salt,
        names=frozenset(_digest(salt, name) for name in names),
        pairs=frozenset(_digest(salt, claim.person, claim.org) for claim in claims if claim.org),
        lengths=tuple(sorted({len(name) for name in names})),
        only_one=only_one,
    )


def _names_in(document: Document, extraction: Extraction, tombstone: Buried) -> set[str]:
    """The erased names that stand in a document; those that others share only where an organization agrees."""
    windows = {*_windows(document.text, tombstone.lengths), *_windows(document.title or "", tombstone.lengths)}
    windows |= {claim.person for claim in extraction.claims}
    names = {words for words in windows if _digest(tombstone.salt, words) in tombstone.names}
    if tombstone.only_one or not names:
        return names
    orgs = {claim.org for claim in extraction.claims if claim.org}
    orgs |= {one.name or one.evidence.quote for one in extraction.mentions if one.kind == "org"}
    return {name for name in names if any(_digest(tombstone.salt, name, org) in tombstone.pairs for org in orgs)}


def _windows(text: str, lengths: Iterable[int]) -> Iterable[str]:
    """Every stretch of a text that is as long as one of the names, and does not begin or end inside a Latin word."""
    for size in lengths:
        for start in range(len(text) - size + 1):
            words = text[start : start + size]
            if words[0].isalnum() and words[-1].isalnum() and words.count(" ") < MAX_WORDS:
                yield words


@lru_cache(maxsize=1 << 14)
def _digest(salt: str, *words: str) -> str:
    key = "\x1f".join(name_key(word) for word in words)
    return blake2b(key.encode("utf-8", "surrogatepass"), key=bytes.fromhex(salt), digest_size=16).hexdigest()
