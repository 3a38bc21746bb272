"""Absences: what a source asserts did not happen, and what is no such assertion."""

from __future__ import annotations

from datetime import date

import pytest

from talentflow.claims import engine
from talentflow.lang.data import read_yaml
from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.claim import Absence
from talentflow.model.document import Document

RULES = read_yaml("zh/absences.yml")["rules"]
EXAMPLES = [(rule["id"], example) for rule in RULES for example in rule["examples"]]


def absences(text: str, published: str | None = "2025-04-13") -> tuple[Absence, ...]:
    reading = read(Document(id="d", text=text, published=date.fromisoformat(published) if published else None))
    return engine.read(reading, find(reading)).absences


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}: {e[:18]}" for r, e in EXAMPLES])
def test_a_rule_reads_its_examples(rule: str, example: str) -> None:
    text, expected = (part.strip() for part in example.split("=>"))
    wanted = [] if expected == "nothing" else [spec.strip() for spec in expected.split("&")]
    assert [f"{a.kind}|{a.org}" for a in absences(text)] == wanted


def test_every_rule_is_explained() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    assert all(rule["why"] for rule in RULES)


def test_evidence_stands_in_the_text() -> None:
    text = "经统计， 除了 衡岳集团 暂时还没有出现高管离职的情况之外，其他公司都有多位高管离职。"
    (found,) = absences(text)
    assert found.evidence.stands_in(text)
    assert found.org == "衡岳集团"


def test_several_organizations_without_a_departure() -> None:
    assert {a.org for a in absences("只有衡岳集团和澜川科技没有高管出走。")} == {"衡岳集团", "澜川科技"}


def test_an_organization_is_told_once() -> None:
    assert len(absences("衡岳集团至今没有高管离职。衡岳集团核心团队保持稳定。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2021年衡岳集团没有高管离职。",
        "衡岳集团没有透露高管离职的原因。",
        "衡岳集团没有挽留离职的副总裁林若谷。",
        "林若谷否认自己离开衡岳集团。",
        "衡岳集团的股价保持稳定。",
        "衡岳集团希望管理层保持稳定。",
    ],
)
def test_no_absence(text: str) -> None:
    assert not absences(text)
