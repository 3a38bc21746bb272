"""Opening a ledger file: what it must be, how it is shared, and SQLite's errors in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from talentflow.errors import LedgerBusy, LedgerCorrupt, LedgerError
from talentflow.ledger.pairs import pairs
from talentflow.ledger.statements import migrations

APPLICATION_ID = int.from_bytes(b"TFLW", "big")
HEADER = b"SQLite format 3\x00"
BUSY_S = 5.0


@contextmanager
def reporting(path: Path) -> Iterator[None]:
    """Turn sqlite3's errors about this file into LedgerBusy, LedgerCorrupt or LedgerError, one line each."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(error, path) from error


def _named(error: sqlite3.Error, path: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", None)
    base = code & 0xFF if isinstance(code, int) else None
    if base in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(f"{path}: another process is writing to this ledger; try again when it is done")
    if base in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerCorrupt(f"{path}: the file is damaged or is no ledger ({error})")
    if base == sqlite3.SQLITE_FULL:
        return LedgerError(f"{path}: no space left on the disk; what was committed is safe")
    if base == sqlite3.SQLITE_IOERR:
        return LedgerError(f"{path}: the disk refused to write or read ({error}); what was committed is safe")
    if base in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LedgerError(f"{path}: cannot be written or opened ({error})")
    return LedgerError(f"{path}: {error}")


def open_writer(path: Path, *, create: bool, busy_s: float = BUSY_S) -> sqlite3.Connection:
    """A connection that may write, migrated to the newest shape; raises LedgerError and its children."""
    _refuse_strangers(path, create=create)
    with reporting(path):
        connection = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
        try:
            _check_id(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.create_function("pairs", 1, pairs, deterministic=True)
            _tune(connection)
            migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection; raises LedgerError when the file is missing, foreign or of a newer version."""
    _refuse_strangers(path, create=False)
    uri = path.absolute().as_uri()
    frozen = not os.access(path.absolute().parent, os.W_OK) and not Path(f"{path}-wal").exists()
    with reporting(path):
        connection = sqlite3.connect(f"{uri}?mode=ro{'&immutable=1' * frozen}", uri=True, isolation_level=None)
        try:
            _check_id(connection, path)
            _tune(connection)
            if _pragma(connection, "PRAGMA user_version") != migrations()[-1][0]:
                raise LedgerError(f"{path}: made by another version of talentflow; `talentflow read` updates it")
        except BaseException:
            connection.close()
            raise
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the migrations this file has not seen, each in one transaction."""
    newest = migrations()[-1][0]
    if _pragma(connection, "PRAGMA user_version") == newest:
        return
    for version, statements in migrations():
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _pragma(connection, "PRAGMA user_version") < version:
                for statement in statements:
                    connection.execute(statement)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    if _pragma(connection, "PRAGMA user_version") > newest:
        raise LedgerError(f"{path}: made by a newer version of talentflow")


def _refuse_strangers(path: Path, *, create: bool) -> None:
    """Say what is wrong with the path before SQLite makes or touches anything there."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: is a folder, not a ledger file")
        if not path.exists():
            if not create:
                raise LedgerError(f"{path}: no such ledger; `talentflow read PATH --db {path}` makes one")
            if not path.absolute().parent.is_dir():
                raise LedgerError(f"{path}: its folder does not exist")
            return
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error
    if head and head != HEADER:
        raise LedgerCorrupt(f"{path}: not a ledger (no SQLite file)")
    if not head and not create:
        raise LedgerCorrupt(f"{path}: the file is empty")


def _check_id(connection: sqlite3.Connection, path: Path) -> None:
    known = _pragma(connection, "PRAGMA application_id")
    n_objects: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if known != APPLICATION_ID and (known or n_objects):
        raise LedgerCorrupt(f"{path}: a SQLite file of another program, not a ledger")


def _tune(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")


def _pragma(connection: sqlite3.Connection, statement: str) -> int:
    value: int = connection.execute(statement).fetchone()[0]
    return value
