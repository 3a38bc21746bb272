"""The prefilter turns away no text that tells a move, in either script, and most news of other trades."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from talentflow.lang.data import read_yaml
from talentflow.lang.prefilter import may_tell_move
from talentflow.lang.text import fold, fold_table

MOVES = frozenset({"leave", "step_down", "join", "found", "appoint"})


def gold(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line]


def tells_move(passage: dict[str, object]) -> bool:
    facts = passage["facts"]
    assert isinstance(facts, list)
    return any(fact["kind"] in MOVES for fact in facts)


def dropped(passages: list[dict[str, object]]) -> int:
    return sum(tells_move(p) and not may_tell_move(str(p["text"])) for p in passages)


def test_keeps_every_gold_passage_with_a_move(root: Path) -> None:
    paths = sorted((root / "bench/quality/gold").glob("*.jsonl"))
    passages = [p for path in paths for p in gold(path) if str(p.get("lang", "zh")).startswith("zh")]
    assert passages
    assert dropped(passages) == 0


def test_keeps_every_passage_of_the_shared_bench(shared: Path) -> None:
    assert dropped(gold(shared / "bench/dev-zh.jsonl")) == 0
    assert may_tell_move((shared / "bench/seed/article.txt").read_text("utf-8"))


def test_keeps_the_examples_of_the_rules_that_tell_moves() -> None:
    """Moves told by a weak word alone are the exception: nobody finds them without more beside them."""
    missed = []
    for rule in read_yaml("zh/triggers.yml")["rules"]:
        for example in rule.get("examples") or ():
            text, told = example.split(" => ")
            kinds = {fact.split("|")[1] for fact in told.split(" & ") if "|" in fact}
            if kinds & MOVES and not rule.get("weak") and not may_tell_move(text):
                missed.append(text)
    assert missed == []


def test_turns_away_most_sentences_of_financial_news(shared: Path) -> None:
    lines = (shared / "data/fewfc/original/train_base.json").read_bytes().splitlines()
    texts = [orjson.loads(line)["content"] for line in lines]
    assert sum(map(may_tell_move, texts)) / len(texts) < 0.05


def test_either_script_is_read_alike(root: Path) -> None:
    back: dict[str, str] = {}
    for code, folded in fold_table().items():
        if 0x4E00 <= code < 0xA000:
            back.setdefault(folded, chr(code))
    for passage in gold(root / "bench/quality/gold/zh-a.jsonl"):
        for sentence in str(passage["text"]).split("。"):
            kept = may_tell_move(sentence)
            assert may_tell_move(fold(sentence)) == kept
            assert may_tell_move("".join(back.get(c, c) for c in fold(sentence))) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("启明智能副总裁林若谷离职。", True),
        ("啟明智能副總裁林若谷離職。", True),
        ("林若谷离 职了", True),
        ("公司员工离职率较去年下降。", False),
        ("澜川科技成立于2015年，主营工业软件。", False),
        ("林若谷和两位博士成立了澜川科技。", True),
        ("他加入澜川科技。", True),
        ("澜川科技加入开放算力联盟。", False),
        ("林若谷任启明智能总裁。", True),
        ("责任重于泰山，公司总裁说。", False),
        ("", False),
    ],
)
def test_words_that_need_company(text: str, kept: bool) -> None:
    assert may_tell_move(text) is kept
