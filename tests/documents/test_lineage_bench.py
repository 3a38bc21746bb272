"""The labelled pairs: precision and recall of one root, part by part."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench/quality/lineage/run.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lineage_bench", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("part", ["tune", "held", "fresh"])
@pytest.mark.parametrize("names", [True, False], ids=["with names", "without"])
def test_precision_and_recall_hold(bench: ModuleType, part: str, names: bool) -> None:
    score = bench.measure(part, names=names)
    assert score.precision >= bench.MIN_PRECISION, score.wrong
    assert score.recall >= bench.MIN_RECALL, score.wrong


@pytest.mark.parametrize("part", ["tune", "held"])
def test_the_order_of_documents_does_not_matter(bench: ModuleType, part: str) -> None:
    there, back = bench.measure(part, names=False), bench.measure(part, names=False, backwards=True)
    assert (there.wrong, there.directions) == (back.wrong, back.directions)
