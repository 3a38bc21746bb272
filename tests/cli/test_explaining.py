"""`explain`: claims with their rivals, refusals with their words, in three forms. Invented people and companies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from talentflow.claims.trace import DERIVED, Weighed
from talentflow.cli import app
from talentflow.cli.explaining import BASES, why_lost

TEXT = (
    "2025-03-05\n\n3月4日，澜川科技副总裁周子安对林若谷表示，自己已离职。周子安将加入启明智能。\n"
    "多名员工离职后加入启明智能。\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(*words: object, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def records(*words: object) -> list[dict[str, Any]]:
    result = run("explain", *words, "--json")
    assert result.exit_code == 0
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_the_claims_are_those_of_extract(article: Path) -> None:
    lines = [json.loads(line) for line in run("extract", article).stdout.splitlines()]
    told = records(article)[0]["claims"]
    assert lines and [{key: claim[key] for key in lines[0]} for claim in told] == lines
    assert all(claim["why"] for claim in told)


def test_rivals_have_scores_and_reasons(article: Path) -> None:
    leaving = next(claim for claim in records(article)[0]["claims"] if claim["kind"] == "leave")
    first, *others = leaving["people"]
    assert first["words"] == leaving["person"] == "周子安" and first["lost"] is None
    assert "林若谷" in [one["words"] for one in others]
    for one in others:
        assert one["score"] <= first["score"] and one["lost"] and isinstance(one["features"], list)


def test_what_was_declined_stands_in_the_text(article: Path) -> None:
    document = records(article)[0]
    assert document["refusals"], "nameless people are linked to nobody"
    for refusal in document["refusals"]:
        assert refusal["code"] == "unsure"
        assert TEXT[refusal["start"] : refusal["end"]] == refusal["quote"]
        assert refusal["quote"] in refusal["passage"]


def test_one_claim_by_how_its_id_starts(article: Path) -> None:
    every = records(article)[0]["claims"]
    only = records(article, "--claim", every[0]["id"][:12])[0]
    assert [claim["id"] for claim in only["claims"]] == [every[0]["id"]] and only["refusals"] == []
    missing = run("explain", article, "--claim", "c-zzz")
    assert missing.exit_code == 1 and "no claim" in missing.stderr and missing.stderr.count("\n") == 1


def test_the_page_for_people(article: Path) -> None:
    page = run("explain", article).stdout
    for words in ("rule leave.resign", "why it lost", "declined [unsure]", "confidence", "林若谷"):
        assert words in page
    csv = run("explain", article, "--csv").stdout.splitlines()
    assert csv[0].startswith("doc,id,kind,person") and len(csv) > 1


def test_a_text_that_is_not_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("澜川科技今日发布新款芯片。", "utf-8")
    assert "not read: nothing in it can tell a move of somebody it names" in run("explain", path).stdout
    assert records(path)[0]["read"] is False


def test_bad_input(tmp_path: Path) -> None:
    missing = run("explain", tmp_path / "none.txt")
    assert missing.exit_code == 1 and "no such file" in missing.stderr
    assert run("explain", "-", stdin=TEXT).exit_code == 0


def test_why_lost_names_the_difference() -> None:
    best = Weighed(words="P", features=("nearest", "adjacent"), score=2.0)
    assert why_lost(best, Weighed(words="Q", features=("nearest",), score=0.5)) == "1.50 less: lacks adjacent"
    assert why_lost(best, Weighed(words="Q", features=best.features, score=2.0)) == "as good, later in order"


def test_every_basis_and_derived_rule_has_words(root: Path) -> None:
    code = "\n".join(path.read_text("utf-8") for path in (root / "src/talentflow/claims").glob("*.py"))
    for basis in BASES:
        assert f'"{basis}"' in code
    for rule in DERIVED:
        assert f'"{rule}"' in code
