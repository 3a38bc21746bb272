"""Fusion and careers, each group of claims and each set of events once: the days of one block have most in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from talentflow import events, spells
from talentflow.entities import Identities
from talentflow.model.claim import Claim
from talentflow.model.event import CareerEvent
from talentflow.model.spell import Spell

Roots = Callable[[Iterable[str]], Mapping[str, str]]


class Memory:
    """Gives what `events.find` and `spells.build` give. Records are kept, so identity tells them apart."""

    def __init__(self, published: Mapping[str, date | None], above: spells.Above) -> None:
        self._published = published
        self._above = above
        self._claims: dict[tuple[str, str, str | None, str | None], Claim] = {}
        self._events: dict[tuple[frozenset[int], frozenset[tuple[str, str]]], CareerEvent] = {}
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
                found = self._claims[key] = replace(claim, person_id=person, org_id=org, org_name=key[3])
            done.append(found)
        return done

    def events(self, claims: Iterable[Claim], roots: Mapping[str, str]) -> tuple[CareerEvent, ...]:
        """All events that the claims of `applied` tell, in order of id."""
        found = [self._fused(told, roots) for told in events.group(claims, self._published)]
        return tuple(sorted(found, key=lambda event: event.id))

    def _fused(self, told: Sequence[Claim], roots: Mapping[str, str]) -> CareerEvent:
        rooted = frozenset((c.doc_hash, roots[c.doc_hash]) for c in told if c.doc_hash in roots)
        key = frozenset(map(id, told)), rooted
        event = self._events.get(key)
        if event is None:
            event = self._events[key] = events.fuse(told, self._published, roots)
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
