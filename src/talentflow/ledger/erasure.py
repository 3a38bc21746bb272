"""Taking a person out of the ledger for good: the only place where rows are deleted.

What is deleted is overwritten in the file (`secure_delete`), the indexes of words are merged so that no part of them
keeps a word, and the journal is emptied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import reporting
from talentflow.ledger.pairs import pairs
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger
from talentflow.model.claim import Extraction
from talentflow.model.document import Document
from talentflow.model.mention import Alias

IN_DOCUMENTS = (
    "erase_events_of_documents",
    "erase_event_claims",
    "erase_assignments",
    "erase_claims",
    "erase_mentions",
    "erase_absences",
    "erase_org_events",
    "erase_withdrawals",
    "erase_other_names",
    "erase_documents",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document as it lies in the ledger, with all that was read from it; `withdrawn` is the day and the reason."""

    row: int
    document: Document
    extraction: Extraction
    withdrawn: tuple[date, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Buried:
    """A tombstone: a salt, and digests of salted words; nobody reads a name out of it."""

    salt: str
    names: frozenset[str]
    pairs: frozenset[str]
    lengths: tuple[int, ...]
    only_one: bool

    def line(self) -> str:
        return orjson.dumps(
            {
                "names": sorted(self.names),
                "pairs": sorted(self.pairs),
                "lengths": self.lengths,
                "only_one": self.only_one,
            }
        ).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Where a person is in the ledger, now and in its history."""

    ids: frozenset[str]
    names: frozenset[str]
    blocks: frozenset[str]
    documents: frozenset[int]


def traces(ledger: Ledger, person_ids: Iterable[str]) -> Traces:
    """Every id that the claims of these people ever led to, with their names and documents."""
    found = _ask(ledger, "select_past_persons", {"ids": _json(sorted(set(person_ids)))})
    names = {row["name"] for row in found}
    mistaken = {row["id"] for row in _ask(ledger, "select_named_orgs", {"names": _json(sorted(names))})}
    return Traces(
        ids=frozenset({row["id"] for row in found} | mistaken | set(person_ids)),
        names=frozenset(names),
        blocks=frozenset(row["block"] for row in found if row["block"] is not None),
        documents=frozenset(row["document_row"] for row in found),
    )


def naming(ledger: Ledger, names: Collection[str]) -> list[Stored]:
    """Documents whose words hold one of the names, withdrawn ones too."""
    found = _ask(ledger, "select_documents_naming", {"names": _json(sorted(names))})
    return [_stored(ledger, row) for row in found]


def forget(ledger: Ledger, gone: Sequence[Stored], found: Traces) -> None:
    """Delete these documents and all that rests on them, and the person's ids, names and judgements."""
    with ledger.batch("erase"), reporting(ledger.path):
        run = ledger.connection
        asked = {"documents": _json([one.row for one in gone])}
        for one in gone:
            title, text = one.document.title or "", one.document.text
            run.execute(sql("erase_words_of_document"), (one.row, title, text))
            run.execute(sql("erase_pairs_of_document"), (one.row, pairs(f"{title} {text}")))
        # Steps hold events by key: they go first, but they say which events go.
        run.execute("PRAGMA defer_foreign_keys = ON")
        for statement in IN_DOCUMENTS:
            run.execute(sql(statement), asked)
        named = {
            "names": _json(sorted(found.names)),
            "hashes": _json([one.document.hash for one in gone]),
        }
        run.executemany(sql("insert_pending_of_hash"), [(one.document.hash,) for one in gone])
        for statement in ("erase_signature_keys", "erase_signatures", "erase_derivations"):
            run.execute(sql(statement), {"hashes": named["hashes"]})
        run.execute(sql("erase_judgements"), named)
        run.execute(sql("erase_profiles"), named)
        ids = {"ids": _json(sorted(found.ids))}
        run.execute(sql("erase_spells"), {**ids, "blocks": _json(sorted(found.blocks))})
        run.execute(sql("erase_aliases"), ids)
        run.execute(sql("erase_entities"), ids)


def forget_names(ledger: Ledger, names: Iterable[str]) -> None:
    """Delete the names themselves where nobody else has them."""
    with ledger.batch("erase"), reporting(ledger.path):
        asked = {"names": _json(sorted(set(names)))}
        for statement in ("erase_names", "erase_pending", "erase_refusals"):
            ledger.connection.execute(sql(statement), asked)
        ledger.connection.execute(sql("erase_name_links"))
        ledger.connection.execute(sql("erase_words_for_good"))
        ledger.connection.execute(sql("erase_pairs_for_good"))


def bury(ledger: Ledger, tombstone: Buried, reason: str) -> None:
    """Keep the tombstone."""
    with ledger.batch("erase"), reporting(ledger.path):
        row = (tombstone.salt, tombstone.line(), reason, ledger.tx)
        ledger.connection.execute(sql("insert_erasure"), row)


def buried(ledger: Ledger) -> list[Buried]:
    """Every tombstone."""
    found = []
    for row in _ask(ledger, "select_erasures", ()):
        told = orjson.loads(row["digests"])
        found.append(
            Buried(
                salt=row["salt"],
                names=frozenset(told["names"]),
                pairs=frozenset(told["pairs"]),
                lengths=tuple(told["lengths"]),
                only_one=told["only_one"],
            )
        )
    return found


def overwrite(ledger: Ledger, on: bool) -> None:
    """From here on deleted rows are overwritten; off again, the file is rewritten and the journal emptied."""
    with reporting(ledger.path):
        ledger.connection.execute("PRAGMA secure_delete = ON" if on else "PRAGMA secure_delete = OFF")
        if not on:
            ledger.connection.execute("VACUUM")
            ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _stored(ledger: Ledger, row: sqlite3.Row) -> Stored:
    at = (row["row_id"],)
    doc_hash = row["hash"]
    claims = [rows.read_claim(one) for one in _ask(ledger, "select_claims_of_document", at)]
    other = [
        Alias(doc_hash=doc_hash, name=one["name"], alias=one["other"], evidence=rows.read_evidence(one))
        for one in _ask(ledger, "select_other_names_of_document", at)
    ]
    extraction = Extraction(
        doc=row["id"],
        doc_hash=doc_hash,
        mentions=tuple(rows.read_mention(one) for one in _ask(ledger, "select_mentions_of_document", at)),
        claims=tuple(claims),
        absences=tuple(rows.read_absence(one) for one in _ask(ledger, "select_absences_of_document", at)),
        org_events=tuple(rows.read_org_event(one) for one in _ask(ledger, "select_org_events_of_document", at)),
        aliases=tuple(other),
    )
    day = rows.parse_day(row["on_day"])
    withdrawn = (day, row["withdrawn_for"]) if day is not None else None
    return Stored(row=row["row_id"], document=rows.read_document(row), extraction=extraction, withdrawn=withdrawn)


def _ask(ledger: Ledger, statement: str, parameters: object) -> list[sqlite3.Row]:
    with reporting(ledger.path):
        return ledger.connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _json(values: Sequence[object]) -> str:
    return orjson.dumps(list(values)).decode()
