"""The ledger as it stood after an earlier transaction, for a reader: its tables behind views of what was there then.

Rows are appended and closed, never changed, so what a reader saw can be seen again; erasure is the one exception.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta

from talentflow.ledger.statements import script, sql


def go_back(connection: sqlite3.Connection, to: date | int) -> None:
    """Show this connection the ledger as of the end of a day (UTC), or after a transaction; it cannot come forth."""
    tx = _last_of(connection, to) if isinstance(to, date) else to
    for statement in script("past"):
        connection.execute(statement)
    connection.execute(sql("ask_tx"), (tx,))


def _last_of(connection: sqlite3.Connection, day: date) -> int:
    if day == date.max:
        return _newest(connection)
    after = datetime.combine(day + timedelta(days=1), time.min, UTC).isoformat(timespec="milliseconds")
    found: int = connection.execute(sql("last_tx"), (after,)).fetchone()["tx"]
    return found


def _newest(connection: sqlite3.Connection) -> int:
    found = connection.execute(sql("newest_tx")).fetchone()
    return found["tx"] if found is not None else 0
