"""Three clocks on every command that reads: the world's, the sources', the ledger's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call

READS = (
    ("moves", "--all"),
    ("person", "王甲"),
    ("org", "百川智能"),
    ("cohort", "六小龙"),
    ("spells",),
    ("show", "{event}"),
    ("search", "王甲"),
    ("stats",),
)
BACK_DATED = "---\nid: late\npublished: 2025-02-25\n---\n王甲 leave 百川智能 denied\n王甲 held 百川智能 2024\n"
BACK_DATED += "本报从两位接近董事会的人士处独立获悉此事,公司对此不予置评,接任者尚未确定。\n"  # no copy of the others


@pytest.fixture
def event(call: Call, db: Path) -> str:
    found = json.loads(call("moves", "--kind", "leave", "--person", "王甲", "--db", db, "--json").stdout)
    return str(found[0]["id"])


def ask(call: Call, db: Path, command: tuple[str, ...], event: str, *clocks: str) -> Any:
    words = [word.format(event=event) for word in command]
    result = call(*words, *clocks, "--db", db, "--json")
    return json.loads(result.stdout) if result.exit_code == 0 else result.stderr


@pytest.mark.parametrize("command", READS, ids=lambda command: command[0])
def test_what_was_answered_is_answered_again(
    call: Call, db: Path, tmp_path: Path, event: str, command: tuple[str, ...]
) -> None:
    """A back-dated document and a withdrawal change what the sources had said, not what the ledger had answered."""
    tx = json.loads(call("stats", "--db", db, "--json").stdout)["transaction"]
    then = ("--known-by", "2025-03", "--read-by", f"tx:{tx}")
    before, sources = ask(call, db, command, event, *then), ask(call, db, command, event, "--known-by", "2025-03")
    assert not isinstance(before, str), before
    late = tmp_path / "late.md"
    late.write_text(BACK_DATED, "utf-8")
    assert call("read", late, "--db", db).exit_code == 0
    assert call("retract", "a", "--db", db).exit_code == 0
    assert ask(call, db, command, event, *then) == before
    assert ask(call, db, command, event, "--known-by", "2025-03") != sources


@pytest.mark.parametrize("command", READS, ids=lambda command: command[0])
def test_nothing_had_happened_been_said_or_been_read(
    call: Call, db: Path, event: str, command: tuple[str, ...]
) -> None:
    for clock in (("--as-of", "2019"), ("--known-by", "2019"), ("--read-by", "2019"), ("--read-by", "tx:0")):
        found = ask(call, db, command, event, *clock)
        told = json.dumps(found, ensure_ascii=False)
        assert "announced" not in told and "2025-03-04" not in told, (clock, found)


def test_spells_are_listed_and_narrowed(call: Call, db: Path) -> None:
    def found(*words: str) -> list[tuple[str, str]]:
        told = json.loads(call("spells", *words, "--db", db, "--json").stdout)
        return [(one["person"], one["org"]) for one in told]

    assert sorted(found()) == [("李乙", "字节跳动"), ("王甲", "字节跳动"), ("王甲", "百川智能")]
    assert found("--org", "百川智能") == [("王甲", "百川智能")]
    assert found("--org", "字节", "--as-of", "2025-02") == [("李乙", "字节跳动")]
    assert found("--contradicted") == [] and found("-n", "1") == found()[:1]
    assert "1 spell." in call("spells", "--person", "李乙", "--db", db).stdout


def test_no_such_transaction_or_day(call: Call, db: Path) -> None:
    result = call("moves", "--read-by", "tx:last", "--db", db)
    assert result.exit_code == 2 and "write tx:17" in result.stderr
    assert call("moves", "--read-by", "someday", "--db", db).exit_code == 2
