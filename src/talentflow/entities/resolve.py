"""Claims and mentions to identities: who each claim is about, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from talentflow.entities.cluster import Clusters, cluster
from talentflow.entities.judged import Verdicts
from talentflow.entities.kept import Kept
from talentflow.entities.names import components
from talentflow.entities.orgs import merge_judged, merge_unnamed, org_entities, org_id, parents_of
from talentflow.entities.profile import Ground, Profile, profiles
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Judgement
from talentflow.model.ids import content_id
from talentflow.model.mention import Alias, Mention


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What besides the claims and mentions bears on identity: declared other names, and people's verdicts."""

    aliases: Sequence[Alias] = ()
    verdicts: Verdicts = field(default_factory=Verdicts)


def resolve(
    claims: Sequence[Claim],
    mentions: Mapping[str, Sequence[Mention]],
    *,
    published: Mapping[str, date | None],
    known: Mapping[str, Entity] | None = None,
    registry: Registry | None = None,
    told: Told | None = None,
    kept: Kept | None = None,
) -> Identities:
    """Identities of whole blocks (all claims whose names meet, `names.components`); the order of the claims is nothing.

    `mentions` and `published` are by document hash, `known` are entities that stand already, by id. A name means one
    person within a document; across documents it does where `entities.compare` or a person says so. A person's id
    comes from the first document that names him or her, so it stays while later documents arrive. `kept` is what an
    earlier call with the same registry, mentions and verdicts worked out.
    """
    registry, told, kept = registry or Registry.load(), told or Told(), kept or Kept()
    ordered = sorted(claims, key=lambda claim: claim.id)
    orgs = {claim.id: one for claim in ordered if (one := kept.org_id(claim, registry)) is not None}
    orgs = merge_judged(orgs, told.verdicts.pairs, registry)
    ground = make_ground(ordered, orgs, mentions, registry, told)
    persons: dict[str, str] = {}
    entities: list[Entity] = []
    judgements: list[Judgement] = []
    by_id = {claim.id: claim for claim in ordered}
    for block in _blocks(ordered, told):
        clusters = _clustered(block, ground, published, told.verdicts, kept)
        judgements += clusters.judgements
        for profile in clusters.profiles:
            person = kept.person(profile, partial(_person, claims=by_id))
            entities.append(person)
            persons.update(dict.fromkeys(profile.claim_ids, person.id))
    orgs = merge_unnamed(ordered, orgs, persons)
    entities += org_entities(ordered, orgs, registry, known or {})
    return Identities(entities=tuple(entities), persons=persons, orgs=orgs, judgements=tuple(judgements))


def _blocks(claims: Sequence[Claim], told: Told) -> list[list[Claim]]:
    """The claims by component of their names: what is resolved alone comes out the same as with all others."""
    linked = [(one.name, one.alias) for one in told.aliases] + list(told.verdicts.links)
    block_of = components((claim.person for claim in claims), linked)
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        blocks[block_of[claim.person]].append(claim)
    return [blocks[name] for name in sorted(blocks)]


def make_ground(
    claims: Sequence[Claim],
    orgs: Mapping[str, str],
    mentions: Mapping[str, Sequence[Mention]],
    registry: Registry,
    told: Told,
) -> Ground:
    """What profiles of these claims are made from."""
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for one in sorted(told.aliases, key=lambda a: (a.doc_hash, a.name, a.alias)):
        aliases[one.doc_hash].append(one)
    return Ground(
        orgs=orgs, mentions=mentions, aliases=aliases, registry=registry, parents=parents_of(claims, orgs, registry)
    )


def _clustered(
    claims: Sequence[Claim], ground: Ground, published: Mapping[str, date | None], verdicts: Verdicts, kept: Kept
) -> Clusters:
    found = profiles(claims, ground, kept.profile)
    found.sort(key=lambda p: (published.get(p.documents[0]) or date.max, p.documents[0], p.key))
    return cluster(found, verdicts.among(p.id for p in found), kept)


def known_ids(claims: Iterable[Claim], registry: Registry | None = None, told: Told | None = None) -> set[str]:
    """Organization ids the claims will be given, and their parents: what to look up for `known`."""
    registry = registry or Registry.load()
    listed = list(claims)
    orgs = {claim.id: one for claim in listed if (one := org_id(claim, registry)) is not None}
    orgs = merge_judged(orgs, (told or Told()).verdicts.pairs, registry)
    own = {*orgs.values(), *parents_of(listed, orgs, registry).values()}
    return own | {parent for one in own for parent in registry.parents(one)}


def _person(profile: Profile, claims: Mapping[str, Claim]) -> Entity:
    """The name most claims use, the longer and then the first on a tie; declared other names are aliases too."""
    forms = Counter(claims[c].person for c in profile.claim_ids)
    name = min(forms, key=lambda form: (-forms[form], -len(form), form))
    return Entity(
        id=content_id("p", profile.key, profile.documents[0]),
        kind="person",
        name=name,
        aliases=tuple(sorted({*forms, *profile.names})),
    )
