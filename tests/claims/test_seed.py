"""The bench beside the clone: the seed article is read without a mistake, the development passages above a floor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentflow.claims import engine
from talentflow.evaluate.score import Report, load_gold, score
from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.document import Document

SEED_STATUS = 0.97
DEV_PRECISION, DEV_F1 = 0.75, 0.45  # of moves


def lines(gold: dict[str, Any]) -> list[dict[str, Any]]:
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    reading = read(Document(id=gold["id"], text=gold["text"], title=gold["title"], published=published))
    return [claim.to_line() for claim in engine.read(reading, find(reading)).claims]


def measured(passages: Sequence[dict[str, Any]]) -> Report:
    return score(passages, [line for gold in passages for line in lines(gold)])


def bench(shared: Path, name: str) -> list[dict[str, Any]]:
    path = shared / "bench" / name
    if not path.exists():
        pytest.skip(f"no bench/{name} in ../shared")
    return load_gold(path)


def test_the_seed_article_is_read_without_a_mistake(shared: Path) -> None:
    report = measured(bench(shared, "seed/gold.json"))
    assert [
        (fact["person"], fact["kind"]) for _, fact in report.missed if fact["kind"] not in ("held", "reports_to")
    ] == []
    assert (report.moves.p, report.moves.r) == (1.0, 1.0)
    assert report.attributes["grounded"] == 1.0
    assert report.attributes["date"] == 1.0
    assert (report.attributes["status"] or 0.0) >= SEED_STATUS
    assert report.dates_invented == 0


def test_the_development_passages_keep_their_floor(shared: Path) -> None:
    report = measured(bench(shared, "dev-zh.jsonl"))
    assert report.moves.p >= DEV_PRECISION
    assert report.moves.f1 >= DEV_F1
    assert report.attributes["grounded"] == 1.0
