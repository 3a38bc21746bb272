"""The ledger as it stood: later readings, withdrawals and judgements are as if they had not been."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests import build, toy

from talentflow.entities import name_key
from talentflow.ledger import Filters, Ledger, View
from talentflow.run.settle import settle

TODAY = datetime.now(UTC).date()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


def add(ledger: Ledger, text: str, published: str, doc: str) -> int:
    document = build.document(text, published=published, doc=doc)
    ledger.add(document, toy.extract(document))
    settle(ledger)
    return ledger.view().newest()[0]


def test_a_back_dated_document_is_not_in_what_was_read_before(ledger: Ledger) -> None:
    first = add(ledger, "张三 leave 甲公司 reported 2024-12", "2025-01-10", "a")
    add(ledger, "张三 leave 甲公司 denied", "2025-01-11", "back-dated")
    known = Filters(known_by=date(2025, 1, 31))
    (now,) = ledger.view().moves(known)
    with View.open(ledger.path, read_by=first) as then:
        (before,) = then.moves(known)
        assert (before.status, len(before.history)) == ("reported", 1)
        assert then.counts()["documents"] == 1 and then.newest()[0] == first
        assert [hit.document.id for hit in then.search("张三")] == ["a"]
        assert then.find("person", name_key("张三"))
    assert (now.status, len(now.history)) == ("denied", 2)


def test_a_withdrawn_document_still_spoke_then(ledger: Ledger) -> None:
    first = add(ledger, "张三 leave 甲公司 reported 2024-12", "2025-01-10", "a")
    (document,) = ledger.view().documents_like("a")
    ledger.withdraw(document.hash, on=date(2025, 1, 10), reason="wrong")
    settle(ledger)
    assert ledger.view().moves() == []
    with View.open(ledger.path, read_by=first) as then:
        (event,) = then.moves()
        assert then.claim(event.claim_ids[0]) and then.withdrawal(document.hash) is None


def test_by_a_day_is_by_its_end(ledger: Ledger) -> None:
    add(ledger, "张三 leave 甲公司", "2025-01-10", "a")
    for day, n in ((TODAY - timedelta(days=1), 0), (TODAY + timedelta(days=1), 1), (date.max, 1)):
        with View.open(ledger.path, read_by=day) as then:
            assert (len(then.moves()), then.counts()["documents"]) == (n, n)
    with View.open(ledger.path, read_by=0) as nothing:
        assert nothing.newest() == (0, None) and nothing.published() == (None, None)


def test_the_views_have_the_columns_of_the_tables(ledger: Ledger) -> None:
    with View.open(ledger.path, read_by=0) as then:
        run = then._connection
        views = [row["name"] for row in run.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'view'")]
        for name in views:
            assert columns(run, "temp", name) == columns(run, "main", name), name
        with_clock = [
            row["name"]
            for row in run.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%tx_to%'")
        ]
        assert set(with_clock) <= set(views)


def columns(run: sqlite3.Connection, schema: str, name: str) -> list[str]:
    return [row["name"] for row in run.execute("SELECT name FROM pragma_table_info(?, ?)", (name, schema))]
