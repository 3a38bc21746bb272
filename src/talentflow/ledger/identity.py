"""Identity in the ledger: which names meet, what documents declare of them, and what people said; append and close."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import reporting
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger
from talentflow.model.document import Refusal
from talentflow.model.entity import Judgement
from talentflow.model.event import CareerEvent
from talentflow.model.ids import content_id
from talentflow.model.knowledge import UNDATED
from talentflow.model.mention import Alias

HUMAN = "human"

Keys = Callable[[Iterable[str]], set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The name and document behind the id of a profile."""

    name: str
    doc_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A person's judgement that stands; `left` and `right` are None where the ids are no profiles'."""

    row: int
    judgement: Judgement
    left: Seat | None
    right: Seat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declared other name and the days on which its document speaks."""

    alias: Alias
    published: date | None
    withdrawn_on: date | None

    def known_on(self, day: date) -> bool:
        return (self.published or UNDATED) <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


def put_links(ledger: Ledger, links: Mapping[str, Iterable[str]]) -> None:
    """Remember the links of each key of a name."""
    with ledger.batch(), reporting(ledger.path):
        pairs = [(key, link) for key, found in links.items() for link in found]
        ledger.connection.executemany(sql("insert_name_link"), pairs)


def closure(ledger: Ledger, keys: Iterable[str], *, meeting: Keys, key: Callable[[str], str]) -> set[str]:
    """The keys of all names that meet these, directly or through others: by links, declared names or people's words.

    `meeting` gives the links whose names a name with some links is compared with.
    """
    reached: set[str] = set()
    fresh = set(keys)
    while fresh:
        reached |= fresh
        asked = {"keys": _json(fresh)}
        links = {row["link"] for row in _ask(ledger, "select_links_of", asked)}
        found = {row["key"] for row in _ask(ledger, "select_keys_of_links", {"links": _json(meeting(links))})}
        for statement in ("select_other_names", "select_judged_names"):
            found |= {key(name) for row in _ask(ledger, statement, asked) for name in (row["name"], row["other"])}
        fresh = found - reached
    return reached


def declared(ledger: Ledger, keys: Iterable[str]) -> list[Declared]:
    """Other names that documents declare for names of these keys."""
    return [
        Declared(
            alias=Alias(
                doc_hash=row["doc_hash"], name=row["name"], alias=row["other"], evidence=rows.read_evidence(row)
            ),
            published=rows.parse_day(row["published"]),
            withdrawn_on=rows.parse_day(row["withdrawn_on"]),
        )
        for row in _ask(ledger, "select_other_names", {"keys": _json(set(keys))})
    ]


def put_seats(ledger: Ledger, seats: Mapping[str, Seat]) -> None:
    """Remember what the ids of profiles stand for."""
    with ledger.batch(), reporting(ledger.path):
        listed = [(one, seat.name, seat.doc_hash) for one, seat in seats.items()]
        ledger.connection.executemany(sql("insert_profile"), listed)


def every_seat(ledger: Ledger) -> list[Seat]:
    """Every name and document that claims are about."""
    return [Seat(name=row["name"], doc_hash=row["doc_hash"]) for row in _ask(ledger, "select_seats", ())]


def said(ledger: Ledger) -> list[Said]:
    """What people said and did not take back, oldest first."""
    return [
        Said(
            row=row["row_id"],
            judgement=_judgement(row),
            left=_seat(row, "left"),
            right=_seat(row, "right"),
        )
        for row in _ask(ledger, "select_human_judgements", ())
    ]


def among(ledger: Ledger, ids: Iterable[str]) -> list[tuple[Judgement, bool]]:
    """Every judgement on pairs of these ids, oldest first, and whether it stands."""
    found = _ask(ledger, "select_judgements_among", {"ids": _json(set(ids))})
    return [(_judgement(row), row["tx_to"] is None) for row in found]


def say(ledger: Ledger, judgement: Judgement) -> None:
    """Append a person's judgement; what he or she said of the pair before ends. The caller settles anew."""
    with ledger.batch("judge"), reporting(ledger.path):
        pair = {"left_id": judgement.left_id, "right_id": judgement.right_id, "judged_by": judgement.by}
        ledger.connection.execute(sql("close_judgements"), {**pair, "verdict": judgement.verdict, "tx": ledger.tx})
        judged = content_id("j", judgement.left_id, judgement.right_id, judgement.verdict, judgement.by)
        row = (judged, judgement.left_id, judgement.right_id, judgement.verdict, judgement.by, judgement.reason)
        ledger.connection.execute(sql("insert_judgement"), (*row, judgement.score, ledger.tx))


def take_back(ledger: Ledger, one: Said) -> None:
    """End a person's judgement: undo."""
    with ledger.batch("judge"), reporting(ledger.path):
        ledger.connection.execute(sql("close_judgement"), (ledger.tx, one.row))


def put_off(ledger: Ledger, names: Iterable[str]) -> None:
    """Put names on the queue of those to settle anew."""
    with ledger.batch("judge"), reporting(ledger.path):
        ledger.connection.executemany(sql("insert_pending"), [(name,) for name in sorted(set(names))])


def names_at(ledger: Ledger, org_ids: Iterable[str]) -> list[str]:
    """Names of the people whose claims are about these organizations."""
    return [row["name"] for row in _ask(ledger, "select_names_at_orgs", {"ids": _json(set(org_ids))})]


def seats_of(ledger: Ledger, person_id: str) -> list[Seat]:
    """The names in documents that are taken to be this person, in order of publication."""
    found = _ask(ledger, "select_seats_of_person", (person_id,))
    return [Seat(name=row["name"], doc_hash=row["doc_hash"]) for row in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Two people of whom the machine is unsure whether they are one, by the pair of names that says most of it."""

    persons: frozenset[str]
    left_id: str
    right_id: str
    reason: str
    score: float
    left: Seat
    right: Seat


def unsure(ledger: Ledger) -> list[Unsure]:
    """Pairs of people that the machine is unsure of, best score first."""
    best: dict[frozenset[str], sqlite3.Row] = {}
    for row in _ask(ledger, "select_unsure_pairs", ()):
        best.setdefault(frozenset((row["left_person"], row["right_person"])), row)
    return [
        Unsure(
            persons=persons,
            left_id=row["left_id"],
            right_id=row["right_id"],
            reason=row["reason"],
            score=row["score"] or 0.0,
            left=Seat(name=row["left_name"], doc_hash=row["left_doc"]),
            right=Seat(name=row["right_name"], doc_hash=row["right_doc"]),
        )
        for persons, row in best.items()
    ]


def persons_of(ledger: Ledger, seats_: Iterable[Seat]) -> dict[Seat, str]:
    """Whom each name in a document is taken to be about now."""
    asked = orjson.dumps(sorted({(one.name, one.doc_hash) for one in seats_})).decode()
    return {
        Seat(name=row["name"], doc_hash=row["doc_hash"]): row["person_id"]
        for row in _ask(ledger, "select_persons_of_seats", {"seats": asked})
    }


def n_claims(ledger: Ledger, person_ids: Iterable[str]) -> dict[str, int]:
    """How many claims are about each of some people."""
    found = _ask(ledger, "count_claims_of_persons", {"ids": _json(set(person_ids))})
    return {row["person_id"]: row["n"] for row in found}


def disputed(ledger: Ledger) -> list[CareerEvent]:
    """Events of now whose sources contradict each other, the latest first."""
    return [rows.read_event(row["body"]) for row in _ask(ledger, "select_disputed_events", ())]


def open_refusals(ledger: Ledger) -> list[tuple[str, Refusal]]:
    """Refusals that nobody has looked at, with their ids, the newest first."""
    return [(row["id"], rows.read_refusal(row)) for row in _ask(ledger, "select_open_refusals", ())]


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(
        left_id=row["left_id"],
        right_id=row["right_id"],
        verdict=row["verdict"],
        by=row["judged_by"],
        reason=row["reason"],
        score=row["score"],
    )


def _seat(row: sqlite3.Row, side: str) -> Seat | None:
    name = row[f"{side}_name"]
    return None if name is None else Seat(name=name, doc_hash=row[f"{side}_doc"])


def _ask(ledger: Ledger, statement: str, parameters: object) -> list[sqlite3.Row]:
    with reporting(ledger.path):
        return ledger.connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _json(values: Iterable[str]) -> str:
    return orjson.dumps(sorted(values)).decode()
