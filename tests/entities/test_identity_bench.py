"""Identity against the bench: B-cubed F1 on every part, and no false join among the traps."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench/quality/identity/run.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("identity_bench", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bench_is_large_enough(bench: ModuleType) -> None:
    people = [{record["who"] for record in bench.load(part)} for part in bench.PARTS]
    assert sum(map(len, people)) >= 150 and len(people[1]) >= sum(map(len, people[:2])) // 4
    ids = [record["doc"] for part in bench.PARTS for record in bench.load(part)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", ["dev", "held", "fresh"])
def test_people_are_told_apart_and_brought_together(bench: ModuleType, part: str) -> None:
    records = bench.load(part)
    whole, _ = bench.measure(records)
    traps = {record["who"] for record in records if record.get("trap")}
    assert whole.f1 >= bench.MIN_F1
    assert not [pair for pair in whole.false_joins if traps.intersection(pair)]


def test_the_order_of_documents_is_nothing(bench: ModuleType) -> None:
    records = bench.load("held")
    assert bench.resolved(records) == bench.resolved(records[::-1])
