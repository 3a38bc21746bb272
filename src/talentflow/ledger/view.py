"""The one way out of the ledger: read-only answers, all of them with ids that lead back to the words."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import open_reader, reporting
from talentflow.ledger.statements import sql
from talentflow.model.claim import Absence, Claim, OrgEvent
from talentflow.model.document import Document, Refusal
from talentflow.model.entity import Entity, EntityKind
from talentflow.model.event import CareerEvent, Value
from talentflow.model.span import Evidence
from talentflow.model.standing import standing
from talentflow.model.time import When

INDEXED = 3  # characters a term needs for the trigram index
AROUND = 30  # characters shown on either side of a hit
EVERYTHING = -1  # SQLite's "no limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which events; None means any. `since` is the first day and `until` the day after the last one.

    With a window, events that nobody dates are left out (`View.n_undated` counts them). `known_by` answers with
    what documents published up to that day had said; those of unknown date are left out.
    """

    person_ids: tuple[str, ...] | None = None
    org_ids: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    limit: int | None = None


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
    def open(cls, path: str | Path) -> Self:
        """Open an existing ledger; raises LedgerError when there is none, LedgerCorrupt when it is none."""
        path = Path(path)
        return cls(path, open_reader(path))

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
        asked = _asked(filters)
        if filters.known_by is not None:
            asked |= {"statuses": None, "limit": EVERYTHING}
        events = self._events(self._ask(_driver(filters), asked), filters.known_by)
        if filters.known_by is None:
            return events
        kept = [e for e in events if filters.statuses is None or e.status in filters.statuses]
        return kept[: filters.limit]

    def reports_to(self, names: Iterable[str], known_by: date | None = None) -> list[CareerEvent]:
        """Events in which somebody comes to report to a person of one of these names."""
        asked = {"names": _json(sorted(set(names))), "known_by": rows.day(known_by)}
        return self._events(self._ask("reports_to", asked), known_by)

    def event(self, event_id: str) -> CareerEvent | None:
        """An event by id; None when none of this id stands today."""
        found = self._events(self._ask("event_by_id", (event_id,)), None)
        return found[0] if found else None

    def ids(self, start: str, limit: int = 5) -> list[str]:
        """Ids of claims and events that start with these characters."""
        asked = {"start": start, "end": start + "\U0010ffff", "limit": limit}
        return [row["id"] for row in self._ask("ids_like", asked)]

    def _events(self, found: Sequence[sqlite3.Row], known_by: date | None) -> list[CareerEvent]:
        events = [rows.read_event(row["body"]) for row in found]
        if known_by is None:
            return events
        roots = self._roots([row["row_id"] for row in found])
        return [_as_known(event, known_by, roots[row["row_id"]]) for event, row in zip(events, found, strict=True)]

    def n_undated(self, filters: Filters) -> int:
        """How many events the window of dates leaves out because no source dates them."""
        if filters.since is None and filters.until is None:
            return 0
        asked = {key: _asked(filters)[key] for key in ("person_ids", "org_ids", "kinds", "statuses")}
        count: int = self._ask("count_undated", asked)[0][0]
        return count

    def _roots(self, event_rows: Sequence[int]) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for row in self._ask("roots_of_events", {"rows": _json(event_rows)}):
            found[row["event_row"]][row["claim_id"]] = row["root"]
        return found

    # --- who ----------------------------------------------------------------------------------------------------

    def find(self, kind: EntityKind, key: str) -> list[Entity]:
        """Entities one of whose names has this lookup key; several when people share a name."""
        ids = [row["id"] for row in self._ask("find_entities", {"kind": kind, "key": key})]
        return self.entities(ids)

    def near(self, kind: EntityKind, key: str, limit: int = 5) -> list[str]:
        """Names that contain the key: what to offer when nothing has the name itself."""
        return [row["name"] for row in self._ask("near_entities", {"kind": kind, "key": key, "limit": limit})]

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        """Entities by id, in order of id; unknown ids are left out."""
        found = self._ask("select_entities_by_id", {"ids": _json(sorted(set(ids)))})
        return [rows.read_entity(row) for row in found]

    def entity(self, entity_id: str) -> Entity | None:
        """An entity by id, also by an id of the past when it became one single entity."""
        now = self.entities([entity_id])
        if not now:
            now = self.entities(row["id"] for row in self._ask("successors", (entity_id,)))
        return now[0] if len(now) == 1 else None

    # --- evidence -----------------------------------------------------------------------------------------------

    def claims(self, ids: Iterable[str] | None = None) -> list[Claim]:
        """Claims by id (all without ids) with the identities they were given."""
        if ids is None:
            return [rows.read_claim(row) for row in self._ask("claims_all", ())]
        found = self._ask("claims_by_id", {"ids": _json(sorted(set(ids)))})
        return [rows.read_claim(row) for row in found]

    def claim(self, claim_id: str) -> tuple[Claim, Document] | None:
        """A claim and the document it stands in; None when there is no such claim."""
        found = self.claims([claim_id])
        document = self.document(found[0].doc_hash) if found else None
        return (found[0], document) if document is not None else None

    def document(self, doc_hash: str) -> Document | None:
        """A document by the hash of its content."""
        found = self._ask("document_by_hash", (doc_hash,))
        return rows.read_document(found[0]) if found else None

    def documents(self, hashes: Iterable[str]) -> dict[str, Document]:
        """Documents by hash, without their texts."""
        found = self._ask("documents_by_hashes", {"hashes": _json(sorted(set(hashes)))})
        return {row["hash"]: rows.read_document(row) for row in found}

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Documents whose title or text holds every space-separated term; one-character terms work too."""
        terms = words.split()
        if not terms:
            return []
        long = [term for term in terms if len(term) >= INDEXED]
        short = _json([f"%{_escaped(term)}%" for term in terms if len(term) < INDEXED])
        asked: dict[str, Any] = {"short": short, "limit": limit}
        if long:
            asked["match"] = " AND ".join('"' + term.replace('"', '""') + '"' for term in long)
        found = self._ask("search_index" if long else "search_scan", asked)
        return [_hit(rows.read_document(row), terms) for row in found]

    # --- organizations ------------------------------------------------------------------------------------------

    def absences(self, org_ids: Sequence[str], known_by: date | None = None) -> list[Absence]:
        """What sources *assert* has not happened at these organizations."""
        asked = {"org_ids": _json(org_ids), "known_by": rows.day(known_by)}
        return [rows.read_absence(row) for row in self._ask("absences_of_orgs", asked)]

    def org_events(self, org_ids: Sequence[str], known_by: date | None = None) -> list[OrgEvent]:
        """What happened to these organizations."""
        asked = {"org_ids": _json(org_ids), "known_by": rows.day(known_by)}
        return [rows.read_org_event(row) for row in self._ask("org_events_of_orgs", asked)]

    def coverage(self, org_ids: Sequence[str], known_by: date | None = None) -> dict[str, int]:
        """How many documents speak of each organization; 0 is said, not left out."""
        asked = {"org_ids": _json(org_ids), "known_by": rows.day(known_by)}
        counted = {row["org_id"]: row["n_documents"] for row in self._ask("coverage_of_orgs", asked)}
        return {org_id: counted.get(org_id, 0) for org_id in org_ids}

    # --- the ledger itself --------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """Rows that stand today, by table; `pending` names still wait for their events."""
        return dict(self._ask("counts", ())[0])

    def counts_by_kind(self) -> list[tuple[str, str, int]]:
        """(kind, status, events)."""
        return [tuple(row) for row in self._ask("counts_by_kind", ())]

    def published(self) -> tuple[date | None, date | None]:
        """The first and the last day of publication; None where no document has one."""
        row = self._ask("span_of_days", ())[0]
        return rows.parse_day(row["first"]), rows.parse_day(row["last"])

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


def _asked(filters: Filters) -> dict[str, Any]:
    return {
        "person_ids": _json_or_none(filters.person_ids),
        "org_ids": _json_or_none(filters.org_ids),
        "kinds": _json_or_none(filters.kinds),
        "statuses": _json_or_none(filters.statuses),
        "since": rows.day(filters.since),
        "until": rows.day(filters.until),
        "known_by": rows.day(filters.known_by),
        "limit": EVERYTHING if filters.limit is None else filters.limit,
    }


def _as_known(event: CareerEvent, then: date, roots: dict[str, str]) -> CareerEvent:
    """The event as documents published up to a day told it; beliefs stay those of all that is known now."""
    history = tuple(step for step in event.history if step.known_on is not None and step.known_on <= then)
    if len(history) == len(event.history):
        return event
    told = {step.claim_id for step in history}

    def kept(values: tuple[Value, ...]) -> tuple[Value, ...]:
        cut = [replace(v, claim_ids=tuple(c for c in v.claim_ids if c in told)) for v in values]
        return tuple(v for v in cut if v.claim_ids)

    roles, dates, reasons = kept(event.roles), kept(event.dates), kept(event.reasons)
    when = event.date if event.date and any(v.text == event.date.edtf for v in dates) else None
    if when is None and dates:
        when = When.parse(dates[0].text)
    return replace(
        event,
        history=history,
        status=standing(history),
        roles=roles,
        dates=dates,
        reasons=reasons,
        date=when,
        role=roles[0].text if roles else None,
        reason=reasons[0].text if reasons else None,
        claim_ids=tuple(c for c in event.claim_ids if c in told),
        n_roots=len({roots[c] for c in told}),
    )


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
