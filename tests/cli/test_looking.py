"""The commands that answer: tables, JSON, CSV, filters, and what is said when there is nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from rich.cells import cell_len

from talentflow.cli import app
from talentflow.cli.app import PANELS

if TYPE_CHECKING:
    from tests.cli.conftest import Call

COMMANDS = (
    "extract",
    "read",
    "moves",
    "person",
    "org",
    "cohort",
    "spells",
    "show",
    "search",
    "check",
    "demo",
    "stats",
    "explain",
    "why",
    "judge",
    "review",
    "retract",
    "erase",
    "doctor",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(call: Call, command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0 and "Example: talentflow" in result.stdout


def test_the_frame(call: Call) -> None:
    shown = call("--help").stdout
    assert all(f" {command} " in shown for command in COMMANDS) and all(title in shown for title in PANELS)
    group: Any = typer.main.get_command(app)
    assert sorted(group.list_commands(None)) == sorted(group.commands) == sorted(COMMANDS)
    assert call("--version").stdout.strip()[0].isdigit()
    assert call("nonsense").exit_code == 2


def moves(call: Call, db: Path, *words: object) -> list[dict[str, Any]]:
    result = call("moves", "--db", db, "--json", *words)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_moves_keep_history_and_evidence(call: Call, db: Path) -> None:
    found = moves(call, db)
    assert [(m["person"], m["kind"], m["org"], m["status"]) for m in found] == [
        ("李乙", "join", "字节跳动", "reported"),
        ("王甲", "leave", "百川智能", "announced"),
        ("王甲", "join", "字节跳动", "reported"),
        ("丙某", "leave", "智谱AI", "denied"),
    ]
    left = found[1]
    assert [(s["status"], s["known_on"], s["doc"]) for s in left["history"]] == [
        ("rumored", "2025-02-20", "a"),
        ("announced", "2025-03-04", "b"),
    ]
    assert all(c["quote"] and c["doc_hash"] for c in left["claims"])


def test_moves_filter(call: Call, db: Path) -> None:
    def people(*words: object) -> list[str]:
        return [m["person"] for m in moves(call, db, *words)]

    assert people("--org", "ByteDance") == ["李乙", "王甲"]
    assert people("--cohort", "六小龙") == ["王甲", "丙某"]
    assert people("--cohort", "six-tigers", "--org", "字节") == []
    assert people("--status", "denied") == ["丙某"]
    assert people("--kind", "leave", "--kind", "held") == ["王甲", "王甲", "丙某"]
    assert people("--since", "2025-03", "--until", "2025") == ["王甲", "王甲"]
    assert people("--until", "2025-02-28") == ["李乙"]
    assert people("--person", "李乙", "--all") == ["李乙", "李乙"]
    assert people("-n", 1) == ["李乙"]
    (rumor,) = moves(call, db, "--known-by", "2025-02")
    assert rumor["status"] == "rumored" and rumor["date"] is None


def test_moves_as_csv_and_table(call: Call, db: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("moves", "--db", db, "--csv").stdout)))
    assert rows[1]["person"] == "王甲" and rows[1]["words"] == "王甲 leave 百川智能 announced 2025-03"
    shown = call("moves", "--db", db, "--since", "2025").stdout
    assert "announced" in shown and "1 more that no source dates" in shown
    out = tmp_path / "moves.txt"
    assert call("moves", "--db", db, "-o", out).stdout == "" and "王甲" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("moves", "--kind", "fly"), 2, "no kind is called 'fly'; known: leave"),
        (("moves", "--since", "yesterday"), 2, "'yesterday' is no date"),
        (("moves", "--since", "2025-06", "--until", "2025-05"), 2, "nothing is since 2025-06 and until 2025-05"),
        (("moves", "--json", "--csv"), 2, "exclude each other"),
        (("moves", "--limit", "0"), 2, "see talentflow moves --help"),
        (("moves", "--nope"), 2, "No such option"),
        (("show",), 2, "Missing argument 'CLAIM_ID'; see talentflow show --help"),
        (("moves", "--cohort", "nobody"), 1, "no cohort is called 'nobody'; known: 六小龙"),
        (("person", "王"), 1, "no person called '王' in this ledger; near: 王甲"),
        (("org", "无此公司"), 1, "no organization called"),
        (("show", "c-00000000"), 1, "no claim or event"),
        (("show", "c-"), 1, "no claim or event"),
    ],
)
def test_one_line_says_what_is_wrong(call: Call, db: Path, words: tuple[str, ...], code: int, said: str) -> None:
    result = call(*words, "--db", db)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("nonsense",), ("--nonsense",), ("moves", "--db")])
def test_a_misused_command_is_told_in_one_line(call: Call, words: tuple[str, ...]) -> None:
    result = call(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("talentflow: ") and result.stderr.count("\n") == 1 and "--help" in result.stderr


def test_an_answer_without_rows_has_its_header(call: Call, db: Path) -> None:
    for words in (("moves",), ("cohort", "six-tigers"), ("person", "王甲"), ("org", "字节")):
        full = call(*words, "--db", db, "--csv").stdout.splitlines()
        assert len(full) > 1
    nothing = call("moves", "--since", "1990", "--until", "1991", "--db", db, "--csv").stdout.splitlines()
    assert nothing == call("moves", "--db", db, "--csv").stdout.splitlines()[:1]
    nobody = call("cohort", "bat", "--db", db, "--csv").stdout.splitlines()
    assert nobody == call("cohort", "six-tigers", "--db", db, "--csv").stdout.splitlines()[:1]


def test_no_ledger_yet(call: Call, tmp_path: Path) -> None:
    result = call("moves", "--db", tmp_path / "none.db")
    assert result.exit_code == 2 and "talentflow read PATH" in result.stderr and not (tmp_path / "none.db").exists()


def test_person(call: Call, db: Path) -> None:
    found = json.loads(call("person", "王甲", "--db", db, "--json").stdout)
    assert sorted(sorted(e["kind"] for e in one["events"]) for one in found) == [["held", "leave"], ["join"]]
    shown = call("person", "王甲", "--db", db).stdout
    assert "2 people of this name" in shown and "王甲 (p-" in shown and "百川智能" in shown
    (one,) = json.loads(call("person", found[0]["id"], "--db", db, "--json").stdout)
    assert one == found[0]


def test_org(call: Call, db: Path) -> None:
    answer = json.loads(call("org", "字节", "--db", db, "--json").stdout)
    assert [one["id"] for one in answer["organizations"]] == ["bytedance"]
    assert {event["person"] for event in answer["events"]} == {"王甲", "李乙"}
    shown = call("org", "字节", "--db", db).stdout
    assert "Arrivals" in shown and "Reporting lines" in shown and "Departures" not in shown
    assert call("org", "OpenAI", "--db", db).exit_code == 0  # listed, though no document tells of it


def test_cohort(call: Call, db: Path) -> None:
    answer = json.loads(call("cohort", "六小龙", "--db", db, "--json").stdout)
    members = {member["org_id"]: member for member in answer["members"]}
    assert [d["person"] for d in members["baichuan"]["departures"]] == ["王甲"]
    assert [d["person"] for d in members["zhipu"]["denied"]] == ["丙某"]
    assert "stepfun" in answer["without_departure"] and "baichuan" not in answer["without_departure"]
    shown = call("cohort", "六小虎", "--db", db).stdout
    assert "Told and denied" in shown and "0 found (named in 0 documents)" in shown
    rows = list(csv.DictReader(io.StringIO(call("cohort", "六小龙", "--db", db, "--csv").stdout)))
    assert [row["person"] for row in rows] == ["王甲"]


def test_show_marks_the_evidence(call: Call, db: Path) -> None:
    left = moves(call, db, "--kind", "leave", "--status", "announced")[0]
    shown = call("show", left["claims"][1]["id"][:10], "--db", db).stdout
    assert "[王甲 leave 百川智能 announced 2025-03]" in shown and "第二篇" in shown
    (record,) = json.loads(call("show", left["claims"][1]["id"], "--db", db, "--json").stdout)
    assert record["quote"] in record["passage"]
    assert len(json.loads(call("show", left["id"], "--db", db, "--json").stdout)) == 2


def test_search(call: Call, db: Path) -> None:
    found = json.loads(call("search", "百川", "--db", db, "--json").stdout)
    assert [hit["doc"] for hit in found] == ["b", "a"]
    assert "2 documents." in call("search", "百川", "--db", db).stdout


def test_stats(call: Call, db: Path) -> None:
    answer = json.loads(call("stats", "--db", db, "--json").stdout)
    assert answer["counts"]["documents"] == 4 and answer["published"] == ["2025-02-20", "2025-03-06"]
    assert "Published from 2025-02-20" in call("stats", "--db", db).stdout


def test_check(call: Call, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    fact = {"person": "王甲", "kind": "leave", "org": "甲公司", "status": "reported", "quote": "王甲"}
    gold.write_text(json.dumps({"id": "1", "text": "王甲 leave 甲公司\n李乙 join 乙公司", "facts": [fact]}), "utf-8")
    report = json.loads(call("check", gold, "--json").stdout)
    assert (report["moves"]["p"], report["moves"]["r"]) == (0.5, 1.0)
    shown = call("check", gold, "--detail").stdout
    assert "Spurious" in shown and "李乙" in shown
    claims = tmp_path / "claims.jsonl"
    claims.write_text("")
    assert json.loads(call("check", gold, claims, "--json").stdout)["moves"]["r"] == 0.0
    assert call("check", tmp_path / "none.jsonl").exit_code == 2
    gold.write_text('{"id": "1", "text": "x"}\n', "utf-8")
    result = call("check", gold)
    assert result.exit_code == 2 and "no gold here: a document has no `facts`" in result.stderr


def test_demo(call: Call, articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    result = call("demo", "--samples", articles, "--db", path)
    assert result.exit_code == 0 and "Read 4 articles" in result.stdout
    hints = result.stdout.split(f"The ledger is {path} (SQLite). Try next:")[1]
    commands = [line.split()[1:] for line in hints.splitlines() if line.strip().startswith("talentflow")]
    assert len(commands) == 5
    for command in commands[:-1]:
        assert call(*command).exit_code == 0, command
    again = json.loads(call("demo", "--samples", articles, "--db", path, "--json").stdout)
    assert again == json.loads(call("cohort", "six-tigers", "--db", path, "--json").stdout)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_pages_keep_to_the_width(call: Call, db: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (("moves",), ("cohort", "six-tigers"), ("org", "字节"), ("person", "王甲"), ("search", "百川")):
        lines = call(*words, "--db", db).stdout.splitlines()
        assert max(map(cell_len, lines)) <= width, words


def test_a_member_is_told_once_with_all_who_left(call: Call, db: Path) -> None:
    shown = call("cohort", "six-tigers", "--db", db).stdout
    assert shown.count("1 left") == 1 and shown.count("nobody") >= 5
    assert "a, b" in shown and "百川智能 → 字节跳动" not in shown
