"""The package's face: what a program imports. Invented people and companies."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import talentflow
from talentflow import Document, Filters, InputError, LedgerError, Refusal

TEXT = "3月4日，澜川科技副总裁周子安已离职，加入启明智能。"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\nid: {name}\npublished: 2025-03-05\n---\n{text}\n", "utf-8")
    return folder


def test_the_face_names_what_there_is() -> None:
    assert sorted(talentflow.__all__) == talentflow.__all__
    assert all(hasattr(talentflow, name) for name in talentflow.__all__)
    assert len(talentflow.__all__) <= 25


def test_importing_reads_no_language() -> None:
    code = "import sys, talentflow; sys.exit(any(m.startswith('talentflow.lang') for m in sys.modules))"
    package = Path(talentflow.__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(package)})
    assert run.returncode == 0


@pytest.mark.parametrize("page", ["README.md", "docs/api.md"])
def test_what_the_pages_show_is_what_happens(
    page: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(root / page), module_relative=False, encoding="utf-8")
    assert done.attempted and not done.failed


def test_the_program_and_the_package_have_one_version(root: Path) -> None:
    assert f'version = "{talentflow.__version__}"' in (root / "pyproject.toml").read_text("utf-8")


def test_extract_takes_words_or_a_document() -> None:
    from_text = talentflow.extract(TEXT, published="2025-03-05", doc="a")
    assert {(claim.person, claim.kind) for claim in from_text.claims} == {("周子安", "leave"), ("周子安", "join")}
    assert from_text == talentflow.extract(TEXT, published=date(2025, 3, 5), doc="a")
    document = Document(id="a", text=TEXT, published=date(2025, 3, 5))
    assert {(c.person, c.kind) for c in talentflow.extract(document).claims} == {
        (c.person, c.kind) for c in from_text.claims
    }
    assert all(claim.evidence.stands_in(TEXT) for claim in from_text.claims)


def test_a_text_about_something_else_claims_nothing() -> None:
    assert talentflow.extract("澜川科技今日发布新款芯片。").claims == ()


@pytest.mark.parametrize(("text", "published"), [("", None), ("   ", None), ("\udc00", None), (TEXT, "in March")])
def test_what_cannot_be_read_raises(text: str, published: str | None) -> None:
    with pytest.raises(InputError):
        talentflow.extract(text, published=published)


def test_explain_tells_the_same_claims() -> None:
    told, _ = talentflow.explain(TEXT, published="2025-03-05")
    assert tuple(one.claim for one in told) == talentflow.extract(TEXT, published="2025-03-05").claims
    leaving = next(one for one in told if one.claim.kind == "leave")
    assert leaving.why and leaving.trace is not None and leaving.trace.people[0].words == "周子安"


def test_read_and_ask(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=TEXT)
    (folder / "b.jsonl").write_text("{broken\n", "utf-8")
    refused: list[Refusal] = []
    with talentflow.read(folder, db=tmp_path / "x.db", tell=refused.append) as view:
        assert [refusal.code for refusal in refused] == ["json"]
        assert {move.kind for move in talentflow.moves(view, person="周子安")} == {"leave", "join"}
        assert [m.kind for m in talentflow.moves(view, org="澜川科技", filters=Filters(kinds=("leave",)))] == ["leave"]
        with pytest.raises(InputError, match="no person"):
            talentflow.moves(view, person="林若谷")
    with talentflow.read([folder / "a.md"], db=tmp_path / "x.db") as again:
        assert again.counts()["documents"] == 1


def test_cohort_answers(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="百川智能副总裁周子安已离职。")
    with talentflow.read(folder, db=tmp_path / "x.db") as view:
        answer = talentflow.cohort(view, "six-tigers")
        lost = {member.name: [one.person for one in member.departures] for member in answer.members}
        assert lost["百川智能"] == ["周子安"] and sum(map(len, lost.values())) == 1
        assert len(talentflow.moves(view, cohort="six-tigers")) == 1
        with pytest.raises(InputError, match="no cohort"):
            talentflow.cohort(view, "nobody")


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no ledger")
    with pytest.raises(LedgerError):
        talentflow.read(write(tmp_path / "in", a=TEXT), db=tmp_path / "x.db")
