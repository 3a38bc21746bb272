"""What happened to organizations: one thing once, denied where it was shown false, copies no sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests import build

from talentflow.answers import Happening, happenings
from talentflow.ledger import Clock, Ledger
from talentflow.ledger import lineage as stored
from talentflow.model.claim import OrgEvent
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation
from talentflow.model.span import Evidence
from talentflow.model.time import When

FAMILIES = {"巨人": frozenset({"giant", "giant-cloud"}), "巨人云": frozenset({"giant", "giant-cloud"})}


class News:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.n = 0

    def say(self, published: str, status: str = "reported", *, kind: str = "acquisition", **fields: object) -> Document:
        self.n += 1
        at = build.document(f"第{self.n}篇 某某", published=published, doc=f"d{self.n}")
        when = fields.pop("date", None)
        event = OrgEvent(
            doc=at.id,
            doc_hash=at.hash,
            kind=kind,
            org="一号",
            org_id="one",
            status=status,  # type: ignore[arg-type]
            date=When.parse(str(when)) if when else None,
            evidence=Evidence.of(at.text, 0, 3),
            **fields,  # type: ignore[arg-type]
        )
        self.ledger.add(at, build.extraction(at, org_events=[event]))
        return at

    def found(self, known_by: str | None = None) -> list[Happening]:
        clock = Clock(known_by=date.fromisoformat(known_by) if known_by else None)
        with self.ledger.view() as view:
            return list(happenings(view, ["one"], clock, lambda words: FAMILIES.get(words, frozenset())))


@pytest.fixture
def news(tmp_path: Path) -> Iterator[News]:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        yield News(ledger)


def test_reported_then_denied_is_denied_and_one(news: News) -> None:
    news.say("2025-01-06", unit="预训练团队", other="巨人云")
    news.say("2025-01-07", "denied", unit="预训练团队", other="巨人")
    (one,) = news.found()
    assert (one.status, [s.status for s in one.history]) == ("denied", ["reported", "denied"])
    (then,) = news.found("2025-01-06")
    assert (then.status, then.other) == ("reported", "巨人云")


def test_other_buyers_and_other_parts_are_other_sales(news: News) -> None:
    news.say("2025-01-06", unit="预训练团队", other="巨人")
    news.say("2025-01-07", unit="预训练团队", other="无关公司")
    news.say("2025-01-08", unit="应用部门", other="巨人")
    assert len(news.found()) == 3


def test_rounds_far_apart_are_two_and_a_founding_is_one(news: News) -> None:
    news.say("2024-01-06", kind="financing", date="2024-01")
    news.say("2024-01-20", kind="financing", date="2024-01-18", amount="1亿")
    news.say("2025-01-06", kind="financing", date="2025-01")
    news.say("2024-01-06", kind="founding", date="2019")
    news.say("2025-01-06", kind="founding", date="2018-05")
    assert sorted((one.kind, len(one.tellings)) for one in news.found()) == [
        ("financing", 1),
        ("financing", 2),
        ("founding", 2),
    ]
    assert next(one for one in news.found() if len(one.tellings) == 2 and one.kind == "financing").amount == "1亿"


def test_another_product_is_another_release(news: News) -> None:
    news.say("2024-01-06", kind="product_release", unit="模型一")
    news.say("2024-01-07", kind="product_release", unit="应用二")
    news.say("2024-01-08", kind="product_release")
    assert len(news.found()) == 3


def test_a_late_copy_of_the_report_does_not_dispute_the_denial(news: News) -> None:
    report = news.say("2025-01-06", other="巨人")
    news.say("2025-01-07", "denied", other="巨人")
    copy = news.say("2025-01-09", other="巨人")
    assert news.found()[0].status == "disputed"
    link = Derivation(doc_hash=copy.hash, origin_hash=report.hash, origin_name=None, score=1.0, reason="copy")
    stored.link(news.ledger, [link])
    (one,) = news.found()
    assert (one.status, [s.copied for s in one.history]) == ("denied", [False, False, True])
