"""All that a ledger says, whatever the numbers of its rows: two ledgers of one content say the same."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.faults import reading

from talentflow.ledger import Ledger, doctor

OPEN = {
    "documents": "SELECT hash, id, text, published FROM documents WHERE tx_to IS NULL",
    "claims": "SELECT id, person, kind, org, status, quote FROM claims WHERE tx_to IS NULL",
    "assignments": "SELECT c.id, a.person_id, a.org_id FROM assignments AS a JOIN claims AS c ON c.row_id = a.claim_row"
    " WHERE a.tx_to IS NULL",
    "entities": "SELECT id, kind, name, block, known_from, known_to FROM entities WHERE tx_to IS NULL",
    "aliases": "SELECT entity_id, name, key, known_from, known_to FROM aliases WHERE tx_to IS NULL",
    "events": "SELECT id, person_id, org_id, known_from, known_to, body FROM events WHERE tx_to IS NULL",
    "event_claims": "SELECT e.id, e.known_from, l.step, c.id, l.status, l.root FROM event_claims AS l"
    " JOIN events AS e ON e.row_id = l.event_row JOIN claims AS c ON c.row_id = l.claim_row WHERE e.tx_to IS NULL",
    "spells": "SELECT id, block, known_from, known_to, body FROM spells WHERE tx_to IS NULL",
    "judgements": "SELECT id, reason, score FROM judgements WHERE tx_to IS NULL",
    "derivations": "SELECT doc_hash, origin_hash, origin_name, reason FROM derivations WHERE tx_to IS NULL",
    "signatures": "SELECT doc_hash, body FROM signatures",
    "words": "SELECT rowid FROM documents_fts WHERE documents_fts MATCH '\"新闻新\"'",
    "pending": "SELECT name FROM pending",
}
DERIVED = ("assignments", "entities", "aliases", "events", "spells")

Content = dict[str, list[tuple[object, ...]]]


def content(path: Path) -> Content:
    raw = sqlite3.connect(path)
    try:
        return {name: sorted(map(tuple, raw.execute(query)), key=repr) for name, query in OPEN.items()}
    finally:
        raw.close()


def sound(path: Path) -> None:
    """SQLite finds the file whole."""
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def healthy(path: Path) -> None:
    """The doctor finds nothing."""
    with Ledger.open(path) as ledger:
        assert [one for one in doctor.examine(ledger) if one.wrong] == []


def lose_what_is_derived(path: Path) -> None:
    """Close every derived row: what a rebuild then has to do is all of it."""
    raw = sqlite3.connect(path)
    for table in DERIVED:
        raw.execute(f"UPDATE {table} SET tx_to = (SELECT max(tx) FROM transactions) WHERE tx_to IS NULL")  # noqa: S608
    raw.commit()
    raw.close()


def start(path: Path, *words: str) -> subprocess.Popen[str]:
    """The reading in a process of its own, its ledger open."""
    child = subprocess.Popen(
        [sys.executable, reading.__file__, str(path), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    if child.stdout.readline() != "open\n":
        raise AssertionError(child.communicate())
    return child


def complete(path: Path, *words: str) -> dict[str, int]:
    """Run it to its end; ticks by phase."""
    said, error = start(path, *words).communicate()
    *phases, last = said.splitlines()
    assert last == "done", (said, error)
    return {name: int(n) for name, n in (line.split() for line in phases)}
