"""Which organization a claim's words mean: the registry first, then the name's own key; unnamed ones stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from talentflow.entities.keys import is_unnamed, name_key, org_key, unit_of
from talentflow.lang.registry import Registry, alias_key
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Verdict
from talentflow.model.ids import content_id


def org_id(claim: Claim, registry: Registry) -> str | None:
    """The registry's id, or a hash of the name's key, or, for an unnamed one, of the document and the words.

    A name that is also an ordinary word is the registry's only where the reader said so. None: the claim has none.
    """
    if claim.org_id is not None:
        return claim.org_id
    if not claim.org:
        return None
    for form in (alias_key(claim.org), org_key(claim.org)):
        alias = registry.keys.get(form)
        if alias is not None and alias.kind != "word":
            return alias.org_id
    if is_unnamed(claim.org):
        return content_id("o", "unnamed", claim.doc_hash, name_key(claim.org))
    return content_id("o", org_key(claim.org))


def merge_judged(
    orgs: Mapping[str, str], judged: Mapping[tuple[str, str], Verdict], registry: Registry
) -> dict[str, str]:
    """`orgs` with one id where a person judged two to be one: the registry's id, else the smallest."""
    leader: dict[str, str] = {}

    def at(one: str) -> str:
        while one in leader:
            one = leader[one]
        return one

    for (left, right), verdict in sorted(judged.items()):
        a, b = at(left), at(right)
        if verdict == "positive" and a != b:
            keep, gone = sorted((a, b), key=lambda one: (one not in registry.by_id, one))
            leader[gone] = keep
    return {claim_id: at(one) for claim_id, one in orgs.items()}


def parents_of(claims: Iterable[Claim], orgs: Mapping[str, str], registry: Registry) -> dict[str, str]:
    """Parents of organizations that the registry does not list: a unit's name opens with its house's name."""
    found: dict[str, str] = {}
    for claim in claims:
        one = orgs.get(claim.id)
        if one is None or not claim.org or one in registry.by_id or is_unnamed(claim.org):
            continue
        house = unit_of(claim.org, registry)
        if house is not None:
            found[one] = min(house, found.get(one, house))
    return found


def merge_unnamed(claims: Iterable[Claim], orgs: Mapping[str, str], persons: Mapping[str, str]) -> dict[str, str]:
    """`orgs` with one id where one person's claims use the same words for an unnamed organization.

    Two documents that let one man join "an AI company" mean one company; the smallest id stands for all. Only his own
    claims move: what another person's claims say is decided with that person's, whatever else is read.
    """
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        if claim.org and claim.org_id is None and is_unnamed(claim.org) and claim.id in orgs:
            same[persons[claim.id], name_key(claim.org)].append(claim.id)
    stands = {claim_id: min(orgs[one] for one in told) for told in same.values() for claim_id in told}
    return {**orgs, **stands}


def org_entities(
    claims: Iterable[Claim], orgs: Mapping[str, str], registry: Registry, known: Mapping[str, Entity]
) -> list[Entity]:
    """Entities of the organizations the claims mean, their parents too; names already known are kept as aliases."""
    forms: dict[str, set[str]] = defaultdict(set)
    unnamed: set[str] = set()
    claims = list(claims)
    above = parents_of(claims, orgs, registry)
    for claim in claims:
        if claim.id in orgs and claim.org:
            forms[orgs[claim.id]].add(claim.org)
            if claim.org_id is None and is_unnamed(claim.org):
                unnamed.add(orgs[claim.id])
    for one in sorted(forms):
        house = above.get(one)
        for parent in (*registry.parents(one), *((house, *registry.parents(house)) if house else ())):
            forms.setdefault(parent, set())
    return [_entity(one, forms[one], one in unnamed, registry, known.get(one), above.get(one)) for one in sorted(forms)]


def _entity(
    one: str, forms: set[str], unnamed: bool, registry: Registry, known: Entity | None, above: str | None
) -> Entity:
    listed = registry.by_id.get(one)
    names = forms | set(known.aliases if known is not None else ())
    if listed is None:
        name = min(names, key=lambda form: (len(form), form))
        return Entity(id=one, kind="org", name=name, aliases=tuple(sorted(names)), parent_id=above, placeholder=unnamed)
    names |= {listed.name, *listed.aliases, *listed.word_aliases}
    return Entity(
        id=one,
        kind="org",
        name=listed.name,
        aliases=tuple(sorted(names)),
        kind_detail=listed.kind,
        parent_id=listed.parent,
        country=listed.country or None,
    )
