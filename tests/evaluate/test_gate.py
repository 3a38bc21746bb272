"""The gate compares, pins, and never lowers a floor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from talentflow.evaluate.gate import load_floors, main

TEXT = "周小北离开某某科技。钱小东加入某某科技。"
FACTS = [
    {"person": "周小北", "kind": "leave", "org": "某某科技", "status": "reported", "quote": TEXT[:9]},
    {"person": "钱小东", "kind": "join", "org": "某某科技", "status": "reported", "quote": TEXT[10:19]},
]


def claims(n: int = 2) -> list[dict[str, Any]]:
    return [{"doc": "d", "confidence": 0.9, **f} for f in FACTS[:n]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    write(tmp_path, "one", TEXT)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    line = json.dumps({"id": "d", "text": text, "facts": FACTS}, ensure_ascii=False)
    (folder / "gold" / f"{name}.jsonl").write_text(line + "\n", "utf-8")


def gate(folder: Path, found: Sequence[dict[str, Any]], *options: str) -> int:
    return main(["--folder", str(folder), *options], predict=lambda corpus: found)


def test_without_floors_it_fails_and_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, claims()) == 1
    assert "--update" in capsys.readouterr().out


def test_pinned_figures_pass_and_worse_ones_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, claims(), "--update") == 0
    assert gate(folder, claims()) == 0
    assert gate(folder, claims(1)) == 1
    assert "moves.r 0.5 is under its floor 1.0" in capsys.readouterr().out


def test_an_update_raises_floors_and_never_lowers_one(folder: Path) -> None:
    assert gate(folder, claims(1), "--update") == 0
    assert load_floors(folder / "floors.json")["one"].floors["moves.r"] == 0.5
    assert gate(folder, claims(2), "--update") == 0
    assert gate(folder, claims(1), "--update", "--accept-new-corpus") == 1
    assert load_floors(folder / "floors.json")["one"].floors["moves.r"] == 1.0


def test_a_changed_corpus_needs_new_floors(folder: Path) -> None:
    assert gate(folder, claims(), "--update") == 0
    write(folder, "one", TEXT + "还有一句。")
    assert gate(folder, claims()) == 1
    assert gate(folder, claims(1), "--update") == 1
    assert gate(folder, claims(1), "--update", "--accept-new-corpus") == 0
    assert gate(folder, claims(1)) == 0


def test_an_invented_date_breaks_the_ceiling(folder: Path) -> None:
    assert gate(folder, claims(), "--update") == 0
    invented = [{**found, "date": "2024-05-06"} for found in claims()]
    assert gate(folder, invented) == 1


def test_a_corpus_that_is_gone_fails(folder: Path) -> None:
    write(folder, "two", TEXT)
    assert gate(folder, claims(), "--update") == 0
    (folder / "gold" / "two.jsonl").unlink()
    assert gate(folder, claims()) == 1


def test_blind_corpora_show_totals_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gold" / "one.jsonl").rename(folder / "gold" / "blind-one.jsonl")
    gate(folder, claims(1), "--detail")
    shown = capsys.readouterr().out
    assert "moves" in shown
    assert "MISSED" not in shown and "leave" not in shown
    assert "calibration error" in shown


def test_bad_folders_end_with_one_line(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(tmp_path / "no", claims()) == 2
    (folder / "floors.json").write_text("[1]", "utf-8")
    assert gate(folder, claims()) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
