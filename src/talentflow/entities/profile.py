"""What is known of a person in one document, or in several taken as one person's: the ground of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talentflow.entities.keys import name_key
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.ids import content_id
from talentflow.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One name in one or several documents.

    `id` is the person as the first document has it: a judgement is about two of these. `orgs` are ids of the
    organizations of the claims, `families` with their parents, `cohorts` the ids of cohorts they are in; `around` are
    organizations the documents mention, `peers` keys of other people they name; `lefts` and `enters` are days
    (first, last) of departures and arrivals by organization.
    """

    id: str
    key: str
    documents: tuple[str, ...]
    claim_ids: tuple[str, ...]
    orgs: frozenset[str]
    families: frozenset[str]
    cohorts: frozenset[str]
    around: frozenset[str]
    peers: frozenset[str]
    lefts: frozenset[tuple[str, date | None, date | None]]
    enters: frozenset[tuple[str, date | None, date | None]]

    def merged(self, other: Profile) -> Profile:
        """Both taken as one person; documents keep their order of publication."""
        return Profile(
            id=self.id,
            key=self.key,
            documents=self.documents + other.documents,
            claim_ids=self.claim_ids + other.claim_ids,
            orgs=self.orgs | other.orgs,
            families=self.families | other.families,
            cohorts=self.cohorts | other.cohorts,
            around=self.around | other.around,
            peers=self.peers | other.peers,
            lefts=self.lefts | other.lefts,
            enters=self.enters | other.enters,
        )


def profiles(
    key: str,
    claims: Iterable[Claim],
    orgs: Mapping[str, str],
    mentions: Mapping[str, Sequence[Mention]],
    registry: Registry,
) -> list[Profile]:
    """One profile a document for the claims of one block; a name means one person within a document."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc_hash].append(claim)
    return [
        _profile(key, doc_hash, by_document[doc_hash], orgs, mentions.get(doc_hash, ()), registry)
        for doc_hash in sorted(by_document)
    ]


def _profile(
    key: str,
    doc_hash: str,
    claims: Sequence[Claim],
    orgs: Mapping[str, str],
    mentions: Sequence[Mention],
    registry: Registry,
) -> Profile:
    own = frozenset(orgs[c.id] for c in claims if c.id in orgs)
    families = own | {parent for one in own for parent in registry.parents(one)}
    cohorts = frozenset(cohort.id for cohort in registry.cohorts if families.intersection(cohort.members))
    around = frozenset(m.entity_id for m in mentions if m.kind == "org" and m.entity_id is not None)
    peers = {name_key(m.name or m.evidence.quote) for m in mentions if m.kind == "person"}
    return Profile(
        id=content_id("m", key, doc_hash),
        key=key,
        documents=(doc_hash,),
        claim_ids=tuple(sorted(c.id for c in claims)),
        orgs=own,
        families=families,
        cohorts=cohorts,
        around=around,
        peers=frozenset(peers - {key}),
        lefts=_changes(claims, orgs, ("leave",)),
        enters=_changes(claims, orgs, ("join", "found")),
    )


def _changes(
    claims: Sequence[Claim], orgs: Mapping[str, str], kinds: tuple[str, ...]
) -> frozenset[tuple[str, date | None, date | None]]:
    told = (c for c in claims if c.kind in kinds and c.id in orgs and c.status != "denied")
    return frozenset((orgs[c.id], c.date.start if c.date else None, c.date.end if c.date else None) for c in told)
