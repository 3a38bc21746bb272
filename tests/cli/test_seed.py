"""The seed article, read into a ledger: each of its questions is answered by the command as its annotators did."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from talentflow.cli import app

Questions = dict[str, Any]
WENT = "Where did the leavers go: "


def ask(*words: object) -> Any:
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def key(name: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", name or "").split())


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    ask("read", shared / "bench/seed/article.txt", "--db", path)
    return path


@pytest.fixture(scope="module")
def questions(shared: Path) -> Questions:
    gold = json.loads((shared / "bench/seed/gold.json").read_text("utf-8"))
    return {one["q"]: one["a"] for one in gold["questions"]}


@pytest.fixture(scope="module")
def answer(ledger: Path) -> Any:
    return ask("cohort", "六小龙", "--db", ledger)


def only(questions: Questions, start: str) -> Any:
    (found,) = (value for question, value in questions.items() if question.startswith(start))
    return found


def test_the_member_that_lost_nobody_is_asserted_by_the_source(answer: Any, questions: Questions) -> None:
    members = {member["org_id"]: member for member in answer["members"]}
    intact = [members[org_id] for org_id in answer["without_departure"]]
    assert [key(member["name"]) for member in intact] == only(questions, "Which of")
    (asserted,) = intact[0]["absence_asserted"]
    assert asserted["doc"] == "article" and intact[0]["name"] in asserted["quote"]


def went(answer: Any, group: str) -> dict[str, set[str]]:
    """By person, where those of a group went, others who came to the same places included."""
    told = list(answer["destinations"][group])
    if group == "big_tech":
        told += answer["also_to"]
    return {one["person"]: {arrival["org"] for arrival in one["to"]} for one in told}


@pytest.mark.parametrize(
    ("group", "question"),
    [("big_tech", "big tech"), ("own_venture", "own venture"), ("other", "other company"), ("not_said", "not said")],
)
def test_where_the_leavers_went(answer: Any, questions: Questions, group: str, question: str) -> None:
    expected = only(questions, WENT + question)
    found = went(answer, group)
    assert set(found) == set(expected)
    if isinstance(expected, dict):
        for person, org in expected.items():
            assert any(key(org) in key(name) for name in found[person]), person


def test_whom_one_member_lost(answer: Any, questions: Questions) -> None:
    lost = only(questions, "How many founders")
    (member,) = (one for one in answer["members"] if one["org_id"] == "baichuan")
    assert {one["person"] for one in member["departures"]} == set(lost)
    assert len(member["departures"]) == len(lost)


def test_one_man_with_two_titles_leaves_once(answer: Any) -> None:
    (member,) = (one for one in answer["members"] if one["org_id"] == "minimax")
    (left,) = member["departures"]
    assert left["person"] == "魏伟" and left["arrivals"] == []


def test_the_acquisition_is_held_as_denied(answer: Any) -> None:
    (member,) = (one for one in answer["members"] if one["org_id"] == "lingyi-wanwu")
    (denied,) = member["denied_org_events"]
    assert (denied["kind"], denied["status"], denied["unit"]) == ("acquisition", "denied", "预训练团队")
    assert "阿里" in denied["other"] and denied["quote"]


def test_who_reports_to_whom(ledger: Path, questions: Questions) -> None:
    expected = only(questions, "Who reports to")
    (person,) = ask("person", "吴永辉", "--db", ledger)
    assert {one["person"] for one in person["reports"]} == set(expected["reports"])
    assert [one["to"] for one in person["events"] if one["kind"] == "reports_to"] == [expected["manager"]]


def test_every_answer_leads_to_words_of_the_article(answer: Any, shared: Path) -> None:
    text = (shared / "bench/seed/article.txt").read_text("utf-8")
    claims = [
        claim
        for member in answer["members"]
        for one in member["departures"]
        for event in (one["departure"], *one["arrivals"])
        for claim in event["claims"]
    ]
    assert len(claims) > 12
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def test_the_page_says_all_of_it(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    run: Callable[..., Any] = CliRunner().invoke
    shown = run(app, ["cohort", "六小龙", "--db", str(ledger)]).stdout
    assert "article asserts it" in shown and "Told and denied" in shown
