"""data/zh/times_openers.tsv is what tools/time_openers.py reads off the patterns of times.yml."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from talentflow.lang.data import read_text


def test_the_file_is_what_the_patterns_say(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("time_openers_tool", root / "tools/time_openers.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert read_text("zh/times_openers.tsv") == tool.text()
