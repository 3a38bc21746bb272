"""Positions in running text: the head, what belongs in front of it, and the field in brackets behind it."""

from __future__ import annotations

import pytest

from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.document import Document


def roles(text: str) -> list[str]:
    return [c.text for c in find(read(Document(id="t", text=text))) if c.kind == "role"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林若谷任副总经理（节目内容营运）。", ["副总经理(节目内容营运)"]),
        ("林若谷任总经理（周子安离任后）。", ["总经理"]),
        ("副总经理（林若谷）出席。", ["副总经理"]),
        ("林若谷任国盛证券汽车首席。", ["汽车首席"]),
        ("林若谷任战略委员会委员。", ["战略委员会委员"]),
        ("林若谷任奚南大学校长。", ["校长"]),
        ("林若谷任联席首席执行官。", ["联席首席执行官"]),
        ("林若谷任助理署长。", ["助理署长"]),
    ],
)
def test_roles(text: str, expected: list[str]) -> None:
    assert roles(text) == expected
