"""The second look drops texts that name nobody a move could be told of, and none that tells a move."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from talentflow.lang import second_look
from talentflow.lang.data import read_yaml
from talentflow.lang.second_look import names_somebody
from talentflow.lang.text import read
from talentflow.model.document import Document

MOVES = frozenset({"leave", "step_down", "join", "found", "appoint"})


def looked_at(text: str) -> bool:
    return names_somebody(read(Document(id="d", text=text, lang="zh-Hans")))


def passages(path: Path) -> list[dict[str, object]]:
    found = [orjson.loads(line) for line in path.read_bytes().splitlines() if line]
    return [p for p in found if str(p.get("lang", "zh")).startswith("zh")]


def tells_move(passage: dict[str, object]) -> bool:
    facts = passage["facts"]
    assert isinstance(facts, list)
    return any(fact["kind"] in MOVES for fact in facts)


def dropped(path: Path) -> int:
    return sum(tells_move(p) and not looked_at(str(p["text"])) for p in passages(path))


def test_keeps_every_gold_passage_with_a_move(root: Path) -> None:
    paths = sorted((root / "bench/quality/gold").glob("*.jsonl"))
    assert paths
    assert sum(map(dropped, paths)) == 0


def test_keeps_every_passage_of_the_shared_bench(shared: Path) -> None:
    assert dropped(shared / "bench/dev-zh.jsonl") == 0


def test_keeps_the_examples_of_the_rules_that_tell_moves() -> None:
    missed = [
        text
        for rule in read_yaml("zh/triggers.yml")["rules"]
        for text, told in (example.split(" => ") for example in rule.get("examples") or ())
        if not rule.get("weak")
        and {fact.split("|")[1] for fact in told.split(" & ") if "|" in fact} & MOVES
        and not looked_at(text)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("启明智能副总裁林若谷离职。", True),
        ("启明智能副总裁离职。", False),
        ("不少员工担心被裁，公司表示没有计划。", False),
        ("副总裁林若谷出席了会议。启明智能宣布其离职。", True),
        ("副总裁林若谷出席了会议。\n启明智能一名高管离职。", False),
        ("副总裁林若谷出席了会议。\n这一年他离职了。", True),
        ("林若谷负责技术。公司规模不大。去年离职。", True),
        ("天气转凉。林若谷说要多穿衣服。", False),
    ],
)
def test_somebody_must_stand_where_a_move_is_told(text: str, kept: bool) -> None:
    assert looked_at(text) is kept


def test_each_sentence_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Finder:
        def find(self, text: str, *, threshold: float) -> list[object]:
            seen.append(text)
            return []

    monkeypatch.setattr(second_look.NameFinder, "load", Finder)
    text = "".join(f"第{n}天转凉。员工担心被裁。这时他离职了。\n" for n in range(40))
    assert not looked_at(text)
    assert len(seen) == len(set(seen)) + 2 * 39 == 120
