"""Commands run in this process, on articles a toy reader reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests import toy
from typer.testing import CliRunner, Result

from talentflow.cli import app
from talentflow.run import pipeline

Call = Callable[..., Result]

ARTICLES = {
    "a.md": "---\nid: a\ntitle: 第一篇\npublished: 2025-02-20\n---\n王甲 leave 百川智能 rumored\n王甲 held 百川智能\n",
    "b.md": "---\nid: b\ntitle: 第二篇\npublished: 2025-03-04\n---\n王甲 leave 百川智能 announced 2025-03\n",
    "c.md": "---\nid: c\ntitle: 第三篇\npublished: 2025-03-05\n---\n王甲 join 字节跳动 2025-03\n李乙 join 字节跳动 2025-02\n",
    "d.md": "---\nid: d\ntitle: 第四篇\npublished: 2025-03-06\n---\n李乙 reports_to 字节跳动\n丙某 leave 智谱AI denied\n",
}


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setattr(pipeline, "extract", toy.extract)
    monkeypatch.delenv("TALENTFLOW_DB", raising=False)
    runner = CliRunner()

    def run(*words: object, stdin: str | bytes | None = None) -> Result:
        result = runner.invoke(app, [str(word) for word in words], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def db(call: Call, articles: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    assert call("read", articles, "--db", path).exit_code == 0
    return path
