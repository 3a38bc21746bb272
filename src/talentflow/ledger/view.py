"""The one way out of the ledger: read-only answers, all of them with ids that lead back to the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from talentflow.ledger import pairs, past, rows
from talentflow.ledger.connection import open_reader, reporting
from talentflow.ledger.statements import sql
from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.document import Document, Refusal
from talentflow.model.entity import Entity, EntityKind
from talentflow.model.event import CareerEvent
from talentflow.model.knowledge import UNDATED
from talentflow.model.lineage import Derivation
from talentflow.model.span import Evidence
from talentflow.model.spell import Spell

SHORTEST_HASH = 5  # characters of a hash's start that may stand for it
INDEXED = 3  # characters a term needs for the trigram index
AROUND = 30  # characters shown on either side of a hit
EVERYTHING = -1  # SQLite's "no limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The two clocks of a question; None is no limit.

    `as_of`: what had happened by that day, as far as its dates say (an undated event by the day it was first told).
    `known_by`: what documents published by that day, and not withdrawn by then, had said; undated ones speak only now.
    """

    as_of: date | None = None
    known_by: date | None = None

    def asked(self) -> dict[str, str]:
        """The clocks as parameters."""
        return {"as_of": (self.as_of or UNDATED).isoformat(), "known_by": (self.known_by or UNDATED).isoformat()}


NOW = Clock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which events; None means any. `since` is the first day and `until` the day after the last one.

    With a window, events that nobody dates are left out (`View.n_undated` counts them). `as_of` and `known_by` are
    the two clocks (see `Clock`).
    """

    person_ids: tuple[str, ...] | None = None
    org_ids: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    known_by: date | None = None
    limit: int | None = None

    @property
    def clock(self) -> Clock:
        return Clock(as_of=self.as_of, known_by=self.known_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document found by its words, and where the first of them stands; None where only the title has it."""

    document: Document
    evidence: Evidence | None
    snippet: str


class View:
    """A read-only view of a ledger file; a context manager. Raises LedgerError and its children."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | Path, *, read_by: date | int | None = None) -> Self:
        """Open an existing ledger; raises LedgerError when there is none, LedgerCorrupt when it is none.

        `read_by` opens it as it stood at the end of that day (UTC) or after that transaction: what was read, withdrawn
        or judged later is as if it had not been.
        """
        path = Path(path)
        connection = open_reader(path)
        if read_by is not None:
            with reporting(path):
                past.go_back(connection, read_by)
        return cls(path, connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    # --- events -------------------------------------------------------------------------------------------------

    def moves(self, filters: Filters | None = None) -> list[CareerEvent]:
        """Events that pass the filters, by day of happening (or of first telling where nobody says)."""
        filters = filters or Filters()
        return self._events(_driver(filters), _asked(filters))

    def reports_to(self, names: Iterable[str], clock: Clock = NOW) -> list[CareerEvent]:
        """Events in which somebody comes to report to a person of one of these names."""
        return self._events("reports_to", {"names": _json(sorted(set(names))), **clock.asked()})

    def event(self, event_id: str, clock: Clock = NOW) -> CareerEvent | None:
        """An event by id; None when none of this id stands on that day."""
        found = self._events("event_by_id", {"id": event_id, **clock.asked()})
        return found[0] if found else None

    def ids(self, start: str, limit: int = 5) -> list[str]:
        """Ids of claims and events that start with these characters."""
        asked = {"start": start, "end": start + "\U0010ffff", "limit": limit}
        return [row["id"] for row in self._ask("ids_like", asked)]

    def n_undated(self, filters: Filters) -> int:
        """How many events the window of dates leaves out because no source dates them."""
        if filters.since is None and filters.until is None:
            return 0
        keys = ("person_ids", "org_ids", "kinds", "statuses", "as_of", "known_by")
        count: int = self._ask("count_undated", {key: _asked(filters)[key] for key in keys})[0][0]
        return count

    def spells(self, person_ids: Iterable[str], clock: Clock = NOW) -> list[Spell]:
        """The careers of some people, in order of time; with `as_of`, spells that can have lasted on that day."""
        filters = Filters(person_ids=tuple(sorted(set(person_ids))), as_of=clock.as_of, known_by=clock.known_by)
        return self.stays(filters)

    def stays(self, filters: Filters, *, contradicted: bool = False) -> list[Spell]:
        """Spells of the filters' people and organizations, in order of time; with `as_of`, those that can have lasted
        on that day. `contradicted`: only those of which something told cannot be as it is told.
        """
        people, orgs = filters.person_ids, filters.org_ids
        asked = {"person_ids": _json_or_none(people), "org_ids": _json_or_none(orgs), "contradicted": contradicted}
        statement = "spells_all" if orgs is None else "spells_at_orgs"
        told = self._ask("spells_of_persons" if people is not None else statement, asked | filters.clock.asked())
        day = filters.as_of
        found = (rows.read_spell(row["body"]) for row in told)
        fitting = (
            spell
            for spell in found
            if (day is None or spell.held_on(day) != "no")
            and (orgs is None or spell.org_id in orgs)
            and (filters.statuses is None or spell.status in filters.statuses)
        )
        return list(islice(fitting, filters.limit))

    def _events(self, statement: str, asked: dict[str, Any]) -> list[CareerEvent]:
        return [rows.read_event(row["body"]) for row in self._ask(statement, asked)]

    # --- who ----------------------------------------------------------------------------------------------------

    def find(self, kind: EntityKind, key: str, clock: Clock = NOW) -> list[Entity]:
        """Entities one of whose names has this lookup key; several when people share a name."""
        asked = {"kind": kind, "key": key, "known_by": clock.asked()["known_by"]}
        return self.entities((row["id"] for row in self._ask("find_entities", asked)), clock)

    def near(self, kind: EntityKind, key: str, limit: int = 5, clock: Clock = NOW) -> list[str]:
        """Names that contain the key: what to offer when nothing has the name itself."""
        asked = {"kind": kind, "key": key, "limit": limit, "known_by": clock.asked()["known_by"]}
        return [row["name"] for row in self._ask("near_entities", asked)]

    def entities(self, ids: Iterable[str], clock: Clock = NOW) -> list[Entity]:
        """Entities by id, in order of id; unknown ids are left out."""
        asked = {"ids": _json(sorted(set(ids))), "known_by": clock.asked()["known_by"]}
        return [rows.read_entity(row) for row in self._ask("select_entities_by_id", asked)]

    def entity(self, entity_id: str, clock: Clock = NOW) -> Entity | None:
        """An entity by id, also by an id of another day when it became one single entity."""
        found = self.entities([entity_id], clock)
        if not found:
            found = self.entities((row["id"] for row in self._ask("successors", (entity_id,))), clock)
        return found[0] if len(found) == 1 else None

    # --- evidence -----------------------------------------------------------------------------------------------

    def claims(self, ids: Iterable[str] | None = None, clock: Clock = NOW) -> list[Claim]:
        """Claims by id (all of now without ids) with the identities they were given."""
        if ids is None:
            return [rows.read_claim(row) for row in self._ask("claims_all", ())]
        asked = {"ids": _json(sorted(set(ids))), "known_by": clock.asked()["known_by"]}
        return [rows.read_claim(row) for row in self._ask("claims_by_id", asked)]

    def claim(self, claim_id: str, clock: Clock = NOW) -> tuple[Claim, Document] | None:
        """A claim and the document it stands in; None when no such claim was known on that day."""
        found = self.claims([claim_id], clock)
        document = self.document(found[0].doc_hash) if found else None
        return (found[0], document) if document is not None else None

    def document(self, doc_hash: str) -> Document | None:
        """A document by the hash of its content, withdrawn or not."""
        found = self._ask("document_by_hash", (doc_hash,))
        return rows.read_document(found[0]) if found else None

    def documents(self, hashes: Iterable[str]) -> dict[str, Document]:
        """Documents by hash, withdrawn or not, without their texts."""
        found = self._ask("documents_by_hashes", {"hashes": _json(sorted(set(hashes)))})
        return {row["hash"]: rows.read_document(row) for row in found}

    def documents_like(self, words: str) -> list[Document]:
        """Documents of now whose hash starts with these words, or whose id or address they are."""
        asked = {"start": words, "end": words + "\U0010ffff" if len(words) > SHORTEST_HASH else words}
        return [rows.read_document(row) for row in self._ask("select_documents_like", asked)]

    def withdrawal(self, doc_hash: str) -> tuple[date, str] | None:
        """The day from which a document no longer speaks, and why; None while it does."""
        found = self._ask("document_by_hash", (doc_hash,))
        if not found or found[0]["known_to"] is None:
            return None
        return date.fromisoformat(found[0]["known_to"]), found[0]["reason"]

    def search(self, words: str, limit: int = 20, clock: Clock = NOW) -> list[Hit]:
        """Documents whose title or text holds every space-separated term; one-character terms work too."""
        terms = words.split()
        if not terms:
            return []
        long = [term for term in terms if len(term) >= INDEXED]
        short = [term for term in terms if len(term) < INDEXED]
        asked: dict[str, Any] = {"short": _json([f"%{_escaped(term)}%" for term in short]), "limit": limit}
        statement = "search_index"
        if long:
            asked["match"] = " AND ".join('"' + term.replace('"', '""') + '"' for term in long)
        elif (query := pairs.match(short)) is not None:
            statement, asked["match"] = "search_pairs", query
        else:
            statement = "search_scan"
        return [_hit(rows.read_document(row), terms) for row in self._ask(statement, asked | clock.asked())]

    # --- organizations ------------------------------------------------------------------------------------------

    def absences(self, org_ids: Sequence[str], clock: Clock = NOW) -> list[Absence]:
        """What sources *assert* has not happened at these organizations."""
        asked = {"org_ids": _json(org_ids), **clock.asked()}
        return [rows.read_absence(row) for row in self._ask("absences_of_orgs", asked)]

    def org_events(self, org_ids: Sequence[str], clock: Clock = NOW) -> list[OrgEvent]:
        """What happened to these organizations."""
        asked = {"org_ids": _json(org_ids), **clock.asked()}
        return [rows.read_org_event(row) for row in self._ask("org_events_of_orgs", asked)]

    def derivations(self, hashes: Iterable[str]) -> list[Derivation]:
        """The links of these documents to what they are made from, and of those they lead to."""
        found: list[Derivation] = []
        asked, seen = set(hashes), set[str]()
        while asked:
            links = [
                rows.read_derivation(row) for row in self._ask("select_derivations", {"hashes": _json(sorted(asked))})
            ]
            found += links
            seen |= asked
            asked = {link.origin_hash for link in links if link.origin_hash is not None} - seen
        return found

    def speaking(self, hashes: Iterable[str], clock: Clock = NOW) -> frozenset[str]:
        """Those of the documents that speak on the day that is asked for."""
        asked = {"hashes": _json(sorted(set(hashes))), "known_by": clock.asked()["known_by"]}
        return frozenset(row["hash"] for row in self._ask("select_speaking", asked))

    def coverage(self, org_ids: Sequence[str], clock: Clock = NOW) -> dict[str, int]:
        """How many documents speak of each organization; 0 is said, not left out."""
        asked = {"org_ids": _json(org_ids), **clock.asked()}
        counted = {row["org_id"]: row["n_documents"] for row in self._ask("coverage_of_orgs", asked)}
        return {org_id: counted.get(org_id, 0) for org_id in org_ids}

    # --- the ledger itself --------------------------------------------------------------------------------------

    def counts(self, clock: Clock = NOW) -> dict[str, int]:
        """Rows that stand, by table; `pending` names still wait for their events. Fewer tables for an earlier day."""
        return dict(self._ask("counts", ())[0] if clock == NOW else self._ask("counts_known", clock.asked())[0])

    def counts_by_kind(self, clock: Clock = NOW) -> list[tuple[str, str, int]]:
        """(kind, status, events)."""
        return [tuple(row) for row in self._ask("counts_by_kind", clock.asked())]

    def published(self, clock: Clock = NOW) -> tuple[date | None, date | None]:
        """The first and the last day of publication; None where no document has one."""
        row = self._ask("span_of_days", {"known_by": clock.asked()["known_by"]})[0]
        return rows.parse_day(row["first"]), rows.parse_day(row["last"])

    def newest(self) -> tuple[int, datetime | None]:
        """The number and the time of the last transaction that is seen; (0, None) before the first one."""
        found = self._ask("newest_tx", ())
        return (found[0]["tx"], datetime.fromisoformat(found[0]["at"])) if found else (0, None)

    def refusals(self, limit: int = 100) -> Iterator[Refusal]:
        """What was declined and why, oldest first."""
        return (rows.read_refusal(row) for row in self._ask("select_refusals", (limit,)))

    def _ask(self, statement: str, parameters: object) -> list[sqlite3.Row]:
        with reporting(self.path):
            return self._connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _driver(filters: Filters) -> str:
    """The statement whose index fits: people are fewer than organizations, organizations fewer than all."""
    if filters.person_ids is not None:
        return "moves_of_persons"
    return "moves" if filters.org_ids is None else "moves_at_orgs"


def _days(filters: Filters) -> dict[str, str]:
    """The clocks, and the days between which all but odd events lie (see `rows.event_row`)."""
    clock = filters.clock.asked()
    floors = {"near_floor": _before(filters.since, rows.NEAR_DAYS), "floor": _before(filters.since, rows.LONG_DAYS)}
    ceiling = min(clock["as_of"], clock["known_by"], (filters.until or UNDATED).isoformat())
    return {**clock, **floors, "ceiling": ceiling}


def _before(day: date | None, n_days: int) -> str:
    """The day so many days before; the first one of all without a day."""
    early = day is None or day.toordinal() <= n_days
    return (date.min if day is None or early else day - timedelta(days=n_days)).isoformat()


def _asked(filters: Filters) -> dict[str, Any]:
    return {
        "person_ids": _json_or_none(filters.person_ids),
        "org_ids": _json_or_none(filters.org_ids),
        "kinds": _json_or_none(filters.kinds),
        "statuses": _json_or_none(filters.statuses),
        "since": rows.day(filters.since),
        "until": rows.day(filters.until),
        "limit": EVERYTHING if filters.limit is None else filters.limit,
        **_days(filters),
    }


def _hit(document: Document, terms: Sequence[str]) -> Hit:
    folded = document.text.lower()
    same = len(folded) == len(document.text)
    places = [(at, len(term)) for term in terms if (at := (folded if same else document.text).find(term.lower())) >= 0]
    if not places:
        return Hit(document=document, evidence=None, snippet=document.title or "")
    at, size = min(places)
    snippet = document.text[max(0, at - AROUND) : at + size + AROUND]
    return Hit(document=document, evidence=Evidence.of(document.text, at, at + size), snippet=" ".join(snippet.split()))


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _json_or_none(values: Sequence[str] | None) -> str | None:
    return None if values is None else _json(values)


def _json(values: Sequence[object]) -> str:
    return orjson.dumps(list(values)).decode()
