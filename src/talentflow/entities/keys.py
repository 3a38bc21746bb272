"""Names to keys: spellings that one key holds are candidates for one entity, no more."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from talentflow.lang.data import read_yaml
from talentflow.lang.registry import alias_key

UNNAMED = "zh/organizations.yml"


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The script-normalized key of a name: folded, case-folded, letters and digits only (all of it where none is left).

    >>> name_key("Yann Le-Cun") == name_key("YANN LECUN")
    True
    """
    key = alias_key(name)
    return "".join(c for c in key if unicodedata.category(c)[0] in "LNM") or key


@lru_cache(maxsize=1 << 16)
def is_unnamed(org: str) -> bool:
    """True for words that stand for an organization without naming it: such words never join two documents."""
    quantifiers, heads = _unnamed()
    key = alias_key(org)
    return key.startswith(quantifiers) or key in heads


@cache
def _unnamed() -> tuple[tuple[str, ...], frozenset[str]]:
    words = read_yaml(UNNAMED)["unnamed"]
    return tuple(alias_key(w) for w in words["quantifiers"]), frozenset(alias_key(w) for w in words["heads"])
