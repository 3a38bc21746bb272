"""data/zh/times_openers.tsv is what tools/time_openers.py reads off the patterns of times.yml."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from talentflow.lang import dates_grammar
from talentflow.lang.data import read_text, read_yaml
from talentflow.lang.dates import TimeReader


def test_the_file_is_what_the_patterns_say(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("time_openers_tool", root / "tools/time_openers.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert read_text("zh/times_openers.tsv") == tool.text()


def test_times_are_read_alike_without_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [str(case["text"]) for rule in read_yaml("zh/times.yml")["rules"] for case in rule.get("examples", ())]
    reader, slow = TimeReader("zh"), TimeReader("zh")
    monkeypatch.setattr(dates_grammar, "digest", lambda lang: "another")
    slow._loaded = dates_grammar.Grammar("zh", read_yaml("zh/times.yml"))
    assert len(slow._loaded.openers["1"]) > len(reader._grammar.openers["1"])
    assert [slow.find(text) for text in texts] == [reader.find(text) for text in texts]
