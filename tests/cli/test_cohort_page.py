"""The page of a cohort's answer and the page of a career: every case in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import build

from talentflow.ledger import Ledger
from talentflow.run.settle import settle

if TYPE_CHECKING:
    from tests.cli.conftest import Call


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    at = build.document("甲乙丙丁戊己庚辛壬癸", doc="a", published="2025-04-13")
    claims = [
        build.claim(at, "王甲", "leave", "智谱AI", org_id="zhipu", date="2024-08", role="副总裁"),
        build.claim(at, "王甲", "join", "字节跳动", org_id="bytedance", date="2024-08", status="rumored"),
        build.claim(at, "李乙", "leave", "智谱AI", org_id="zhipu"),
        build.claim(at, "李乙", "found", None, venture="AI 编程"),
        build.claim(at, "赵丙", "leave", "百川智能", org_id="baichuan", date="2025-01"),
        build.claim(at, "钱丁", "leave", "MiniMax", org_id="minimax", status="denied"),
        build.claim(at, "孙戊", "join", "字节跳动", org_id="bytedance", date="2025-02"),
        build.claim(at, "周己", "join", "百川智能", org_id="baichuan", date="2023-07"),
        build.claim(at, "周己", "join", "零一万物", org_id="lingyi-wanwu", date="2024-05"),
        build.claim(at, "周己", "leave", "零一万物", org_id="lingyi-wanwu", date="2025-06", status="rumored"),
    ]
    with Ledger.open(path) as made:
        absences = [
            build.absence(at, "阶跃星辰", "stepfun", "甲乙丙"),
            build.absence(at, "百川智能", "baichuan", "甲乙丙"),
        ]
        sale = build.sale(at, "零一万物", "lingyi-wanwu", "甲乙丙", other="阿里")
        extraction = build.extraction(at, *claims, absences=absences, org_events=[sale])
        made.add(at, extraction)
        settle(made)
    return path


def test_the_page_tells_every_case_apart(call: Call, ledger: Path) -> None:
    shown = call("cohort", "six-tigers", "--db", ledger).stdout
    table, rest = shown.split("Who lost nobody")
    assert "2 left" in table and "no source tells of anybody" in table and "字节跳动 [rumored]" in table
    lost, rest = rest.split("Where the leavers went")
    assert "阶跃星辰" in lost and "a asserts it: 甲乙丙" in lost
    assert "MiniMax" in lost and "some were denied" in lost
    assert "月之暗面" in lost and "no source says that nobody left" in lost
    assert "a of 2025-04-13 said of 百川智能: 甲乙丙" in lost
    went, denied = rest.split("Told and denied")
    assert "李乙 (智谱AI)" in went and "孙戊 (? → 字节跳动)" in went and "not said" in went
    assert "钱丁, leave MiniMax" in denied and "acquisition of 零一万物 (预训练团队) with 阿里" in denied


def test_a_career_says_what_is_not_known(call: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    then = call("person", "周己", "--db", ledger, "--as-of", "2025-03").stdout
    assert "may have left by then, as join 零一万物 2024-05 suggests" in then and "not sure on 2025-03-31" in then
    assert "rumored to end" not in then  # nobody told it yet
    assert "rumored to end (leave 零一万物 2025-06)" in call("person", "周己", "--db", ledger).stdout
