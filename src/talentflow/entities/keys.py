"""Names to keys: spellings that one key holds are candidates for one entity, no more."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from talentflow.lang.data import read_yaml
from talentflow.lang.registry import Registry, alias_key

UNNAMED = "zh/organizations.yml"
FORMS = "shared/legal_forms.yml"


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The script-normalized key of a name: folded, case-folded, letters and digits only (all of it where none is left).

    >>> name_key("Yann Le-Cun") == name_key("YANN LECUN")
    True
    """
    key = alias_key(name)
    return "".join(c for c in key if unicodedata.category(c)[0] in "LNM") or key


@lru_cache(maxsize=1 << 16)
def org_key(name: str) -> str:
    """The key of an organization's name without its legal form.

    >>> org_key("Some Startup, Inc.") == org_key("SOME START-UP")
    True
    """
    key = name_key(name)
    for form in _legal_forms():
        if key.endswith(form) and len(key) > len(form) + 1:
            return key.removesuffix(form)
    return key


def unit_of(name: str, registry: Registry) -> str | None:
    """The organization whose unit a name is: its name, then words of the unit that end in one for units."""
    key = name_key(name)
    heads = _unit_heads()
    if not key.endswith(heads):
        return None
    for size in range(len(key) - 1, 1, -1):
        alias = registry.keys.get(key[:size])
        if alias is not None and alias.kind == "name":
            return alias.org_id
    return None


@cache
def _legal_forms() -> tuple[str, ...]:
    """Longest first."""
    forms = {name_key(form) for form in read_yaml(FORMS)["legal_forms"]}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _unit_heads() -> tuple[str, ...]:
    return tuple(name_key(head) for head in read_yaml(FORMS)["unit_heads"])


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
