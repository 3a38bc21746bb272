"""The organization registry: known names, kinds, parents, products, and the cohorts made of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from talentflow.errors import DataError
from talentflow.lang.data import read_tsv, read_yaml
from talentflow.lang.text import fold

ORGANIZATIONS = "shared/organizations.tsv"
COHORTS = "shared/cohorts.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One row of the registry. `word_aliases` are also ordinary words: they need evidence around them."""

    id: str
    name: str
    kind: str
    country: str
    parent: str | None
    aliases: tuple[str, ...]
    word_aliases: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A named set of organizations (DOMAIN.md: 'cohort'); `members` are registry ids."""

    id: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Alias:
    """One folded form: whose it is, and how safe it is (`name`, `word`, `product`)."""

    org_id: str
    form: str
    kind: str


def alias_key(name: str) -> str:
    """The key two spellings share: folded, NFKC, case-folded, spaces out.

    >>> alias_key("Open AI") == alias_key("ＯＰＥＮＡＩ")
    True
    """
    if not name.isascii():
        name = fold(unicodedata.normalize("NFKC", name))
    return "".join(name.casefold().split())


class Registry:
    """Read-only; `Registry.load()` gives the one instance."""

    def __init__(self, organizations: tuple[Organization, ...], cohorts: tuple[Cohort, ...]) -> None:
        self.organizations = organizations
        self.cohorts = cohorts
        self.by_id = {o.id: o for o in organizations}
        self._by_key: dict[str, Alias] = {}
        for alias in self._aliases():
            self._by_key.setdefault(alias_key(alias.form), alias)
        self._cohort_keys = {alias_key(form): c for c in cohorts for form in (c.id, c.name, *c.aliases)}

    def _aliases(self) -> Iterator[Alias]:
        for org in self.organizations:
            words = set(org.word_aliases)
            for form in (org.name, *org.aliases):
                yield Alias(org.id, form, "word" if form in words else "name")
            for form in org.word_aliases:
                yield Alias(org.id, form, "word")
            for form in org.products:
                yield Alias(org.id, form, "product")

    @classmethod
    def load(cls) -> Registry:
        """The registry of the package's data; raises DataError on a broken row."""
        return _load()

    @property
    def keys(self) -> dict[str, Alias]:
        """Folded key -> alias, for building matchers."""
        return self._by_key

    def find(self, name: str) -> Organization | None:
        """The organization a name, alias or product stands for."""
        alias = self._by_key.get(alias_key(name))
        return self.by_id[alias.org_id] if alias else None

    def cohort(self, name: str) -> Cohort | None:
        """The cohort by id, name or alias."""
        return self._cohort_keys.get(alias_key(name))

    def parents(self, org_id: str) -> tuple[str, ...]:
        """Ids from the organization's parent up to the top, nearest first."""
        chain: list[str] = []
        at = self.by_id.get(org_id)
        while at and at.parent and at.parent not in chain:
            chain.append(at.parent)
            at = self.by_id.get(at.parent)
        return tuple(chain)

    def related(self, left: str, right: str) -> bool:
        """True when the two are one organization or one is above the other."""
        return left == right or left in self.parents(right) or right in self.parents(left)

    def akin(self, left: str, right: str) -> bool:
        """Related, or under one parent."""
        shared = set(self.parents(left)) & set(self.parents(right))
        return bool(shared) or self.related(left, right)


@cache
def _load() -> Registry:
    def split(cell: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell.split("|") if part.strip())

    organizations = tuple(
        Organization(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            parent=row["parent"] or None,
            aliases=split(row["aliases"]),
            word_aliases=split(row["word_aliases"]),
            products=split(row["products"]),
        )
        for row in read_tsv(ORGANIZATIONS)
    )
    known = {o.id for o in organizations}
    cohorts = []
    for item in read_yaml(COHORTS):
        members = tuple(item["members"])
        missing = [m for m in members if m not in known]
        if missing:
            raise DataError(f"cohort {item['id']}: unknown members {missing}")
        cohorts.append(
            Cohort(
                id=item["id"],
                name=item["name"],
                aliases=tuple(item.get("aliases") or ()),
                members=members,
                note=item.get("note") or "",
            )
        )
    return Registry(organizations, tuple(cohorts))
