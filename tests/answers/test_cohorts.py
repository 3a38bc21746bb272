"""Cohort answers: who left for where, who lost nobody and on whose word, what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests import build

from talentflow.answers import CohortAnswer, CohortQuestion, ask
from talentflow.ledger import Ledger, View
from talentflow.model.claim import Claim
from talentflow.model.document import Document
from talentflow.run.settle import settle

QUESTION = CohortQuestion(
    name="三小龙",
    members={"one": "一号", "two": "二号", "three": "三号", "four": "四号"},
    units={"one": ("one-lab",)},
    families={"one": frozenset({"one", "one-lab"}), "one-lab": frozenset({"one", "one-lab"})},
    big=frozenset({"giant"}),
)


def move(at: Document, person: str, kind: str, org: str | None, org_id: str | None = None, **fields: object) -> Claim:
    return build.claim(at, person, kind, org, org_id=org_id, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cohort") / "ledger.db"
    with Ledger.open(path) as ledger:
        at = build.document("甲乙丙丁戊己庚辛壬", doc="a", published="2025-04-13")
        claims = [
            move(at, "甲", "leave", "一号", "one", date="2024-08", role="算法副总裁"),
            move(at, "甲", "join", "巨人", "giant", date="2024-08"),
            move(at, "乙", "leave", "一号实验室", "one-lab"),
            move(at, "乙", "found", None, venture="AI 编程赛道"),
            move(at, "丙", "leave", "二号", "two", date="2024-12"),
            move(at, "丙", "join", "小店", date="2025-01"),
            move(at, "丁", "leave", "二号", "two"),
            move(at, "戊", "leave", "二号", "two", status="denied"),
            move(at, "己", "join", "巨人", "giant", date="2025-02"),
            move(at, "己", "leave", "外国公司", date="../2025-02"),
            move(at, "庚", "join", "一号", "one"),
        ]
        absence = build.absence(at, "三号", "three", "甲乙丙")
        denied = build.sale(at, "二号", "two", "甲乙丙")
        mentions = [build.mention(at, "壬", "org", "four")]
        ledger.add(at, build.extraction(at, *claims, absences=[absence], org_events=[denied], mentions=mentions))
        settle(ledger)
    return path


@pytest.fixture
def view(path: Path) -> Iterator[View]:
    with View.open(path) as view:
        yield view


@pytest.fixture
def answer(view: View) -> CohortAnswer:
    return ask(view, QUESTION)


def test_departures_by_member(answer: CohortAnswer) -> None:
    left = {member.org_id: sorted(one.person for one in member.departures) for member in answer.members}
    assert left == {"one": ["乙", "甲"], "two": ["丁", "丙"], "three": [], "four": []}


def test_where_they_went(answer: CohortAnswer) -> None:
    went = {goal: sorted(one.person for one in found) for goal, found in answer.destinations.items()}
    assert went == {"big_tech": ["甲"], "own_venture": ["乙"], "other": ["丙"], "not_said": ["丁"]}


def test_others_at_the_same_places(answer: CohortAnswer) -> None:
    assert [(one.person, one.departure and one.departure.org) for one in answer.also_to] == [("己", "外国公司")]


def test_nobody_is_asserted_or_only_not_found(answer: CohortAnswer) -> None:
    intact = {member.org_id: (len(member.absences), member.n_documents) for member in answer.intact}
    assert intact == {"three": (1, 0), "four": (0, 1)}


def test_denied_is_told_as_denied(answer: CohortAnswer) -> None:
    two = next(member for member in answer.members if member.org_id == "two")
    assert [event.person for event in two.denied] == ["戊"]
    assert [(event.kind, event.unit) for event in two.denied_events] == [("acquisition", "预训练团队")]


def test_before_anything_was_known(view: View) -> None:
    answer = ask(view, replace(QUESTION, known_by=date(2025, 4, 12)))
    assert len(answer.intact) == 4 and not any(member.absences for member in answer.members)
