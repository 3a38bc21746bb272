"""Lineage in the ledger: copies are no sources, on any day, in any order of reading."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests import build, toy

from talentflow.ledger import Filters, Ledger
from talentflow.model.document import Document
from talentflow.run import pipeline
from talentflow.run.keep import rebuild
from talentflow.run.settle import settle

STORY = (
    "张三 leave 极美公司 2025-03\n极美公司的这位副总裁在三月里向团队告别,他负责的编译器组有一百二十人,去年营收增长了百分之四十七。\n"
    "同事们在公司的食堂里为他办了一场小小的送别会,墙上还挂着他六年前画的第一张架构图。\n"
)
OTHER = "张三 leave 极美公司 2025-03\n本报从两位接近董事会的人士处独立获悉此事,公司对此不予置评,接任者尚未确定。\n"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", toy.extract)


def news(text: str, doc: str, published: str) -> Document:
    return build.document(text, doc=doc, published=published)


DOCUMENTS = (
    news(STORY, "origin", "2025-03-04"),
    news(STORY + "本文由编辑整理。\n", "copy", "2025-03-05"),
    news(OTHER, "own", "2025-03-06"),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_copy_is_no_source(tmp_path: Path, order: tuple[int, ...]) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for index in order:
            pipeline.ingest([DOCUMENTS[index]], ledger)
        (event,) = ledger.view().moves()
        assert (event.n_roots, len(event.history)) == (2, 3)
        (then,) = ledger.view().moves(Filters(known_by=date(2025, 3, 5)))
        assert (then.n_roots, len(then.history)) == (1, 2)


def test_a_copy_of_a_withdrawn_document_stands_for_itself(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        pipeline.ingest(DOCUMENTS, ledger)
        ledger.withdraw(DOCUMENTS[0].hash, on=date(2026, 1, 1), reason="wrong")
        settle(ledger)
        (event,) = ledger.view().moves()
        assert (event.n_roots, len(event.history)) == (2, 2)


def test_rebuilding_places_what_was_read_before_lineage_was_kept(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for document in DOCUMENTS:
            ledger.add(document, toy.extract(document))
        settle(ledger)
        assert ledger.view().moves()[0].n_roots == 3
        rebuild(ledger)
        assert ledger.view().moves()[0].n_roots == 2


def test_the_same_lineage_whatever_the_source_is_called(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        pipeline.ingest([replace(one, source=f"outlet {one.id}") for one in DOCUMENTS], ledger)
        assert ledger.view().moves()[0].n_roots == 2
