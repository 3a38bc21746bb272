"""data/shared/simplified.tsv is what tools/simplified.py writes from OpenCC's tables."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from talentflow.lang.data import read_text


def test_the_file_is_what_opencc_says(root: Path) -> None:
    pytest.importorskip("opencc")
    spec = importlib.util.spec_from_file_location("simplified_tool", root / "tools/simplified.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert read_text("shared/simplified.tsv") == tool.text()
