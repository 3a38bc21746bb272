"""Claims and mentions to identities: who each claim is about, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from talentflow.entities.cluster import cluster
from talentflow.entities.keys import name_key
from talentflow.entities.orgs import merge_unnamed, org_entities, org_id
from talentflow.entities.profile import Profile, profiles
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Judgement
from talentflow.model.ids import content_id
from talentflow.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """`persons` and `orgs` are canonical ids by claim id; a claim without an organization has no entry in `orgs`."""

    entities: tuple[Entity, ...]
    persons: Mapping[str, str]
    orgs: Mapping[str, str]
    judgements: tuple[Judgement, ...]

    def applied(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims with their canonical ids, and the canonical name where the organization is a listed one."""
        listed = {e.id: e.name for e in self.entities if e.kind == "org" and e.kind_detail is not None}
        done = []
        for claim in claims:
            org = self.orgs.get(claim.id)
            done.append(replace(claim, person_id=self.persons[claim.id], org_id=org, org_name=listed.get(org or "")))
        return done


def resolve(
    claims: Sequence[Claim],
    mentions: Mapping[str, Sequence[Mention]],
    *,
    published: Mapping[str, date | None],
    known: Mapping[str, Entity] | None = None,
    registry: Registry | None = None,
) -> Identities:
    """Identities of whole blocks (all claims whose names share a key); the order of the claims does not matter.

    `mentions` and `published` are by document hash, `known` are entities that stand already, by id. A name means one
    person within a document; across documents it does where `entities.compare` says so. A person's id comes from the
    first document that names him or her, so it stays while later documents arrive.
    """
    registry = registry or Registry.load()
    ordered = sorted(claims, key=lambda claim: claim.id)
    orgs = {claim.id: one for claim in ordered if (one := org_id(claim, registry)) is not None}
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        blocks[name_key(claim.person)].append(claim)
    persons: dict[str, str] = {}
    entities: list[Entity] = []
    judgements: list[Judgement] = []
    by_id = {claim.id: claim for claim in ordered}
    for key in sorted(blocks):
        found = profiles(key, blocks[key], orgs, mentions, registry)
        found.sort(key=lambda p: (published.get(p.documents[0]) or date.max, p.documents[0]))
        clusters = cluster(found)
        judgements += clusters.judgements
        for profile in clusters.profiles:
            person = _person(profile, by_id)
            entities.append(person)
            persons.update(dict.fromkeys(profile.claim_ids, person.id))
    orgs = merge_unnamed(ordered, orgs, persons)
    entities += org_entities(ordered, orgs, registry, known or {})
    return Identities(entities=tuple(entities), persons=persons, orgs=orgs, judgements=tuple(judgements))


def known_ids(claims: Iterable[Claim], registry: Registry | None = None) -> set[str]:
    """Organization ids the claims will be given, and their parents: what to look up for `known`."""
    registry = registry or Registry.load()
    own = {one for claim in claims if (one := org_id(claim, registry)) is not None}
    return own | {parent for one in own for parent in registry.parents(one)}


def _person(profile: Profile, claims: Mapping[str, Claim]) -> Entity:
    forms = Counter(claims[c].person for c in profile.claim_ids)
    name = min(forms, key=lambda form: (-forms[form], -len(form), form))
    return Entity(
        id=content_id("p", profile.key, profile.documents[0]), kind="person", name=name, aliases=tuple(sorted(forms))
    )
