"""No query of person, org and moves walks through a big table: EXPLAIN says so for each statement."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from talentflow.ledger import Ledger
from talentflow.ledger.statements import sql

BIG = (
    "documents",
    "mentions",
    "claims",
    "events",
    "event_claims",
    "spells",
    "entities",
    "aliases",
    "assignments",
    "judgements",
    "profiles",
    "name_keys",
    "name_links",
    "other_names",
    "absences",
    "org_events",
    "signatures",
    "signature_keys",
    "derivations",
)
READS = (
    "moves",
    "moves_of_persons",
    "moves_at_orgs",
    "reports_to",
    "event_by_id",
    "claims_by_id",
    "document_by_hash",
    "documents_by_hashes",
    "find_entities",
    "select_entities_by_id",
    "spells_of_persons",
    "successors",
    "absences_of_orgs",
    "org_events_of_orgs",
    "coverage_of_orgs",
    "ids_like",
    "search_index",
    "search_pairs",
    "select_documents_like",
    "count_undated",
    "select_persons_of_seats",
    "count_claims_of_persons",
    "select_judgements_among",
    "select_seats_of_person",
)
WRITES = (
    "has_document",
    "select_namesakes",
    "select_told",
    "select_mentions_of",
    "select_events_of_claims",
    "select_spells_of_blocks",
    "select_persons_of_blocks",
    "select_aliases_of",
    "still_used",
    "forms_of_orgs",
    "close_events",
    "close_claims_of_document",
    "close_mentions_of_document",
    "close_aliases_of",
    "close_judgements",
    "close_assignments",
    "select_links_of",
    "select_keys_of_links",
    "select_other_names",
    "select_judged_names",
    "select_human_judgements",
    "select_standing_judgements",
    "select_entities_by_id",
    "select_sharing",
    "select_signature",
    "select_derivations",
    "select_windows",
    "next_event",
    "insert_pending_of_hash",
)
SCAN = re.compile(r"^SCAN (\w+)(?! VIRTUAL)")


def plan(path: Path, statement: str) -> list[str]:
    text = sql(statement)
    named = dict.fromkeys(re.findall(r":(\w+)", text))
    given: object = named if named else [None] * max(text.count("?"), 3)
    if "?1" in text:
        given = [None] * 3
    elif not named:
        given = [None] * text.count("?")
    with Ledger.open(path) as ledger:
        rows = ledger.connection.execute("EXPLAIN QUERY PLAN " + text, given).fetchall()  # type: ignore[arg-type]
    return [row["detail"] for row in rows]


@pytest.mark.parametrize("statement", READS + WRITES)
def test_nothing_walks_through_a_big_table(tmp_path: Path, statement: str) -> None:
    aliases = dict(re.findall(r"(?:FROM|JOIN) (\w+) AS (\w+)", sql(statement)))
    tables = {alias: table for table, alias in aliases.items()} | {table: table for table in BIG}
    walked = [m[1] for detail in plan(tmp_path / "x.db", statement) if (m := SCAN.match(detail))]
    assert not [name for name in walked if tables.get(name) in BIG]


def test_moves_come_in_order_of_their_index(tmp_path: Path) -> None:
    details = plan(tmp_path / "x.db", "moves")
    assert any("events_by_day (sort_day>" in detail for detail in details)
    assert any("events_long (sort_day>" in detail for detail in details)
    assert any("events_odd" in detail for detail in details)
    assert not any("TEMP B-TREE FOR ORDER BY" in detail for detail in details)


def test_the_few_disputed_events_have_an_index_of_their_own(tmp_path: Path) -> None:
    assert plan(tmp_path / "x.db", "select_disputed_events") == ["SCAN events USING INDEX events_disputed"]


def test_every_statement_is_used() -> None:
    package = files("talentflow")
    code = "".join(Path(str(path)).read_text("utf-8") for path in Path(str(package)).rglob("*.py"))
    names = {path.name[:-4] for path in (package / "ledger" / "sql").iterdir() if path.name.endswith(".sql")}
    assert not {name for name in names if f'"{name}"' not in code and f'"{name.split("_of_document")[0]}"' not in code}
