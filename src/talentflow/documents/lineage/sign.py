"""A document's signature: its shadow, its facts, and the keys under which relatives are found."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from itertools import combinations
from struct import pack
from typing import Any

from talentflow.documents.lineage.credit import credits_of, outlet_key
from talentflow.documents.lineage.facts import telling
from talentflow.documents.lineage.shadow import body, level, shadow
from talentflow.model.document import Document
from talentflow.model.lineage import Fingerprint, Signature

VERSION = 1  # raise with anything that changes shadows or keys: signatures of two versions are not compared
GRAM = 3  # characters; words of Chinese have two, so that three hold a piece of wording and not only a word
# 24 bands of 4 rows: two texts of 3-gram Jaccard 0.5 meet with 79%, of 0.7 with 99.8%, of 0.05 with 0.02%
# (1 - (1 - J^4)^24; Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4). Rewrites are found by facts.
BANDS, ROWS, SEED = 24, 4, 20250101
NEAR_FACTS = 4  # facts this close are paired: reordering a sentence keeps some pairs
MAX_PAIRS = 32  # the pairs of the lowest hash, so that two documents keep the same ones
KEY_BYTES = 5  # 40 bits; at a million documents a key is shared by chance once in 20,000
MAX_GRAMS_FREE = 2  # texts with fewer different grams than this have no wording to compare


def sign(document: Document, fingerprint: Fingerprint) -> Signature:
    """Pure and deterministic; a signature is at most about 12 KB of shadow and 20 KB of facts, 2 KB for usual news."""
    lines = shadow(level(body(document)))
    bands = _bands(lines)
    return Signature(
        doc_hash=document.hash,
        published=document.published,
        source=outlet_key(document.source) if document.source else None,
        shadow=lines,
        entities=fingerprint.entities,
        facts=fingerprint.facts,
        keys=(*bands, *_fact_keys(fingerprint.facts)),
        n_bands=len(bands),
        credits=credits_of(document),
        version=VERSION,
    )


def grams(lines: str, size: int = GRAM) -> set[str]:
    """Character n-grams that do not cross sentences."""
    return {line[at : at + size] for line in lines.split("\n") for at in range(len(line) - size + 1)}


@cache
def _minhash() -> Any:
    from rensa import RMinHash

    return RMinHash


def _bands(lines: str) -> tuple[int, ...]:
    found = grams(lines)
    if len(found) < MAX_GRAMS_FREE:
        return ()
    sketch = _minhash()(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(list(found))  # a least hash is the same in any order
    digest = sketch.digest()
    return tuple(_key(pack(f"<B{ROWS}I", band, *digest[band * ROWS : (band + 1) * ROWS])) for band in range(BANDS))


def _fact_keys(facts: Iterable[str]) -> tuple[int, ...]:
    told = [fact for fact in facts if telling(fact)]
    pairs = {tuple(sorted(pair)) for at in range(len(told)) for pair in combinations(told[at : at + NEAR_FACTS], 2)}
    return tuple(sorted(_key("\x1f".join(pair).encode()) for pair in pairs)[:MAX_PAIRS])


def _key(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=KEY_BYTES).digest(), "big")
