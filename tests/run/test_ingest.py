"""Documents into the ledger: once each, in order, whatever happens to one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import build, toy

from talentflow.ledger import Filters, Ledger
from talentflow.model.document import Document, Refusal
from talentflow.run import pipeline
from talentflow.run.local import InProcess, LocalPool, runner
from talentflow.run.settle import settle


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", toy.extract)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield ledger


def documents(n: int) -> list[Document]:
    return [
        build.document(f"张{i % 7} leave 公司{i % 5} 2024-0{i % 9 + 1}\n第{i}篇", doc=f"d{i}", published="2024-12-01")
        for i in range(n)
    ]


def test_read_then_read_again(ledger: Ledger) -> None:
    shown: list[pipeline.Progress] = []
    first = pipeline.ingest(documents(20), ledger, show=shown.append)
    assert (first.n_seen, first.n_added, first.n_known, first.n_claims) == (20, 20, 0, 20)
    assert shown[-1] == first
    before = ledger.view().moves()
    again = pipeline.ingest(documents(20), ledger)
    assert (again.n_added, again.n_known) == (0, 20)
    assert ledger.view().moves() == before and before
    assert ledger.connection.execute("SELECT count(*) FROM events").fetchone()[0] == len(before)


def test_two_files_of_one_content_are_one_document(ledger: Ledger) -> None:
    one = documents(1)[0]
    progress = pipeline.ingest([one, one], ledger)
    assert (progress.n_added, progress.n_known) == (1, 1)


def test_a_document_that_fails_is_refused_and_tried_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = build.document("boom", doc="bad")
    progress = pipeline.ingest([*documents(3), bad, Refusal(where="x.txt", code="binary", reason="not text")], ledger)
    assert (progress.n_added, progress.n_refused) == (3, 2)
    refusals = {(r.where, r.code) for r in ledger.view().refusals()}
    assert refusals == {("bad", "failed"), ("x.txt", "binary")}
    assert not ledger.has(bad.hash)


def test_workers_give_the_same_ledger(ledger: Ledger, tmp_path: Path) -> None:
    pipeline.ingest(documents(60), ledger)
    with Ledger.open(tmp_path / "other.db") as other:
        pipeline.ingest(documents(60), other, workers=2)
        assert other.view().moves() == ledger.view().moves()
        assert [c.id for c in other.view().claims()] == [c.id for c in ledger.view().claims()]


def test_what_waits_is_settled_by_the_next_call(ledger: Ledger) -> None:
    with ledger.batch():
        for document in documents(5):
            ledger.add(document, toy.extract(document))
    assert ledger.view().counts()["pending"] == 5 and not ledger.view().moves()
    assert settle(ledger) == 5 and settle(ledger) == 0
    assert ledger.view().counts()["pending"] == 0 and ledger.view().moves()


def test_an_event_that_changes_is_closed_and_appended(ledger: Ledger) -> None:
    pipeline.ingest([build.document("张三 leave 甲公司 rumored", published="2025-02-20")], ledger)
    (rumor,) = ledger.view().moves()
    pipeline.ingest([build.document("张三 leave 甲公司 announced", published="2025-03-04", doc="b")], ledger)
    (event,) = ledger.view().moves()
    assert (rumor.id, rumor.status, event.status) == (event.id, "rumored", "announced")
    versions = ledger.connection.execute(
        "SELECT status, known_from, known_to, tx_to IS NULL FROM events ORDER BY row_id"
    )
    assert [tuple(version) for version in versions] == [
        ("rumored", "2025-02-20", None, 0),
        ("rumored", "2025-02-20", "2025-03-04", 1),
        ("announced", "2025-03-04", None, 1),
    ]
    (then,) = ledger.view().moves(Filters(known_by=build.document("", published="2025-03-01").published))
    assert (then.status, len(then.history), then.n_roots) == ("rumored", 1, 1)


def _die_once(item: int) -> int:
    flag = Path(os.environ["TALENTFLOW_TEST_FLAG"])
    if item == 5 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), 9)
    return item * 2


def _die_always(item: int) -> int:
    if item == 5:
        os.kill(os.getpid(), 9)
    return item * 2


def _lost(item: int, reason: str) -> int:
    assert "died" in reason
    return -item


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTFLOW_TEST_FLAG", str(tmp_path / "flag"))
    assert list(LocalPool(2).map(_die_once, range(200), _lost)) == [2 * i for i in range(200)]


def test_an_item_that_kills_every_worker_is_the_only_one_lost() -> None:
    expected = [-5 if i == 5 else 2 * i for i in range(100)]
    assert list(LocalPool(2).map(_die_always, range(100), _lost)) == expected


def test_the_runner_of_one_worker_is_this_process() -> None:
    assert isinstance(runner(1), InProcess) and isinstance(runner(2), LocalPool)
    assert list(runner(1).map(str, range(3), lambda item, reason: reason)) == ["0", "1", "2"]
