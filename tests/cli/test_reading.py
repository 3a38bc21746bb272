"""`extract` and `read` on good and bad input: what goes where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call

FIELDS = [
    "doc",
    "person",
    "kind",
    "org",
    "role",
    "date",
    "status",
    "source",
    "reason",
    "to",
    "venture",
    "return",
    "quote",
    "start",
    "end",
    "person_id",
    "org_id",
    "org_name",
    "trigger",
    "date_text",
    "announced_text",
    "date_start",
    "date_end",
    "date_basis",
    "confidence",
    "engine",
    "rule",
    "doc_hash",
    "lang",
    "schema",
]


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_gives_the_interchange_lines_in_order(call: Call, articles: Path) -> None:
    result = call("extract", articles)
    assert result.exit_code == 0 and result.stderr == ""
    found = lines(result.stdout)
    assert [claim["doc"] for claim in found] == ["a", "a", "b", "c", "c", "d", "d"]
    assert list(found[0]) == FIELDS
    text = (articles / "a.md").read_text("utf-8")
    assert text[found[0]["start"] : found[0]["end"]] == found[0]["quote"]  # type: ignore[misc]
    assert call("extract", articles, "--workers", 2).stdout == result.stdout


def test_extract_from_stdin_i_and_to_o(call: Call, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    result = call("extract", articles / "b.md", "-i", articles / "c.md", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert [claim["doc"] for claim in lines(out.read_text("utf-8"))] == ["b", "c", "c"]
    piped = call("extract", "-", stdin="王甲 leave 百川智能\n".encode())
    assert [claim["person"] for claim in lines(piped.stdout)] == ["王甲"]
    assert not list(tmp_path.glob(".*"))


def test_a_missing_path_is_told_and_the_rest_is_read(call: Call, articles: Path, tmp_path: Path) -> None:
    result = call("extract", tmp_path / "none.txt", articles / "b.md")
    assert result.exit_code == 1
    assert "none.txt: no such file or folder [missing]" in result.stderr and result.stderr.count("\n") == 1
    assert len(lines(result.stdout)) == 1


def test_a_broken_json_line_is_named(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"id": "1", "text": "王甲 leave 甲公司"}\n{broken\n{"id": "3", "text": "李乙 join 甲公司"}\n', "utf-8"
    )
    result = call("extract", path)
    assert [claim["doc"] for claim in lines(result.stdout)] == ["1", "3"]
    assert result.exit_code == 1 and "x.jsonl:2:" in result.stderr


def test_a_reader_that_fails_is_a_refusal(call: Call, articles: Path, tmp_path: Path) -> None:
    (articles / "e.md").write_text("boom", "utf-8")
    result = call("extract", articles)
    assert result.exit_code == 1 and "e: ValueError: boom [failed]" in result.stderr
    assert len(lines(result.stdout)) == 7
    again = call("read", articles, "--db", tmp_path / "x.db", "--json")
    assert again.exit_code == 1 and json.loads(again.stdout)["refused"] == 1 and "[failed]" in again.stderr


def test_claims_as_one_value_and_as_rows(call: Call, articles: Path) -> None:
    found = lines(call("extract", articles).stdout)
    assert json.loads(call("extract", articles, "--json").stdout) == found
    rows = list(csv.DictReader(io.StringIO(call("extract", articles, "--csv").stdout)))
    assert [row["person"] for row in rows] == [claim["person"] for claim in found] and list(rows[0]) == FIELDS
    nothing = call("extract", "-", "--json", stdin="no claim here")
    assert (nothing.exit_code, json.loads(nothing.stdout)) == (0, [])
    both = call("extract", articles, "--json", "--csv")
    assert (both.exit_code, both.stdout) == (2, "") and "exclude each other" in both.stderr


def test_an_encoding_can_be_named(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("王甲 leave 甲公司\n".encode("utf-16-le"))
    assert call("extract", path).exit_code == 1
    for command in ("extract", "read"):
        more = ["--db", tmp_path / "x.db"] if command == "read" else []
        assert call(command, path, "--encoding", "utf-16-le", "--json", *more).exit_code == 0
        wrong = call(command, path, "--encoding", "klingon", *more)
        assert (wrong.exit_code, wrong.stderr) == (2, "talentflow: no encoding is called 'klingon'\n")
    (claim,) = lines(call("extract", path, "--encoding", "utf-16-le").stdout)
    assert claim["person"] == "王甲"


def test_a_terminal_sees_how_far_it_is(call: Call, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    result = call("read", articles, "--db", articles.parent / "x.db", "--json")
    assert "4 of 4 documents, 7 claims" in result.stderr and json.loads(result.stdout)["new"] == 4
    result = call("extract", articles, "-o", articles.parent / "x.jsonl")
    assert "4 of 4 documents, 7 claims" in result.stderr and result.stdout == ""


def test_nothing_to_read(call: Call) -> None:
    result = call("extract")
    assert result.exit_code == 2 and result.stderr.startswith("talentflow: nothing to read")


def test_output_that_cannot_be_written(call: Call, articles: Path, tmp_path: Path) -> None:
    result = call("extract", articles, "-o", tmp_path / "no" / "claims.jsonl")
    assert result.exit_code == 2 and "No such file or directory" in result.stderr
    assert call("extract", articles, "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_reading_twice_is_nothing_new(call: Call, articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first = call("read", articles, "--db", path, "--json")
    assert json.loads(first.stdout) == {
        "documents": 4,
        "new": 4,
        "known": 0,
        "refused": 0,
        "claims": 7,
        "ledger": str(path),
    }
    second = call("read", articles, "--db", path)
    assert "0 new with 0 claims, 4 known, 0 refused" in second.stdout


@pytest.mark.parametrize("bad", ["text", "folder", "foreign", "nowhere"])
def test_a_ledger_that_cannot_be_one(call: Call, articles: Path, tmp_path: Path, bad: str) -> None:
    path = tmp_path / "bad.db"
    if bad == "text":
        path.write_text("no database")
    elif bad == "folder":
        path.mkdir()
    elif bad == "foreign":
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE t (x)")
        other.commit()
        other.close()
    else:
        path = tmp_path / "no" / "bad.db"
    for command in (("read", articles), ("moves",)):
        result = call(*command, "--db", path)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert str(path) in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_ledger_that_may_not_be_written_can_still_be_asked(call: Call, articles: Path, db: Path) -> None:
    (articles / "e.md").write_text("赵丁 leave 甲公司", "utf-8")
    db.chmod(0o444)
    result = call("read", articles, "--db", db)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1) and "cannot be written" in result.stderr
    assert "王甲" in call("moves", "--db", db).stdout


def test_a_busy_ledger(call: Call, articles: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talentflow.ledger.writer.BUSY_S", 0.05)
    monkeypatch.setattr(
        "talentflow.ledger.writer.Ledger.open.__func__.__kwdefaults__", {"create": True, "busy_s": 0.05}
    )
    (articles / "e.md").write_text("赵丁 leave 甲公司", "utf-8")
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = call("read", articles, "--db", db)
    other.close()
    assert result.exit_code == 2 and "another process is writing" in result.stderr
