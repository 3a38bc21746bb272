"""Identity through the ledger: names that meet across scripts, declared names, and withdrawals of what declared them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests import build

from talentflow.entities import name_key
from talentflow.ledger import Ledger
from talentflow.model.claim import Extraction
from talentflow.model.document import Document
from talentflow.model.mention import Alias
from talentflow.model.span import Evidence
from talentflow.run.settle import settle


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.db")


def tell(ledger: Ledger, doc: str, person: str, kind: str, org: str, day: str, alias: str | None = None) -> Document:
    words = f"{person}（{alias}）" if alias else person
    document = build.document(f"{doc}: {words} {kind} {org}.", published=day, doc=doc)
    at = document.text.index(words)
    declared = Evidence.of(document.text, at, at + len(words))
    aliases = (Alias(doc_hash=document.hash, name=person, alias=alias, evidence=declared),) if alias else ()
    claim = build.claim(document, person, kind, org)
    ledger.add(document, Extraction(doc=doc, doc_hash=document.hash, claims=(claim,), aliases=aliases))
    settle(ledger)
    return document


def people(ledger: Ledger, name: str) -> list[tuple[str, ...]]:
    with ledger.view() as view:
        return [one.aliases for one in view.find("person", name_key(name))]


def test_a_romanized_name_meets_the_characters_whatever_comes_first(ledger: Ledger) -> None:
    tell(ledger, "a", "Shunyu Yao", "leave", "OpenAI", "2025-09-01")
    tell(ledger, "b", "姚舜禹", "leave", "百度", "2025-09-02")
    tell(ledger, "c", "姚顺雨", "leave", "OpenAI", "2025-09-03")
    tell(ledger, "d", "Yao Shun-yu", "held", "OpenAI", "2025-09-04")
    assert people(ledger, "姚顺雨") == [("Shunyu Yao", "Yao Shun-yu", "姚顺雨")]
    assert people(ledger, "Yao Shun-yu") == people(ledger, "姚顺雨")
    assert people(ledger, "姚舜禹") == [("姚舜禹",)]


def test_a_declared_name_joins_and_leaves_with_its_document(ledger: Ledger) -> None:
    tell(ledger, "a", "武卫", "leave", "阿里巴巴", "2022-03-01")
    tell(ledger, "b", "Maggie Wu", "leave", "Alibaba", "2022-03-02")
    assert people(ledger, "Maggie Wu") == [("Maggie Wu",)]
    told = tell(ledger, "c", "武卫", "held", "阿里巴巴", "2022-03-03", alias="Maggie Wu")
    assert people(ledger, "Maggie Wu") == [("Maggie Wu", "武卫")] == people(ledger, "武卫")
    ledger.withdraw(told.hash, on=date(2022, 4, 1), reason="test")
    settle(ledger)
    assert people(ledger, "Maggie Wu") == [("Maggie Wu",)] and people(ledger, "武卫") == [("武卫",)]


def test_a_units_people_are_the_houses(ledger: Ledger) -> None:
    tell(ledger, "a", "颜不语", "join", "字节跳动Seed", "2024-03-01")
    tell(ledger, "b", "颜不语", "leave", "ByteDance", "2025-03-01")
    assert len(people(ledger, "颜不语")) == 1
