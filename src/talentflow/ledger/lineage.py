"""Signatures of documents and the links between them, as rows; what they mean is not the ledger's business."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

import orjson

from talentflow.ledger import rows
from talentflow.ledger.connection import reporting
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation

Window = tuple[date, date | None]


def put_signature(ledger: Ledger, doc_hash: str, body: bytes, keys: Iterable[int]) -> None:
    """Keep a signature and the keys under which it is found; the same one again changes nothing."""
    with ledger.batch(), reporting(ledger.path):
        done = ledger.connection.execute(sql("insert_signature"), (doc_hash, body))
        if done.rowcount:
            number = done.lastrowid
            ledger.connection.executemany(sql("insert_signature_key"), [(key, number) for key in sorted(set(keys))])


def signature(ledger: Ledger, doc_hash: str) -> bytes | None:
    """What was kept for a document; None where nothing was."""
    found = _ask(ledger, "select_signature", (doc_hash,))
    return bytes(found[0]["body"]) if found else None


def sharing(ledger: Ledger, keys: Iterable[int], limit: int) -> dict[int, list[str]]:
    """Documents under each key, oldest first; without the keys that none has, or more than `limit`."""
    found: dict[int, list[str]] = {}
    asked = {"keys": orjson.dumps(list(keys)).decode(), "limit": limit}
    for row in _ask(ledger, "select_sharing", asked):
        found.setdefault(row["key"], []).append(row["doc_hash"])
    return found


def link(ledger: Ledger, links: Iterable[Derivation]) -> None:
    """Keep links; the names in the documents whose origin they tell wait to be settled anew."""
    told = list(links)
    if not told:
        return
    with ledger.batch(), reporting(ledger.path):
        tx = ledger.tx
        made = [(one.doc_hash, one.origin_hash, one.origin_name, one.score, one.reason, tx) for one in told]
        ledger.connection.executemany(sql("insert_derivation"), made)
        ledger.connection.executemany(sql("insert_pending_of_hash"), {(one.doc_hash,) for one in told})


def derivations(ledger: Ledger, hashes: Iterable[str]) -> dict[str, list[Derivation]]:
    """The links of these documents, and of those they lead to, by document."""
    found: dict[str, list[Derivation]] = {}
    asked = set(hashes)
    while asked:
        fresh: set[str] = set()
        for row in _ask(ledger, "select_derivations", {"hashes": _json(asked)}):
            found.setdefault(row["doc_hash"], []).append(rows.read_derivation(row))
            if row["origin_hash"] is not None:
                fresh.add(row["origin_hash"])
        asked = fresh - found.keys() - asked
    return found


def windows(ledger: Ledger, hashes: Iterable[str]) -> Mapping[str, Window]:
    """From when until when each document speaks."""
    found = _ask(ledger, "select_windows", {"hashes": _json(set(hashes))})
    return {row["hash"]: (date.fromisoformat(row["known_from"]), rows.parse_day(row["known_to"])) for row in found}


def unsigned(ledger: Ledger) -> list[Document]:
    """Documents with claims that have no signature yet."""
    return [rows.read_document(row) for row in _ask(ledger, "select_unsigned", ())]


def _ask(ledger: Ledger, statement: str, parameters: object) -> list[sqlite3.Row]:
    with reporting(ledger.path):
        return ledger.connection.execute(sql(statement), parameters).fetchall()  # type: ignore[arg-type]


def _json(values: Iterable[str]) -> str:
    return orjson.dumps(sorted(values)).decode()
