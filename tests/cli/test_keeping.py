"""Retracting, correcting, erasing, examining: through the command line, with both clocks."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.faults.content import content

if TYPE_CHECKING:
    from tests.cli.conftest import Call

TODAY = datetime.now(UTC).date()
BEFORE = (TODAY - timedelta(days=1)).isoformat()


def answer(call: Call, *words: object) -> Any:
    result = call(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def statuses(call: Call, db: Path, *words: object) -> list[str]:
    told = answer(call, "moves", "--db", db, "--person", "王甲", "--org", "百川智能", *words)
    return [move["status"] for move in told]


def test_retracting_closes_and_keeps_the_past(call: Call, db: Path) -> None:
    assert statuses(call, db) == ["announced"]
    assert answer(call, "retract", "b", "--reason", "wrong", "--db", db)["doc"] == "b"
    assert statuses(call, db) == ["rumored"]
    assert statuses(call, db, "--known-by", BEFORE) == ["announced"]
    assert statuses(call, db, "--known-by", "2025-02") == ["rumored"]
    again = call("retract", "b", "--db", db)
    assert again.exit_code == 1 and "no document" in again.stderr
    assert call("retract", "none", "--db", db).exit_code == 1


def test_a_retracted_document_is_not_read_again(call: Call, db: Path, articles: Path) -> None:
    call("retract", "b", "--db", db)
    assert answer(call, "read", articles, "--db", db)["new"] == 0
    assert statuses(call, db) == ["rumored"]


def test_a_claim_of_a_retracted_document_is_shown_for_an_earlier_day(call: Call, db: Path) -> None:
    (move,) = answer(call, "moves", "--db", db, "--status", "announced")
    claim = move["claims"][1]["id"]
    call("retract", "b", "--db", db)
    assert "not known on that day" in call("show", claim, "--db", db).stderr
    assert answer(call, "show", claim, "--db", db, "--known-by", BEFORE)[0]["doc"] == "b"
    assert [hit["doc"] for hit in answer(call, "search", "百川", "--db", db)] == ["a"]
    found = answer(call, "search", "百川", "--db", db, "--known-by", BEFORE)
    assert sorted(hit["doc"] for hit in found) == ["a", "b"]


def test_a_corrected_document_replaces_the_old_one(call: Call, db: Path, articles: Path) -> None:
    (articles / "b.md").write_text(
        "---\nid: b\ntitle: 第二篇\npublished: 2025-03-20\n---\n王甲 leave 百川智能 denied\n", "utf-8"
    )
    assert answer(call, "read", articles, "--db", db)["new"] == 1
    assert statuses(call, db) == ["denied"]
    assert statuses(call, db, "--known-by", "2025-03-19") == ["announced"]
    assert answer(call, "stats", "--db", db)["counts"]["documents"] == 4


def test_as_of_is_the_world_of_that_day(call: Call, db: Path) -> None:
    def people(*words: object) -> list[str]:
        return [move["person"] for move in answer(call, "moves", "--db", db, *words)]

    assert people("--as-of", "2025-02") == ["李乙"]
    assert people("--as-of", "2025-03-05") == ["李乙", "王甲", "王甲"]
    assert people("--as-of", "2024") == []
    assert [e["person"] for e in answer(call, "org", "字节", "--db", db, "--as-of", "2025-02")["events"]] == ["李乙"]
    assert answer(call, "stats", "--db", db, "--as-of", "2025-02")["counts"]["events"] == 2
    told = answer(call, "cohort", "六小龙", "--db", db, "--as-of", "2024")
    assert not any(member["departures"] for member in told["members"])
    (one,) = answer(call, "person", "李乙", "--db", db, "--as-of", "2025-06-01")
    assert [(s["org"], s["held"]) for s in one["spells"]] == [("字节跳动", "maybe")]
    assert answer(call, "person", "李乙", "--db", db, "--as-of", "2025-01-01")[0]["spells"] == []


def test_a_person_who_was_not_known_yet(call: Call, db: Path) -> None:
    late = call("person", "李乙", "--db", db, "--known-by", "2025-02")
    assert late.exit_code == 1 and "as known by 2025-02-28" in late.stderr


def test_a_career_is_shown(call: Call, db: Path) -> None:
    shown = call("person", "王甲", "--db", db).stdout
    assert "Career" in shown and ".." in shown


def test_erasing_leaves_nothing_and_lasts(call: Call, db: Path, articles: Path) -> None:
    (articles / "e.md").write_text(
        "---\nid: e\ntitle: 李乙与赵丁\npublished: 2025-04-01\n---\n李乙 join 字节跳动 2025-02\n赵丁 join 字节跳动 2025-03\n"
        "赵丁 reports_to 李乙\n",
        "utf-8",
    )
    answer(call, "read", articles, "--db", db)
    others = answer(call, "moves", "--db", db, "--person", "赵丁")
    done = answer(call, "erase", "李乙", "--reason", "a request", "--yes", "--db", db)
    assert done["documents"] == 3
    assert call("person", "李乙", "--db", db).exit_code == 1
    assert answer(call, "search", "李乙", "--db", db) == []
    assert [hit["doc"] for hit in answer(call, "search", "赵丁", "--db", db)] == ["e"]
    now = answer(call, "moves", "--db", db, "--person", "赵丁")
    assert len(now) == 1 and [(m["kind"], m["org"], m["date"]) for m in now] == [
        (m["kind"], m["org"], m["date"]) for m in others
    ]
    assert now[0]["claims"][0]["quote"] == "赵丁 join 字节跳动 2025-03"
    assert "李乙".encode() not in b"".join(file.read_bytes() for file in db.parent.glob("ledger.db*"))
    assert answer(call, "read", articles, "--db", db)["new"] == 0  # masked, they are the same
    later = articles / "f.md"
    later.write_text("---\nid: f\n---\n李乙 leave 字节跳动 2026-01\n赵丁 leave 字节跳动 2026-02\n", "utf-8")
    assert answer(call, "read", later, "--db", db)["new"] == 1
    assert call("person", "李乙", "--db", db).exit_code == 1
    assert "李乙".encode() not in b"".join(file.read_bytes() for file in db.parent.glob("ledger.db*"))
    assert answer(call, "doctor", "--db", db)["sound"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("李乙", "--reason", "asked by 李乙", "--yes"), "must not name"),
        (("王甲", "--reason", "x", "--yes"), "people are called so"),
    ],
)
def test_erasing_is_careful(call: Call, db: Path, words: tuple[str, ...], said: str) -> None:
    result = call("erase", *words, "--db", db)
    assert result.exit_code == 2 and said in result.stderr


def test_erasing_asks(call: Call, db: Path) -> None:
    result = call("erase", "李乙", "--reason", "x", "--db", db, stdin="n\n")
    assert result.exit_code == 1 and answer(call, "person", "李乙", "--db", db)


def test_a_namesake_stays(call: Call, db: Path) -> None:
    """Two people of one name: only one's documents are masked, and only what agrees with them is held back."""
    people = answer(call, "person", "王甲", "--db", db)
    (gone,) = [one for one in people if any(e["org"] == "字节跳动" for e in one["events"])]
    answer(call, "erase", gone["id"], "--reason", "a request", "--yes", "--db", db)
    (left,) = answer(call, "person", "王甲", "--db", db)
    assert {event["org"] for event in left["events"]} == {"百川智能"}


def test_doctor_finds_and_mends(call: Call, db: Path) -> None:
    assert answer(call, "doctor", "--db", db)["sound"]
    before = answer(call, "moves", "--db", db)
    raw = sqlite3.connect(db)
    raw.execute("UPDATE assignments SET person_id = 'p-nobody' WHERE row_id = 1")
    raw.execute("UPDATE events SET tx_to = tx_from WHERE row_id = 2")
    raw.commit()
    raw.close()
    result = call("doctor", "--db", db, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1 and not report["sound"]
    assert {c["check"] for c in report["checks"] if c["wrong"]} >= {"events about somebody else than their claims"}
    assert "--rebuild" in call("doctor", "--db", db).stdout
    assert answer(call, "doctor", "--rebuild", "--db", db)["sound"]
    assert answer(call, "moves", "--db", db) == before


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE events SET status = 'planned' WHERE tx_to IS NULL", "events whose record and rows differ"),
        ("DELETE FROM event_claims WHERE event_row = 1", "events whose record and rows differ"),
        (
            "UPDATE claims SET tx_to = tx_from WHERE row_id = (SELECT claim_row FROM event_claims WHERE event_row = 1)",
            "events that rest on withdrawn claims",
        ),
        (
            "UPDATE claims SET quote = quote || '!' WHERE row_id = 1",
            "claims whose words do not stand in their document",
        ),
        (
            "INSERT INTO signatures (doc_hash, body) VALUES ('nowhere', x'00')",
            "lineage of documents that are not there",
        ),
        ("INSERT INTO documents_fts (documents_fts) VALUES ('delete-all')", "the index of words"),
    ],
)
def test_doctor_finds_each_damage(call: Call, db: Path, damage: str, check: str) -> None:
    raw = sqlite3.connect(db)
    raw.execute(damage)
    raw.commit()
    raw.close()
    result = call("doctor", "--db", db, "--json")
    assert result.exit_code == 1
    assert check in {c["check"] for c in json.loads(result.stdout)["checks"] if c["wrong"]}


def test_doctor_derives_anew_and_compares_and_writes_nothing(call: Call, db: Path) -> None:
    """A change that is sound in itself: only deriving everything anew shows it."""
    assert answer(call, "doctor", "--derive", "--db", db)["sound"]
    raw = sqlite3.connect(db)
    raw.execute("UPDATE events SET body = json_set(body, '$.confidence', 0.123) WHERE row_id = 1")
    raw.commit()
    assert answer(call, "doctor", "--db", db)["sound"]
    before = content(db), raw.execute("SELECT max(tx) FROM transactions").fetchall()
    report = json.loads(call("doctor", "--derive", "--db", db, "--json").stdout)
    assert [c["check"] for c in report["checks"] if c["wrong"]] == ["what deriving everything anew would change"]
    assert (content(db), raw.execute("SELECT max(tx) FROM transactions").fetchall()) == before
    raw.close()
    assert answer(call, "doctor", "--rebuild", "--derive", "--db", db)["sound"]
