"""`why`, `judge` and `review`: every answer is one row, which survives and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call

NEWS = {
    "a.md": "---\nid: a\npublished: 2025-01-02\n---\n王伟 leave 百川智能 2025-01\n",
    "b.md": "---\nid: b\npublished: 2025-02-02\n---\n王伟 join 零一万物 2025-03\n",
    "c.md": "---\nid: c\npublished: 2025-02-03\n---\n丁一 leave 智谱AI announced 2025-02\n",
    "d.md": "---\nid: d\npublished: 2025-02-04\n---\n丁一 leave 智谱AI denied 2025-02\n",
}


@pytest.fixture
def news(call: Call, tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf-8")
    path = tmp_path / "news.db"
    assert call("read", folder, "--db", path).exit_code == 0
    return path


def waiting(call: Call, db: Path) -> list[dict[str, Any]]:
    result = call("review", "--list", "--json", "--db", db)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def people(call: Call, db: Path, name: str = "王伟") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call("person", name, "--db", db, "--json").stdout)
    return found


def test_what_waits_is_a_pair_and_a_disputed_event(call: Call, news: Path) -> None:
    found = waiting(call, news)
    assert {one["kind"] for one in found} == {"pair", "event"}
    assert [one["worth"] for one in found] == sorted((one["worth"] for one in found), reverse=True)
    assert "questions" in call("review", "--list", "--db", news).stdout


def test_an_answer_joins_and_undo_restores_exactly(call: Call, news: Path) -> None:
    before = people(call, news)
    assert len(before) == 2
    pair = next(one for one in waiting(call, news) if one["kind"] == "pair")
    assert call("review", "--answer", "y", "--pair", pair["id"][:8], "--db", news).exit_code == 0
    assert len(people(call, news)) == 1 and not [q for q in waiting(call, news) if q["kind"] == "pair"]
    assert call("review", "--undo", "--db", news).exit_code == 0
    assert people(call, news) == before
    assert call("review", "--undo", "--db", news).exit_code == 1


def test_answers_come_on_stdin_and_a_person_settles_a_dispute(call: Call, news: Path) -> None:
    kinds = [one["kind"] for one in waiting(call, news)]
    answers = "".join("n\n" if kind == "event" else "s\n" for kind in kinds)
    assert call("review", "--db", news, stdin=answers).exit_code == 0
    (told,) = json.loads(call("moves", "--person", "丁一", "--db", news, "--json").stdout)
    assert told["status"] == "denied" and len(told["history"]) == 2
    assert call("review", "--db", news, stdin="x\nu\nq\n").exit_code == 0
    (told,) = json.loads(call("moves", "--person", "丁一", "--db", news, "--json").stdout)
    assert told["status"] == "disputed"


def test_judgements_survive_reading_anew_in_another_ledger(call: Call, news: Path, tmp_path: Path) -> None:
    a, b = (one["id"] for one in people(call, news))
    judged = json.loads(call("judge", a, b, "--same", "--db", news, "--json").stdout)
    assert judged == {"left": a, "right": b, "verdict": "positive", "reason": "judged by hand"}
    kept = tmp_path / "judgements.jsonl"
    assert call("review", "--export", "-o", kept, "--db", news).exit_code == 0
    assert len(kept.read_text("utf-8").splitlines()) == 1
    other = tmp_path / "other.db"
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "z.md").write_text("---\nid: z\n---\n赵甲 leave 百川智能\n", "utf-8")
    assert call("read", tmp_path / "empty", "--db", other).exit_code == 0
    assert call("review", "--load", kept, "--db", other).exit_code == 0
    assert call("read", tmp_path / "news", "--db", other).exit_code == 0
    assert len(people(call, other)) == 1
    again = call("read", tmp_path / "news", "--db", other)
    assert again.exit_code == 0 and len(people(call, other)) == 1


def test_why_shows_the_table_and_one_row_parts_what_was_joined(call: Call, news: Path) -> None:
    result = call("why", "王伟", "王伟", "--db", news, "--json")
    (told,) = json.loads(result.stdout)
    assert {"same_name", "common_name", "chain"} <= {one["feature"] for one in told["features"]}
    assert told["verdict"] == "unsure" and not told["is_one"] and told["judgements"]
    assert "common_name" in call("why", "王伟", "王伟", "--db", news).stdout
    names = [one["id"] for one in told["names_in_documents"]]
    assert call("judge", *names, "--same", "--db", news).exit_code == 0
    (told,) = json.loads(call("why", "王伟", "王伟", "--db", news, "--json").stdout)
    assert told["is_one"] and told["judgements"][-1]["by"] == "human"
    assert call("judge", *names, "--apart", "--reason", "two men", "--db", news).exit_code == 0
    assert len(people(call, news)) == 2


def test_organizations_can_be_judged_too(call: Call, news: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "e.md").write_text("---\nid: e\n---\n孙七 leave 白川智能\n", "utf-8")
    assert call("read", more, "--db", news).exit_code == 0
    assert call("judge", "白川智能", "百川智能", "--same", "--db", news).exit_code == 0
    assert [m["org_id"] for m in json.loads(call("moves", "--person", "孙七", "--db", news, "--json").stdout)] == [
        "baichuan"
    ]
    assert call("review", "--undo", "--db", news).exit_code == 0
    assert [m["org_id"] for m in json.loads(call("moves", "--person", "孙七", "--db", news, "--json").stdout)] != [
        "baichuan"
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("review", "--answer", "y"), 2),
        (("review", "--answer", "maybe", "--pair", "q-"), 2),
        (("review", "--load", "none.jsonl"), 2),
        (("judge", "王伟", "丁一"), 2),
        (("judge", "王伟", "丁一", "--same"), 2),
        (("judge", "丁一", "丁一", "--same"), 2),
        (("judge", "丁一", "智谱AI", "--same"), 2),
        (("why", "丁一", "谁也不是"), 1),
    ],
)
def test_one_line_says_what_is_wrong(call: Call, news: Path, words: tuple[str, ...], code: int) -> None:
    result = call(*words, "--db", news)
    assert result.exit_code == code and result.stderr.startswith("talentflow: ") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["why", "judge", "review"])
def test_help_has_an_example(call: Call, command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0 and "Example: talentflow" in result.stdout


def test_answers_of_all_kinds_survive_reading_again_and_a_rebuild_and_are_undone(
    call: Call, news: Path, tmp_path: Path
) -> None:
    (tmp_path / "news" / "broken.jsonl").write_text("{not json\n", "utf-8")

    def state() -> tuple[object, ...]:
        told = call("moves", "--db", news, "--json").stdout
        return told, [(one["id"], one["kind"]) for one in waiting(call, news)]

    call("read", tmp_path / "news", "--db", news)
    before = state()
    assert {one["kind"] for one in waiting(call, news)} == {"pair", "event", "refusal"}
    walked = call("review", "--db", news, stdin="y\ny\ny\n")
    assert walked.exit_code == 0 and "Nothing waits for your word." in walked.stdout
    assert "2025-02-03 c, announced: " in walked.stdout and "丁一 leave 智谱AI announced" in walked.stdout
    assert "2025-01-02 a: " in walked.stdout and "王伟 leave 百川智能" in walked.stdout
    after = state()
    assert after != before and after[1] == []
    call("read", tmp_path / "news", "--db", news)  # says that a line is broken, as before
    assert call("doctor", "--rebuild", "--derive", "--db", news).exit_code == 0
    assert state() == after
    for _ in range(3):
        assert "undone: positive on" in call("review", "--undo", "--db", news).stdout
    assert state() == before
    assert call("review", "--undo", "--db", news).exit_code == 1
