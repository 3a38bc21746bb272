"""What is known of a person in one document, or in several taken as one person's: the ground of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache, partial

from talentflow.entities.keys import name_key
from talentflow.lang.data import read_yaml
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.ids import content_id
from talentflow.model.light import light
from talentflow.model.mention import Alias, Mention

SMALL_COHORT = 8  # a larger set of organizations ("big tech") says nothing of two people who are both in it
FUNCTIONS = "shared/functions.yml"

Days = tuple[str, date | None, date | None]
Move = tuple[str, str, date | None, date | None]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One name in one or several documents.

    `id` is the person as the first document has it: a judgement is about two of these. `names` are all spellings,
    `aka` the pairs of keys that some document declares to be names of one person. `orgs` are ids of the organizations
    of the claims, `families` with their parents, `cohorts` the ids of cohorts they are in; `around` are organizations
    the documents mention, `peers` keys of other people they name; `roles` the folded words of positions and
    `functions` what these are about, by organization; `lefts` and `enters` are days (first, last) of departures and
    arrivals by organization, `moves` those of every dated change.
    """

    id: str
    key: str
    documents: tuple[str, ...]
    claim_ids: tuple[str, ...]
    members: tuple[str, ...]
    names: frozenset[str] = frozenset()
    aka: frozenset[tuple[str, str]] = frozenset()
    orgs: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    peers: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    functions: frozenset[tuple[str, str]] = frozenset()
    lefts: frozenset[Days] = frozenset()
    enters: frozenset[Days] = frozenset()
    moves: frozenset[Move] = frozenset()

    def merged(self, *others: Profile) -> Profile:
        """All taken as one person; documents keep their order of publication."""
        every = (self, *others)
        united = {name: getattr(self, name).union(*(getattr(one, name) for one in others)) for name in _sets()}
        return replace(
            self,
            documents=tuple(dict.fromkeys(d for one in every for d in one.documents)),
            claim_ids=tuple(c for one in every for c in one.claim_ids),
            members=tuple(m for one in every for m in one.members),
            **united,
        )


@cache
def _sets() -> tuple[str, ...]:
    """Names of the fields that two profiles of one person have together."""
    return tuple(f.name for f in fields(Profile) if f.default == frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What profiles are made from: organizations by claim id, mentions by document hash, declared other names."""

    orgs: Mapping[str, str]
    mentions: Mapping[str, Sequence[Mention]]
    aliases: Mapping[str, Sequence[Alias]] = field(default_factory=dict)
    registry: Registry
    parents: Mapping[str, str] = field(default_factory=dict)

    def family(self, org: str) -> set[str]:
        """An organization and all above it."""
        top = self.parents.get(org)
        own = {org} if top is None else {org, top}
        return own | {parent for one in own for parent in self.registry.parents(one)}


def profile_id(name: str, doc_hash: str) -> str:
    """The id of a name in a document."""
    return content_id("m", name_key(name), doc_hash)


Keep = Callable[[Hashable, Callable[[], Profile]], Profile]


def _anew(told: Hashable, make: Callable[[], Profile]) -> Profile:
    return make()


def profiles(claims: Iterable[Claim], ground: Ground, keep: Keep = _anew) -> list[Profile]:
    """One profile a name and document; a name means one person within a document.

    `keep` gives the profile it made before for what is told, where it did.
    """
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[name_key(claim.person), claim.doc_hash].append(claim)
    return [
        keep(_told(one, told, ground), partial(_profile, *one, told, ground)) for one, told in sorted(grouped.items())
    ]


def _told(one: tuple[str, str], claims: Sequence[Claim], ground: Ground) -> Hashable:
    """All that a profile is made from and another day may tell differently."""
    above = tuple(ground.parents.get(ground.orgs.get(c.id, "")) for c in claims) if ground.parents else ()
    return one, tuple(c.id for c in claims), tuple(ground.aliases.get(one[1], ())), above


def _profile(key: str, doc_hash: str, claims: Sequence[Claim], ground: Ground) -> Profile:
    orgs, mentions = ground.orgs, ground.mentions.get(doc_hash, ())
    own = frozenset(orgs[c.id] for c in claims if c.id in orgs)
    families = own.union(*(ground.family(one) for one in own))
    names, aka = _names(key, claims, ground.aliases.get(doc_hash, ()))
    peers = {name_key(m.name or m.evidence.quote) for m in mentions if m.kind == "person"}
    return Profile(
        id=content_id("m", key, doc_hash),
        key=key,
        documents=(doc_hash,),
        claim_ids=tuple(sorted(c.id for c in claims)),
        members=(content_id("m", key, doc_hash),),
        names=names,
        aka=aka,
        orgs=own,
        families=families,
        cohorts=frozenset(c for one in families for c in _cohorts(ground.registry).get(one, ())),
        around=frozenset(m.entity_id for m in mentions if m.kind == "org" and m.entity_id is not None),
        peers=frozenset(peers - {name_key(name) for name in names}),
        roles=frozenset(name_key(c.role) for c in claims if c.role),
        functions=frozenset((orgs.get(c.id, ""), f) for c in claims if c.role for f in functions_of(c.role)),
        lefts=_changes(claims, orgs, ("leave",)),
        enters=_changes(claims, orgs, ("join", "found")),
        moves=frozenset(
            (c.kind, orgs[c.id], c.date.start, c.date.end)
            for c in claims
            if c.id in orgs and c.date and c.kind != "held"
        ),
    )


@cache
def _cohorts(registry: Registry) -> dict[str, list[str]]:
    """The small cohorts of each organization that is in one."""
    found: dict[str, list[str]] = defaultdict(list)
    for cohort in registry.cohorts:
        if len(cohort.members) <= SMALL_COHORT:
            for one in cohort.members:
                found[one].append(cohort.id)
    return dict(found)


def _names(
    key: str, claims: Sequence[Claim], aliases: Sequence[Alias]
) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    names = {claim.person for claim in claims}
    aka = set()
    for one in aliases:
        pair = name_key(one.name), name_key(one.alias)
        if key in pair:
            names |= {one.name, one.alias}
            aka.add((min(pair), max(pair)))
    return frozenset(names), frozenset(aka)


@cache
def functions_of(role: str) -> frozenset[str]:
    """What a position is about; empty for a general one."""
    folded = name_key(role)
    return frozenset(name for name, words in _functions().items() if any(word in folded for word in words))


@cache
def _functions() -> dict[str, tuple[str, ...]]:
    return {name: tuple(name_key(word) for word in words) for name, words in read_yaml(FUNCTIONS).items()}


def _changes(claims: Sequence[Claim], orgs: Mapping[str, str], kinds: tuple[str, ...]) -> frozenset[Days]:
    told = (c for c in claims if c.kind in kinds and c.id in orgs and c.status != "denied")
    return frozenset((orgs[c.id], c.date.start if c.date else None, c.date.end if c.date else None) for c in told)
