"""Ways of telling a move that the reader understands: all the moves of each text, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.claims import telling

from talentflow.model.claim import MOVES

LINES = (Path(__file__).parent / "constructions.txt").read_text("utf-8").splitlines()
TOLD = [line for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("line", TOLD, ids=[line[:18] for line in TOLD])
def test_a_construction_is_read(line: str) -> None:
    text, expected = (part.strip() for part in line.split("=>"))
    facts = set() if expected == "nothing" else {spec.strip() for spec in expected.split("&")}
    found = set(telling.told(text))
    assert facts <= found
    assert {claim for claim in found if claim.split("|")[1] in MOVES} <= facts


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("陈立群离开云杉科技。这一次他选择自己当老板。", "陈立群|held|云杉科技"),  # of his own, not of that house
        ("陈立群离开云杉科技。高文博同样出身启明智能，曾任澜川科技副总裁。", "陈立群|held|澜川科技"),
        ("林若谷创办了澜川科技，成员大多来自云杉科技。", "林若谷|held|云杉科技"),  # most of them, not he
        ("云杉科技的研发由副总裁陈立群继续带领。", "陈立群|appoint|云杉科技"),  # he did so before
    ],
)
def test_what_is_not_told_is_not_claimed(text: str, untold: str) -> None:
    assert telling.told(text)
    assert untold not in telling.told(text)
