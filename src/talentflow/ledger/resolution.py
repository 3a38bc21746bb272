"""What the resolver needs from the ledger, and how what it derives replaces the older rows: append and close."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import reporting
from talentflow.ledger.identity import Seat, put_seats
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Judgement
from talentflow.model.event import CareerEvent
from talentflow.model.ids import content_id
from talentflow.model.knowledge import UNDATED, Known
from talentflow.model.light import light
from talentflow.model.mention import Mention
from talentflow.model.spell import Spell

Key = Callable[[str], str]
ALWAYS = date.min  # an organization is no news; the names that documents give it are


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A stored claim as it was read, the block its person's name falls in, and who it was taken to be about."""

    claim: Claim
    block: str
    published: date | None
    outlet: str | None
    url: str | None
    withdrawn_on: date | None
    claim_row: int
    assignment_row: int | None
    person_id: str | None
    org_id: str | None

    @property
    def since(self) -> date:
        """The day from which its document speaks."""
        return self.published or UNDATED

    def known_on(self, day: date) -> bool:
        """The document speaks on that day; `UNDATED` is now."""
        return self.since <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who the claims are about and what happened.

    `persons` and `orgs` are by id of the claims that stand now. People, events and spells have one `Known` for every
    stretch of days on which the documents told them alike; `blocks` gives the block of a
    person, `past` are organizations of earlier days only, `registered` the names that an organization has whatever
    documents say. `seats` say what the ids of judgements stand for; rows of any block of `keys` are replaced.
    """

    persons: Mapping[str, str]
    orgs: Mapping[str, str]
    people: Sequence[Known[Entity]]
    organizations: Sequence[Entity]
    judgements: Sequence[Judgement]
    events: Sequence[Known[CareerEvent]]
    spells: Sequence[Known[Spell]]
    blocks: Mapping[str, str]
    past: Sequence[Known[Entity]] = ()
    registered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seats: Mapping[str, Seat] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()


def pending_names(ledger: Ledger, limit: int) -> list[str]:
    """Names of people whose identities and events wait to be written."""
    return [row["name"] for row in _ask(ledger, "select_pending", (limit,))]


def put_keys(ledger: Ledger, keys: Mapping[str, str]) -> None:
    """Remember the block of each name."""
    with ledger.batch(), reporting(ledger.path):
        ledger.connection.executemany(sql("insert_name_key"), list(keys.items()))


def told_under(ledger: Ledger, keys: Iterable[str]) -> list[Told]:
    """Every claim in these blocks, whatever its document, withdrawn or not."""
    return [
        Told(
            claim=rows.read_claim(row),
            block=row["block"],
            published=rows.parse_day(row["published"]),
            outlet=row["outlet"],
            url=row["url"],
            withdrawn_on=rows.parse_day(row["withdrawn_on"]),
            claim_row=row["row_id"],
            assignment_row=row["assignment_row"],
            person_id=row["assigned_person"],
            org_id=row["assigned_org"],
        )
        for row in _ask(ledger, "select_told", {"keys": _json(sorted(set(keys)))})
    ]


def mentions_of(ledger: Ledger, hashes: Iterable[str]) -> dict[str, list[Mention]]:
    """Mentions by document hash."""
    found: dict[str, list[Mention]] = {}
    for row in _ask(ledger, "select_mentions_of", {"hashes": _json(sorted(set(hashes)))}):
        found.setdefault(row["doc_hash"], []).append(rows.read_mention(row))
    return found


def entities_of(ledger: Ledger, ids: Iterable[str]) -> dict[str, Entity]:
    """Entities of now by id."""
    asked = {"ids": _json(sorted(set(ids))), "known_by": rows.NO_DAY}
    return {row["id"]: rows.read_entity(row) for row in _ask(ledger, "select_entities_by_id", asked)}


def store(ledger: Ledger, told: Sequence[Told], resolution: Resolution, *, done: Iterable[str], key: Key) -> None:
    """Write the resolution of the claims `told` (whole blocks) and take the names `done` off the queue.

    What did not change is left alone; what changed is closed and appended anew. `key` gives an alias's lookup key.
    """
    with ledger.batch("resolve"), reporting(ledger.path):
        _assign(ledger, told, resolution)
        _store_events(ledger, told, resolution)
        blocks = {*resolution.blocks.values(), *(item.block for item in told), *resolution.keys}
        _store_spells(ledger, blocks, resolution)
        _store_people(ledger, blocks, resolution, key)
        _store_orgs(ledger, told, resolution, key)
        _store_judgements(ledger, resolution.judgements)
        put_seats(ledger, resolution.seats)
        ledger.connection.executemany(sql("delete_pending"), [(name,) for name in done])


def _assign(ledger: Ledger, told: Sequence[Told], resolution: Resolution) -> None:
    changed = []
    for item in told:
        person = resolution.persons.get(item.claim.id)
        org = resolution.orgs.get(item.claim.id) if person is not None else None
        if (person, org) != (item.person_id, item.org_id):
            changed.append((item, person, org))
    if not changed:
        return
    tx = ledger.tx
    ended = [(tx, item.assignment_row) for item, _, _ in changed if item.assignment_row is not None]
    ledger.connection.executemany(sql("close_assignments"), ended)
    opened = [(item.claim_row, person, org, tx) for item, person, org in changed if person is not None]
    ledger.connection.executemany(sql("insert_assignment"), opened)


def _store_events(ledger: Ledger, told: Sequence[Told], resolution: Resolution) -> None:
    items = {item.claim.id: item for item in told}
    old = {
        (row["id"], row["known_from"], row["known_to"], row["body"]): row["row_id"]
        for row in _ask(ledger, "select_events_of_claims", {"rows": _json([item.claim_row for item in told])})
    }
    new = {}
    for known in resolution.events:
        body = rows.body_of(known.record)
        new[known.record.id, rows.day(known.since), rows.day(known.until), body] = known
    _close(ledger, "close_events", [row for one, row in old.items() if one not in new])
    opened = [(one[3], known) for one, known in new.items() if one not in old]
    if not opened:
        return
    tx, first = ledger.tx, ledger.connection.execute(sql("next_event")).fetchone()[0]
    ledger.connection.executemany(
        sql("insert_event"), [(at, *rows.event_row(known, body, tx)) for at, (body, known) in enumerate(opened, first)]
    )
    links = []
    for at, (_, known) in enumerate(opened, first):
        for step, told_step in enumerate(known.record.history):
            item = items[told_step.claim_id]
            links.append((at, step, item.claim_row, told_step.status, rows.day(told_step.known_on), told_step.root))
    ledger.connection.executemany(sql("insert_event_claim"), links)


def _store_spells(ledger: Ledger, blocks: Iterable[str], resolution: Resolution) -> None:
    old = {
        (row["id"], row["known_from"], row["known_to"], row["body"]): row["row_id"]
        for row in _ask(ledger, "select_spells_of_blocks", {"blocks": _json(sorted(set(blocks)))})
    }
    new = {}
    for known in resolution.spells:
        body = rows.body_of(known.record)
        block = resolution.blocks[known.record.person_id]
        row = rows.spell_row(known, block, body, 0)
        new[known.record.id, rows.day(known.since), rows.day(known.until), body] = row[:-1]
    _close(ledger, "close_spells", [row for one, row in old.items() if one not in new])
    opened = [row for one, row in new.items() if one not in old]
    if opened:
        ledger.connection.executemany(sql("insert_spell"), [(*row, ledger.tx) for row in opened])


def _store_people(ledger: Ledger, blocks: Iterable[str], resolution: Resolution, key: Key) -> None:
    run = ledger.connection
    old = {
        (row["known_from"], row["known_to"], rows.read_entity(row)): row["row_id"]
        for row in _ask(ledger, "select_persons_of_blocks", {"blocks": _json(sorted(set(blocks)))})
    }
    new = {(rows.day(one.since), rows.day(one.until), one.record): one for one in resolution.people}
    gone = [(since, entity.id, row) for (since, until, entity), row in old.items() if (since, until, entity) not in new]
    _close(ledger, "close_entities", [row for _, _, row in gone])
    if gone:
        run.executemany(sql("close_aliases_of"), [(ledger.tx, one, since) for since, one, _ in gone])
    opened = [one for key_, one in new.items() if key_ not in old]
    if opened:
        tx = ledger.tx
        made = [rows.entity_row(one, resolution.blocks[one.record.id], tx) for one in opened]
        run.executemany(sql("insert_entity"), made)
        names = [
            (one.record.id, name, key(name), rows.day(one.since), rows.day(one.until), tx)
            for one in opened
            for name in one.record.aliases
        ]
        run.executemany(sql("insert_alias"), names)


def _store_orgs(ledger: Ledger, told: Sequence[Told], resolution: Resolution, key: Key) -> None:
    """Organizations stand whatever the day; the names that only documents give them are known from the first one."""
    lost = _lost(told, resolution)
    used = {row["id"] for row in _ask(ledger, "still_used", {"ids": _json(sorted(lost))})}
    entities = {entity.id: entity for entity in resolution.organizations}
    entities |= entities_of(ledger, (lost.keys() & used) - entities.keys())
    asked = {"ids": _json(sorted({*entities, *lost})), "known_by": rows.NO_DAY}
    old = {row["id"]: row for row in _ask(ledger, "select_entities_by_id", asked)}
    gone = [one for one in sorted(lost.keys() - used) if one in old]
    opened = [e for one, e in entities.items() if one not in old or _facts(rows.read_entity(old[one])) != _facts(e)]
    _close(ledger, "close_entities", [old[one]["row_id"] for one in gone])
    _close(ledger, "close_entities", [old[e.id]["row_id"] for e in opened if e.id in old])
    made = [Known(record=rows.read_entity(old[one]), since=ALWAYS, until=lost[one]) for one in gone]
    made += [Known(record=entity, since=ALWAYS) for entity in opened]
    if made:
        tx = ledger.tx
        ledger.connection.executemany(sql("close_past_orgs"), [(tx, known.record.id) for known in made])
        ledger.connection.executemany(sql("insert_entity"), [rows.entity_row(known, None, tx) for known in made])
    names = _org_names(told, resolution, entities, _forms(ledger, lost.keys() & used))
    _store_org_names(ledger, names, lost, key)
    _store_past_orgs(ledger, resolution.past, key)


def _store_past_orgs(ledger: Ledger, past: Sequence[Known[Entity]], key: Key) -> None:
    """What stands for an earlier day only, where nothing stands for it yet: an unnamed one that became another's."""
    if not past:
        return
    ids = _json(sorted({known.record.id for known in past}))
    held = {row["entity_id"] for row in _ask(ledger, "select_aliases_of", {"ids": ids})}
    for known in past:
        one = known.record
        if one.id in held:
            continue
        held.add(one.id)
        made = rows.entity_row(Known(record=one, since=ALWAYS, until=UNDATED), None, ledger.tx)
        ledger.connection.execute(sql("insert_entity"), made)
        span = known.since.isoformat(), UNDATED.isoformat()
        names = [(one.id, name, key(name), *span, ledger.tx) for name in one.aliases]
        ledger.connection.executemany(sql("insert_alias"), names)


def _lost(told: Sequence[Told], resolution: Resolution) -> dict[str, date]:
    """Organizations that lose a claim, each with the day up to which it goes on standing for those who ask of the past.

    That is the day of the withdrawal, where nothing but withdrawals took claims from it.
    """
    lost: dict[str, date] = {}
    for item in told:
        if item.org_id is not None and resolution.orgs.get(item.claim.id) != item.org_id:
            lost[item.org_id] = max(lost.get(item.org_id, date.min), item.withdrawn_on or UNDATED)
    return lost


def _facts(entity: Entity) -> tuple[object, ...]:
    return entity.name, entity.kind_detail, entity.parent_id, entity.country, entity.placeholder


def _forms(ledger: Ledger, ids: Iterable[str]) -> dict[str, set[str]]:
    """The names that open claims use, for organizations that lost some claim."""
    found: dict[str, set[str]] = {one: set() for one in ids}
    for row in _ask(ledger, "forms_of_orgs", {"ids": _json(sorted(found))}):
        found[row["org_id"]].add(row["name"])
    return found


def _org_names(
    told: Sequence[Told], resolution: Resolution, entities: Mapping[str, Entity], forms: Mapping[str, set[str]]
) -> dict[tuple[str, str], date]:
    """The day from which each name of each organization is known; a registry's names are known always."""
    since: dict[tuple[str, str], date] = {}
    for item in told:
        one = resolution.orgs.get(item.claim.id)
        if one is not None and item.claim.org:
            named = one, item.claim.org
            since[named] = min(since.get(named, UNDATED), item.since)
    for one, entity in entities.items():
        registered = resolution.registered.get(one, frozenset())
        for name in entity.aliases:
            if name in registered:
                since[one, name] = ALWAYS
            elif one not in forms or name in forms[one]:
                since.setdefault((one, name), UNDATED)
    return since


def _store_org_names(ledger: Ledger, names: Mapping[tuple[str, str], date], lost: Mapping[str, date], key: Key) -> None:
    """Add what is new, move back what was known earlier, end what no document of now says."""
    ids = sorted({one for one, _ in names} | set(lost))
    old = {(row["entity_id"], row["name"]): row for row in _ask(ledger, "select_aliases_of", {"ids": _json(ids)})}
    closed: list[int] = []
    opened: list[tuple[str, str, str, str, str | None]] = []
    for named, day in names.items():
        was, since = old.get(named), day.isoformat()
        if was is not None and was["known_from"] <= since and was["known_to"] is None:
            continue
        if was is not None:
            closed.append(was["row_id"])
            since = min(since, was["known_from"])
        opened.append((*named, key(named[1]), since, None))
    for (one, name), row in old.items():
        if one in lost and (one, name) not in names and row["known_to"] is None:
            closed.append(row["row_id"])
            if row["known_from"] < lost[one].isoformat():
                opened.append((one, name, key(name), row["known_from"], lost[one].isoformat()))
    _close(ledger, "close_alias", closed)
    if opened:
        ledger.connection.executemany(sql("insert_alias"), [(*row, ledger.tx) for row in opened])


def _store_judgements(ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    ids = {content_id("j", one.left_id, one.right_id, one.verdict, one.by): one for one in judgements}
    standing = {row["id"] for row in _ask(ledger, "select_standing_judgements", {"ids": _json(sorted(ids))})}
    fresh = [(judged, one) for judged, one in ids.items() if judged not in standing]
    if not fresh:
        return
    tx, run = ledger.tx, ledger.connection
    run.executemany(
        sql("close_judgements"),
        [
            {"left_id": j.left_id, "right_id": j.right_id, "judged_by": j.by, "verdict": j.verdict, "tx": tx}
            for _, j in fresh
        ],
    )
    run.executemany(
        sql("insert_judgement"),
        [(judged, j.left_id, j.right_id, j.verdict, j.by, j.reason, j.score, tx) for judged, j in fresh],
    )


def _close(ledger: Ledger, statement: str, row_ids: Sequence[int]) -> None:
    if row_ids:
        ledger.connection.executemany(sql(statement), [(ledger.tx, row) for row in row_ids])


def _ask(ledger: Ledger, statement: str, parameters: object) -> list[sqlite3.Row]:
    with reporting(ledger.path):
        return ledger.connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _json(values: Sequence[object]) -> str:
    return orjson.dumps(list(values)).decode()
