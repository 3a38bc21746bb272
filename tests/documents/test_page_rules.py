"""The examples of data/*/page.yml are the tests of its rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from talentflow.documents.page_rules import FILES, page_rules
from talentflow.lang.data import read_yaml
from talentflow.lang.text import fold

KINDS = {"labels": "byline", "bylines": "byline", "furniture": "furniture", "tails": "tail"}
BODY = "他已经走了。"


def _cases(key: str, *sections: str) -> list[Any]:
    return [
        pytest.param(section, entry, line, id=f"{entry['id']}:{line}")
        for name in FILES
        for section in sections
        for entry in read_yaml(name).get(section) or ()
        for line in entry[key]
    ]


@pytest.mark.parametrize(("section", "entry", "line"), _cases("examples", *KINDS))
def test_example_lines(section: str, entry: Any, line: str) -> None:
    mark = page_rules().classify(fold(line).strip())
    assert mark is not None
    assert mark.kind == KINDS[section]
    assert mark.role == entry.get("role", "")


@pytest.mark.parametrize(("section", "entry", "line"), _cases("counterexamples", *KINDS))
def test_counterexample_lines(section: str, entry: Any, line: str) -> None:
    mark = page_rules().classify(fold(line).strip())
    # What a rule for the head of a page leaves to the head is no news there.
    assert mark is None or (mark.rule != entry["id"] and mark.where == "head")


@pytest.mark.parametrize(("section", "entry", "line"), _cases("examples", "datelines"))
def test_datelines(section: str, entry: Any, line: str) -> None:
    folded = fold(line)
    assert page_rules().dateline(folded + fold(BODY)) >= len(folded.rstrip())
    assert page_rules().dateline_hints.search(line)


@pytest.mark.parametrize(("section", "entry", "line"), _cases("counterexamples", "datelines"))
def test_no_datelines(section: str, entry: Any, line: str) -> None:
    assert page_rules().dateline(fold(line + BODY)) == 0


@pytest.mark.parametrize(("section", "entry", "line"), _cases("examples", "endings"))
def test_endings(section: str, entry: Any, line: str) -> None:
    assert page_rules().ending(fold(BODY + line)) == len(BODY)


@pytest.mark.parametrize(("section", "entry", "line"), _cases("counterexamples", "endings"))
def test_no_endings(section: str, entry: Any, line: str) -> None:
    assert page_rules().ending(fold(BODY + line)) == len(BODY + line)


@pytest.mark.parametrize(("section", "entry", "line"), _cases("examples", "dates"))
def test_dates(section: str, entry: Any, line: str) -> None:
    assert page_rules().date_in(fold(line)) == date(2024, 9 if "Sept" in line else 5, 6)


@pytest.mark.parametrize(("section", "entry", "line"), _cases("counterexamples", "dates"))
def test_no_dates(section: str, entry: Any, line: str) -> None:
    assert page_rules().date_in(fold(line)) is None


def test_a_day_that_is_not_in_the_calendar_is_no_date() -> None:
    assert page_rules().date_in("2024-02-31") is None
    assert page_rules().date_in("2024-02-31 2024-03-01") == date(2024, 3, 1)


def test_every_rule_says_why() -> None:
    for name in FILES:
        sheet = read_yaml(name)
        ids = [entry["id"] for section in sheet.values() if isinstance(section, list) for entry in section]
        assert len(ids) == len(set(ids))
        for section in ("labels", "bylines", "datelines", "endings", "furniture", "tails"):
            for entry in sheet[section]:
                assert entry["why"] and entry["examples"] and entry["counterexamples"], entry["id"]
