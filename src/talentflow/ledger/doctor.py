"""Is the ledger sound? The file, its indexes, and whether what is derived rests on what was read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from talentflow.ledger.connection import reporting
from talentflow.ledger.statements import sql
from talentflow.ledger.writer import Ledger

# Each check finds ids of what is wrong; `rebuild` mends those that are derived.
CHECKS: dict[str, str] = {
    "check_quotes": "claims whose words do not stand in their document",
    "check_unassigned": "claims that nobody was found for",
    "check_untold": "claims that no event tells",
    "check_unfounded": "events that rest on withdrawn claims",
    "check_strangers": "events about somebody else than their claims",
    "check_orphans": "assignments or people without a claim",
    "check_spells": "spells of people who are not there",
    "check_steps": "events whose record and rows differ",
    "check_stretches": "events that stand twice on one day",
    "check_lineage": "lineage of documents that are not there",
}
FILE, INDEX = "the file", "the index of words"
DRIFT = "what deriving everything anew would change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: `wrong` are ids or messages, at most twenty; none of them means that all is well."""

    check: str
    wrong: tuple[str, ...]


def examine(ledger: Ledger) -> list[Finding]:
    """Every check, the sound ones too; raises LedgerCorrupt where SQLite cannot even read on."""
    run = ledger.connection
    with reporting(ledger.path):
        damage = [row[0] for row in run.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        damage += [
            f"{row[0]} {row[1]} refers to nothing in {row[2]}" for row in run.execute("PRAGMA foreign_key_check")
        ]
        found = [Finding(check=FILE, wrong=tuple(damage[:20])), Finding(check=INDEX, wrong=_index(ledger))]
        for statement, words in CHECKS.items():
            wrong = tuple(str(row[0]) for row in run.execute(sql(statement)))
            found.append(Finding(check=words, wrong=wrong))
    return found


def put_off_everything(ledger: Ledger) -> None:
    """Queue every name: the next settling derives everything anew and closes what was wrong."""
    with ledger.batch("rebuild"), reporting(ledger.path):
        ledger.connection.execute(sql("insert_pending_all"))


def changed(ledger: Ledger) -> Finding:
    """What the batch that is open has opened or closed of what is derived."""
    with reporting(ledger.path):
        wrong = tuple(row["id"] for row in ledger.connection.execute(sql("derived_in"), {"tx": ledger.tx}))
    return Finding(check=DRIFT, wrong=wrong)


def _index(ledger: Ledger) -> tuple[str, ...]:
    try:
        with ledger.batch("doctor"):
            ledger.connection.execute(sql("check_index"))
    except sqlite3.DatabaseError as error:
        return (str(error),)
    return ()
