"""The ledger's writer: idempotent, transactional, honest about the file it is given."""

from __future__ import annotations

import sqlite3
import stat
from importlib.resources import files
from pathlib import Path

import pytest
from tests import build

from talentflow.errors import EvidenceError, LedgerBusy, LedgerCorrupt, LedgerError
from talentflow.ledger import Ledger, View
from talentflow.ledger.statements import migrations
from talentflow.model.document import Refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def read_one(ledger: Ledger) -> build.Told:
    pair = build.told(
        "张三离开了甲公司。",
        {"person": "张三", "kind": "leave", "org": "甲公司", "date": "2024-03"},
        published="2024-03-09",
    )
    ledger.add(*pair)
    return pair


def test_the_same_content_twice_is_nothing_new(path: Path) -> None:
    with Ledger.open(path) as ledger:
        pair = read_one(ledger)
        assert ledger.add(*pair) is False
        assert ledger.has(pair[0].hash)
    with View.open(path) as view:
        assert view.counts()["documents"] == view.counts()["claims"] == 1


def test_a_claim_comes_back_as_it_was_read(path: Path) -> None:
    with Ledger.open(path) as ledger:
        document, extraction = read_one(ledger)
    with View.open(path) as view:
        assert view.claim(extraction.claims[0].id) == (extraction.claims[0], document)
        assert view.claims() == list(extraction.claims)
        assert view.claim("c-none") is None


def test_a_batch_that_fails_leaves_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        with pytest.raises(RuntimeError), ledger.batch():
            read_one(ledger)
            raise RuntimeError
        assert ledger.view().counts()["documents"] == 0
        read_one(ledger)
        assert ledger.view().counts()["documents"] == 1


def test_dates_are_half_open_and_both_clocks_stand(path: Path) -> None:
    with Ledger.open(path) as ledger:
        read_one(ledger)
        row = ledger.connection.execute("SELECT valid_from, valid_to, tx_from, tx_to FROM claims").fetchone()
    assert tuple(row) == ("2024-03-01", "2024-04-01", 1, None)


def test_a_quote_that_does_not_stand_is_refused(path: Path) -> None:
    right, wrong = build.document("张三离开了甲公司。"), build.document("李四离开了甲公司。")
    stray = build.extraction(right, build.claim(wrong, "李四", "leave", "甲公司"))
    with Ledger.open(path) as ledger:
        with pytest.raises(EvidenceError, match="no '李四"):
            ledger.add(right, stray)
        with pytest.raises(EvidenceError, match="another text"):
            ledger.add(right, build.extraction(wrong))


def test_a_refusal_is_kept_once(path: Path) -> None:
    refusal = Refusal(where="a.txt", code="binary", reason="not text", line=3)
    with Ledger.open(path) as ledger:
        ledger.refuse([refusal, refusal])
        ledger.refuse([refusal])
        assert list(ledger.view().refusals()) == [refusal]


def test_rows_are_only_ever_closed() -> None:
    folder = files("talentflow.ledger") / "sql"
    statements = {item.name: item.read_text("utf-8") for item in folder.iterdir() if item.is_file()}
    updates = [text for text in statements.values() if "UPDATE" in text]
    assert updates and all(" SET tx_to = " in text for text in updates)
    deletes = {name for name, text in statements.items() if "DELETE" in text}
    # A queue is no knowledge, and erasing is what the law asks for.
    assert {name for name in deletes if not name.startswith("erase_")} == {"delete_pending.sql"}


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [version for version, _ in migrations()] == list(range(1, len(migrations()) + 1))


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_corrupt(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for opening in (Ledger.open, View.open):
        with pytest.raises(LedgerCorrupt, match=str(path)):
            opening(path)
    assert path.read_bytes() == content


def test_another_programs_sqlite_file_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photos (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    for opening in (Ledger.open, View.open):
        with pytest.raises(LedgerCorrupt, match="another program"):
            opening(path)
    assert path.read_bytes() == before


def test_pages_damaged_in_the_middle_are_reported(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for number in range(200):
            ledger.add(*build.told(f"第{number}篇：张三离开了甲公司。" * 20, doc=str(number)))
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xa5" * (len(content) - 8192 - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerCorrupt), View.open(path) as view:
        view.claims()
        view.search("张三")


def test_an_empty_file_becomes_a_ledger_but_is_none(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerCorrupt, match="empty"):
        View.open(path)
    Ledger.open(path).close()
    assert View.open(path).counts()["documents"] == 0


def test_a_newer_ledger_is_refused(path: Path) -> None:
    Ledger.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    for opening in (Ledger.open, View.open):
        with pytest.raises(LedgerError, match="version"):
            opening(path)


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger.open(tmp_path / "nowhere" / "ledger.db")
    with pytest.raises(LedgerError, match="no such ledger"):
        View.open(tmp_path / "ledger.db")
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "ledger.db", create=False)
    with pytest.raises(LedgerError, match="cannot be written"):
        Ledger.open("/proc/ledger.db")


def test_a_second_writer_is_told_so(path: Path) -> None:
    with Ledger.open(path) as first, Ledger.open(path, busy_s=0.05) as second:
        with first.batch():
            read_one(first)
            with pytest.raises(LedgerBusy, match="another process is writing"):
                read_one(second)
            assert first.view().counts()["documents"] == 0  # readers do not wait
        read_one(second)
        assert second.view().counts()["documents"] == 1


def test_a_ledger_in_a_folder_nobody_may_write_can_be_read(path: Path) -> None:
    with Ledger.open(path) as ledger:
        read_one(ledger)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with View.open(path) as view:
            assert view.counts()["documents"] == 1
    finally:
        path.parent.chmod(stat.S_IRWXU)
