"""Fusion and careers, each group of claims and each set of events once: the days of one block have most in common."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from talentflow import events, spells
from talentflow.entities import Identities
from talentflow.lang.text import fold
from talentflow.model.claim import Claim
from talentflow.model.event import CareerEvent
from talentflow.model.lineage import Descent
from talentflow.model.spell import Spell
from talentflow.model.teller import NOBODY, Teller, Tellers

Echoed = Callable[[Claim, Iterable[str]], bool]


class Memory:
    """Gives what `events.find` and `spells.build` give. Records are kept, so identity tells them apart."""

    def __init__(self, tellers: dict[str, Teller], echoed: Echoed, above: spells.Above) -> None:
        self._tellers = tellers
        self._echoed = echoed
        self._above = above
        self._made: dict[tuple[str, Descent], Teller] = {}
        self._claims: dict[tuple[str, str, str | None, str | None], Claim] = {}
        self._events: dict[tuple[frozenset[int], frozenset[tuple[str, Teller]]], CareerEvent] = {}
        self._spells: dict[frozenset[int], tuple[Sequence[CareerEvent], tuple[Spell, ...]]] = {}

    def applied(self, identities: Identities, claims: Iterable[Claim]) -> list[Claim]:
        """The claims with their canonical ids; see `Identities.applied`."""
        listed = {e.id: e.name for e in identities.entities if e.kind == "org" and e.kind_detail is not None}
        done = []
        for claim in claims:
            person, org = identities.persons[claim.id], identities.orgs.get(claim.id)
            key = claim.id, person, org, listed.get(org or "")
            found = self._claims.get(key)
            if found is None:
                found = self._claims[key] = replace(
                    claim, person_id=person, org_id=org, org_name=key[3], role_key=_role_key(claim.role)
                )
            done.append(found)
        return done

    def events(self, claims: Iterable[Claim], descents: Mapping[str, Descent]) -> tuple[CareerEvent, ...]:
        """All events that the claims of `applied` tell, in order of id; `descents` are those of the day."""
        made = {doc_hash: self._descended(doc_hash, descent) for doc_hash, descent in descents.items()}
        tellers: Tellers = ChainMap(made, self._tellers) if made else self._tellers
        found = [self._fused(told, tellers, made) for told in events.group(claims, tellers, self._above)]
        return tuple(sorted(found, key=lambda event: event.id))

    def _descended(self, doc_hash: str, descent: Descent) -> Teller:
        key = doc_hash, descent
        if key not in self._made:
            root = descent.root if descent.root != doc_hash else None
            one = self._tellers.get(doc_hash, NOBODY)
            self._made[key] = replace(one, root=root, origins=descent.origins)
        return self._made[key]

    def _fused(self, told: Sequence[Claim], tellers: Tellers, made: Tellers) -> CareerEvent:
        descended = frozenset((c.doc_hash, made[c.doc_hash]) for c in told if c.doc_hash in made)
        key = frozenset(map(id, told)), descended
        event = self._events.get(key)
        if event is None:

            def echoed(claim: Claim) -> bool:
                return self._echoed(claim, tellers[claim.doc_hash].origins)

            event = self._events[key] = events.fuse(told, tellers, echoed, self._above)
        return event

    def spells(self, happened: Iterable[CareerEvent]) -> tuple[Spell, ...]:
        """The careers that the events of `events` make."""
        people: dict[str, list[CareerEvent]] = defaultdict(list)
        for event in happened:
            people[event.person_id].append(event)
        return tuple(spell for person in sorted(people) for spell in self._career(people[person]))

    def _career(self, told: Sequence[CareerEvent]) -> tuple[Spell, ...]:
        key = frozenset(map(id, told))
        if key not in self._spells:
            self._spells[key] = told, spells.build(told, self._above)  # the events are kept: a key is their identity
        return self._spells[key][1]


@lru_cache(maxsize=1 << 16)
def _role_key(role: str | None) -> str | None:
    """The role in the script in which roles are compared; None where it is written so."""
    key = fold(role) if role is not None else None
    return key if key != role else None
