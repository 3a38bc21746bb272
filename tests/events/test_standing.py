"""The status law: what a history comes to."""

from __future__ import annotations

from datetime import date

import pytest

from talentflow.model.event import StatusStep
from talentflow.model.standing import standing


def history(*told: str) -> list[StatusStep]:
    """Steps of `status day document`; day 0 is unknown."""
    steps = []
    for index, line in enumerate(told):
        status, day, doc = line.split()
        known = date(2025, 1, int(day)) if int(day) else None
        steps.append(StatusStep(status=status, known_on=known, doc=doc, source=None, claim_id=str(index)))  # type: ignore[arg-type]
    return sorted(steps, key=lambda s: (s.known_on is None, s.known_on or date.max, s.doc))


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (["rumored 1 a"], "rumored"),
        (["rumored 1 a", "announced 4 b"], "announced"),
        (["announced 1 a", "rumored 4 b"], "announced"),  # a late rumor does not unsay an announcement
        (["planned 1 a", "reported 4 b"], "reported"),
        (["rumored 1 a", "denied 4 b"], "denied"),
        (["reported 1 a", "denied 4 b"], "denied"),
        (["denied 1 a", "rumored 4 b"], "denied"),
        (["denied 1 a", "reported 4 b"], "disputed"),
        (["denied 1 a", "announced 4 b"], "announced"),
        (["denied 1 a", "reported 2 b", "announced 4 c"], "announced"),
        (["announced 1 a", "denied 4 b"], "disputed"),
        (["denied 1 a", "reported 1 b"], "disputed"),  # one day: nobody had the last word
        (["denied 1 a", "rumored 1 b"], "denied"),
        (["reported 1 a", "denied 0 b"], "disputed"),  # nobody knows which came first
        (["rumored 0 a", "denied 0 b"], "denied"),
        (["reported 1 a", "denied 1 a"], "denied"),  # one document, its last word
        (["denied 1 a", "announced 1 a"], "announced"),
        (["denied 1 a", "rumored 1 a"], "denied"),
        (["announced 0 a"], "announced"),
    ],
)
def test_standing(told: list[str], stands: str) -> None:
    assert standing(history(*told)) == stands


def test_no_history_no_status() -> None:
    with pytest.raises(ValueError, match="without a claim"):
        standing([])
