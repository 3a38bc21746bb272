"""From claims in the ledger to who and what, now and on every earlier day: identities, events and careers.

What is derived is a function of the documents that spoke on a day. For each block of names the days on which a document
was published or withdrawn are walked through, and what stands after each is kept with the stretch of days on which it
stands. So an answer for an earlier day never changes when later documents come.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from talentflow import entities
from talentflow.documents.lineage import outlet_key
from talentflow.documents.outlets import outlet_class
from talentflow.lang.registry import Registry
from talentflow.ledger import Ledger, identity, resolution
from talentflow.ledger.resolution import Resolution, Told
from talentflow.model.entity import Entity, Judgement
from talentflow.model.event import CareerEvent
from talentflow.model.knowledge import UNDATED, Known, stretches
from talentflow.model.mention import Mention
from talentflow.model.spell import Spell
from talentflow.model.standing import STRENGTH
from talentflow.model.teller import Teller
from talentflow.run.lineage import Lines
from talentflow.run.memory import Memory

CHUNK = 200  # names settled in one transaction
HOLDS = "holds"  # the right side of a person's judgement on a disputed event: positive = it happened

Derive = Callable[[Sequence[Told], date], "_State"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What some claims come to."""

    identities: entities.Identities
    events: tuple[CareerEvent, ...]
    spells: tuple[Spell, ...]

    @property
    def people(self) -> list[Entity]:
        return [one for one in self.identities.entities if one.kind == "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What bears on some claims besides themselves; `keys` are those of all names that meet theirs."""

    declared: tuple[identity.Declared, ...]
    verdicts: entities.Verdicts
    keys: frozenset[str]

    def told(self, day: date) -> entities.Told:
        """What is known of it on a day; a person's word on who is who holds for every day."""
        aliases = [one.alias for one in self.declared if one.known_on(day)]
        return entities.Told(aliases=aliases, verdicts=self.verdicts)


def settle(ledger: Ledger) -> int:
    """Settle every name that waits; gives how many. Stopped anywhere, the rest waits for the next call."""
    n_settled = 0
    with _no_looking_for_circles():
        while done := _settle_some(ledger):
            n_settled += done
    return n_settled


@contextmanager
def _no_looking_for_circles() -> Iterator[None]:
    """Records of a chunk are many and never point in a circle: looking for circles took a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _settle_some(ledger: Ledger) -> int:
    """One transaction: all claims of the blocks that some waiting names fall in are resolved and fused anew."""
    with ledger.batch("resolve"):
        waiting = resolution.pending_names(ledger, CHUNK)
        if not waiting:
            return 0
        keys = meeting_keys(ledger, waiting)
        told, whole = gather(ledger, keys)
        done = {*waiting, *(item.claim.person for item in told)}
        resolution.store(ledger, told, _resolve(ledger, told, whole), done=sorted(done), key=entities.name_key)
    return len(waiting)


def meeting_keys(ledger: Ledger, names: Iterable[str]) -> set[str]:
    """Keys of all names that may be names of the same people, directly or through others."""
    keys = {name: entities.name_key(name) for name in names}
    resolution.put_keys(ledger, keys)
    identity.put_links(ledger, {key: entities.link_keys(name)[1:] for name, key in keys.items()})
    return identity.closure(ledger, keys.values(), meeting=entities.meeting, key=entities.name_key)


def gather(ledger: Ledger, keys: Iterable[str]) -> tuple[list[Told], Whole]:
    """All claims under these keys, in blocks of names that meet, and what else bears on who they are about."""
    whole = Whole(declared=tuple(identity.declared(ledger, keys)), verdicts=verdicts(ledger), keys=frozenset(keys))
    told = resolution.told_under(ledger, keys)
    linked = [(one.alias.name, one.alias.alias) for one in whole.declared] + list(whole.verdicts.links)
    block = entities.components({item.claim.person for item in told}, linked)
    named = {name: entities.name_key(first) for name, first in block.items()}
    return [replace(item, block=named[item.claim.person]) for item in told], whole


def verdicts(ledger: Ledger) -> entities.Verdicts:
    """What people said and did not take back."""
    said = identity.said(ledger)
    sides = [(one.judgement.left_id, one.left) for one in said] + [(one.judgement.right_id, one.right) for one in said]
    names = {side: seat.name for side, seat in sides if seat is not None}
    return entities.Verdicts.of([one.judgement for one in said], names)


def _resolve(ledger: Ledger, told: Sequence[Told], whole: Whole) -> Resolution:
    registry = Registry.load()
    derive = _deriving(ledger, told, whole, registry)
    now = derive([item for item in told if item.known_on(UNDATED)], UNDATED)
    blocks = _by_block(told)
    of_claim = {item.claim.id: item.block for item in told}
    here = _parts(now, of_claim)
    people: list[Known[Entity]] = []
    happened: list[Known[CareerEvent]] = []
    careers: list[Known[Spell]] = []
    past: list[Known[Entity]] = []
    names: dict[str, str] = {}
    for block, items in blocks.items():
        steps = _steps(items)
        states = [(day, derive([item for item in items if item.known_on(day)], day)) for day in steps[:-1]]
        last = (steps[-1], here.get(block, _Part()))
        left = ((day, one) for day, state in states for one in state.identities.entities if one.kind == "org")
        past += [Known(record=one, since=day) for day, one in left]
        parts = [*((day, _Part.of(state)) for day, state in states), last]
        people += stretches([(day, {one.id: one for one in part.people}) for day, part in parts])
        happened += stretches([(day, {one.id: one for one in part.events}) for day, part in parts])
        careers += stretches([(day, {one.id: one for one in part.spells}) for day, part in parts])
        names |= {one.id: block for _, part in parts for one in part.people}
    organizations = [one for one in now.identities.entities if one.kind == "org"]
    of_now = {one.id for one in organizations}
    return Resolution(
        persons=now.identities.persons,
        orgs=now.identities.orgs,
        people=people,
        organizations=organizations,
        past=[known for known in past if known.record.id not in of_now],
        judgements=now.identities.judgements,
        events=happened,
        spells=careers,
        blocks=names,
        seats=_seats(told, now.identities.judgements),
        keys=whole.keys,
        registered=_registered(organizations, registry),
    )


def _seats(told: Iterable[Told], judgements: Iterable[Judgement]) -> dict[str, identity.Seat]:
    """What the ids of judgements stand for."""
    wanted = {one for judgement in judgements for one in (judgement.left_id, judgement.right_id)}
    found = {}
    for item in told:
        one = entities.profile_id(item.claim.person, item.claim.doc_hash)
        if one in wanted:
            found[one] = identity.Seat(name=item.claim.person, doc_hash=item.claim.doc_hash)
    return found


def _deriving(ledger: Ledger, told: Sequence[Told], whole: Whole, registry: Registry) -> Derive:
    """The function from claims to what they come to; what it needs from the ledger is read once."""
    claims = [item.claim for item in told]
    published = {item.claim.doc_hash: item.published for item in told}
    contested = Counter(block for block, _ in {(item.block, item.claim.doc_hash) for item in told})
    hashes = {item.claim.doc_hash for item in told if contested[item.block] > 1}
    mentions: Mapping[str, list[Mention]] = resolution.mentions_of(ledger, hashes)
    known = resolution.entities_of(ledger, entities.known_ids(claims, registry, whole.told(UNDATED)))
    lines, kept = Lines(ledger, published), entities.Kept()
    memory = Memory(_tellers(told), lines.echoed, _Above(registry))

    def derive(items: Sequence[Told], day: date) -> _State:
        some = [item.claim for item in items]
        said = whole.told(day)
        found = entities.resolve(
            some, mentions, published=published, known=known, registry=registry, told=said, kept=kept
        )
        descents = lines.on(day, {item.claim.doc_hash for item in items})
        happened = memory.events(memory.applied(found, some), descents)
        if day == UNDATED:  # a person's word is no source: what sources had said by a day of the past stays
            happened = tuple(_judged(event, whole.verdicts) for event in happened)
        return _State(identities=found, events=happened, spells=memory.spells(happened))

    return derive


def _tellers(told: Iterable[Told]) -> dict[str, Teller]:
    """The documents by hash, each as if it were made from no other."""
    found: dict[str, Teller] = {}
    for item in told:
        if item.claim.doc_hash not in found:
            outlet, name = outlet_class(item.outlet, item.url), outlet_key(item.outlet) if item.outlet else None
            found[item.claim.doc_hash] = Teller(known_on=item.published, outlet=outlet, name=name)
    return found


def _judged(event: CareerEvent, said: entities.Verdicts) -> CareerEvent:
    """A disputed event as a person settled it, by a judgement on any of its claims."""
    if event.status != "disputed":
        return event
    found = [said.pairs.get((min(one, HOLDS), max(one, HOLDS))) for one in event.claim_ids]
    verdict = next((one for one in found if one is not None), None)
    if verdict is None:
        return event
    affirmed = [step.status for step in event.history if step.status in STRENGTH]
    return replace(event, status=max(affirmed, key=STRENGTH.__getitem__) if verdict == "positive" else "denied")


class _Above(dict[str, tuple[str, ...]]):
    """An organization's parents, looked up when they are asked for."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry

    def get(self, org_id: str, default: object = ()) -> tuple[str, ...]:
        if org_id not in self:
            self[org_id] = tuple(self._registry.parents(org_id))
        return self[org_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What belongs to one block."""

    people: tuple[Entity, ...] = ()
    events: tuple[CareerEvent, ...] = ()
    spells: tuple[Spell, ...] = ()

    @classmethod
    def of(cls, state: _State) -> _Part:
        return cls(people=tuple(state.people), events=state.events, spells=state.spells)


def _parts(now: _State, of_claim: Mapping[str, str]) -> dict[str, _Part]:
    block = {person: of_claim[claim] for claim, person in now.identities.persons.items()}
    people: dict[str, list[Entity]] = defaultdict(list)
    happened: dict[str, list[CareerEvent]] = defaultdict(list)
    careers: dict[str, list[Spell]] = defaultdict(list)
    for one in now.people:
        people[block[one.id]].append(one)
    for event in now.events:
        happened[block[event.person_id]].append(event)
    for spell in now.spells:
        careers[block[spell.person_id]].append(spell)
    return {
        key: _Part(people=tuple(people[key]), events=tuple(happened[key]), spells=tuple(careers[key])) for key in people
    }


def _by_block(told: Iterable[Told]) -> dict[str, list[Told]]:
    blocks: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        blocks[item.block].append(item)
    return dict(blocks)


def _steps(items: Iterable[Told]) -> list[date]:
    """The days on which what the documents say changes; the last one is where it stands now."""
    days: set[date] = set()
    for item in items:
        if item.withdrawn_on is None or item.since < item.withdrawn_on:
            days.add(item.since)
        if item.withdrawn_on is not None:
            days.add(item.withdrawn_on)
    return sorted(days)


def _registered(organizations: Iterable[Entity], registry: Registry) -> dict[str, frozenset[str]]:
    listed = {one.id: registry.by_id[one.id] for one in organizations if one.id in registry.by_id}
    return {key: frozenset({one.name, *one.aliases, *one.word_aliases}) for key, one in listed.items()}
