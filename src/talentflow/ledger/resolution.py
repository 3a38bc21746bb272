"""What the resolver needs from the ledger, and how identities and events replace the older ones: append and close."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import reporting
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Judgement
from talentflow.model.event import CareerEvent
from talentflow.model.ids import content_id
from talentflow.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A stored claim as it was read, the block its person's name falls in, and who it was taken to be about."""

    claim: Claim
    block: str
    published: date | None
    claim_row: int
    assignment_row: int | None
    person_id: str | None
    org_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who the claims are about and what happened; `persons` and `orgs` are by claim id, `roots` by document hash."""

    persons: Mapping[str, str]
    orgs: Mapping[str, str]
    entities: Sequence[Entity]
    judgements: Sequence[Judgement]
    events: Sequence[CareerEvent]
    roots: Mapping[str, str] = field(default_factory=dict)


def pending_names(ledger: Ledger, limit: int) -> list[str]:
    """Names of people whose identities and events wait to be written."""
    return [row["name"] for row in _ask(ledger, "select_pending", (limit,))]


def put_keys(ledger: Ledger, keys: Mapping[str, str]) -> None:
    """Remember the block of each name."""
    with ledger.batch(), reporting(ledger.path):
        ledger.connection.executemany(sql("insert_name_key"), list(keys.items()))


def told_under(ledger: Ledger, keys: Iterable[str]) -> list[Told]:
    """Every open claim in these blocks, whatever its document."""
    return [
        Told(
            claim=rows.read_claim(row),
            block=row["block"],
            published=rows.parse_day(row["published"]),
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
        found.setdefault(row["doc_hash"], []).append(
            Mention(
                kind=row["kind"],
                evidence=rows.read_evidence(row),
                entity_id=row["entity_id"],
                name=row["name"],
                score=row["score"],
            )
        )
    return found


def entities_of(ledger: Ledger, ids: Iterable[str]) -> dict[str, Entity]:
    """Open entities by id."""
    return {
        row["id"]: rows.read_entity(row)
        for row in _ask(ledger, "select_entities_by_id", {"ids": _json(sorted(set(ids)))})
    }


def store(
    ledger: Ledger, told: Sequence[Told], resolution: Resolution, *, done: Iterable[str], key: Callable[[str], str]
) -> None:
    """Write the resolution of the claims `told` (whole blocks) and take the names `done` off the queue.

    What did not change is left alone; what changed is closed and appended anew. `key` gives an alias's lookup key.
    """
    with ledger.batch("resolve"), reporting(ledger.path):
        _assign(ledger, told, resolution)
        _store_events(ledger, told, resolution)
        _store_entities(ledger, told, resolution, key)
        _store_judgements(ledger, resolution.judgements)
        ledger.connection.executemany(sql("delete_pending"), [(name,) for name in done])


def _assign(ledger: Ledger, told: Sequence[Told], resolution: Resolution) -> None:
    changed = []
    for item in told:
        new = resolution.persons[item.claim.id], resolution.orgs.get(item.claim.id)
        if new != (item.person_id, item.org_id):
            changed.append((item, *new))
    if not changed:
        return
    tx = ledger.tx
    ended = [(tx, item.assignment_row) for item, _, _ in changed if item.assignment_row is not None]
    ledger.connection.executemany(sql("close_assignments"), ended)
    opened = [(item.claim_row, person, org, tx) for item, person, org in changed]
    ledger.connection.executemany(sql("insert_assignment"), opened)


def _store_events(ledger: Ledger, told: Sequence[Told], resolution: Resolution) -> None:
    claim_rows = {item.claim.id: item for item in told}
    old = {
        row["id"]: row
        for row in _ask(ledger, "select_events_of_claims", {"rows": _json([item.claim_row for item in told])})
    }
    new = {event.id: (event, rows.event_body(event)) for event in resolution.events}
    ended = [row["row_id"] for key, row in old.items() if key not in new or new[key][1] != row["body"]]
    if ended:
        ledger.connection.executemany(sql("close_events"), [(ledger.tx, row) for row in ended])
    links = []
    for key, (event, body) in new.items():
        if key in old and old[key]["body"] == body:
            continue
        at = ledger.connection.execute(sql("insert_event"), rows.event_row(event, body, ledger.tx)).lastrowid
        for step, told_step in enumerate(event.history):
            item = claim_rows[told_step.claim_id]
            doc_hash = item.claim.doc_hash
            links.append(
                (
                    at,
                    step,
                    item.claim_row,
                    told_step.status,
                    rows.day(told_step.known_on),
                    resolution.roots.get(doc_hash, doc_hash),
                )
            )
    ledger.connection.executemany(sql("insert_event_claim"), links)


def _store_entities(ledger: Ledger, told: Sequence[Told], resolution: Resolution, key: Callable[[str], str]) -> None:
    run = ledger.connection
    left = {i for item in told for i in (item.person_id, item.org_id) if i is not None}
    left -= {entity.id for entity in resolution.entities}
    used = {row["id"] for row in _ask(ledger, "still_used", {"ids": _json(sorted(left))})}
    ids = [entity.id for entity in resolution.entities] + sorted(left - used)
    old = {row["id"]: row for row in _ask(ledger, "select_entities_by_id", {"ids": _json(ids)})}
    for gone in sorted(left - used):
        if gone in old:
            run.execute(sql("close_entities"), (ledger.tx, old[gone]["row_id"]))
            run.execute(sql("close_aliases_of"), (ledger.tx, gone))
    for entity in resolution.entities:
        was = rows.read_entity(old[entity.id]) if entity.id in old else None
        if was == entity:
            continue
        if was is not None:
            run.execute(sql("close_entities"), (ledger.tx, old[entity.id]["row_id"]))
            if not set(was.aliases) <= set(entity.aliases):
                run.execute(sql("close_aliases_of"), (ledger.tx, entity.id))
        run.execute(sql("insert_entity"), rows.entity_row(entity, ledger.tx))
        run.executemany(sql("insert_alias"), [(entity.id, name, key(name), ledger.tx) for name in entity.aliases])


def _store_judgements(ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    for one in judgements:
        pair = {"left_id": one.left_id, "right_id": one.right_id, "judged_by": one.by, "verdict": one.verdict}
        ledger.connection.execute(sql("close_judgements"), {**pair, "tx": ledger.tx})
        judged = content_id("j", one.left_id, one.right_id, one.verdict, one.by)
        ledger.connection.execute(
            sql("insert_judgement"),
            (judged, one.left_id, one.right_id, one.verdict, one.by, one.reason, one.score, ledger.tx),
        )


def _ask(ledger: Ledger, statement: str, parameters: object) -> list[sqlite3.Row]:
    with reporting(ledger.path):
        return ledger.connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _json(values: Sequence[object]) -> str:
    return orjson.dumps(list(values)).decode()
