"""Organization events: every rule's examples and counterexamples, and what the whole text decides."""

from __future__ import annotations

from datetime import date

import pytest

from talentflow.claims import engine
from talentflow.lang.data import read_yaml
from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.claim import OrgEvent
from talentflow.model.document import Document

RULES = read_yaml("zh/org_events.yml")["rules"]
EXAMPLES = [(rule["id"], example) for rule in RULES for example in rule["examples"]]
FIELDS = ("kind", "org", "unit", "other", "status")
KINDS = {
    "founding",
    "layoff",
    "acquisition",
    "product_release",
    "product_stop",
    "financing",
    "strategy_shift",
    "dispute",
    "reorganization",
}


def events(text: str, published: str | None = "2025-04-13") -> tuple[OrgEvent, ...]:
    reading = read(Document(id="d", text=text, published=date.fromisoformat(published) if published else None))
    return engine.read(reading, find(reading)).org_events


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(e.kind, e.org, e.status) for e in events(text)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}: {e[:18]}" for r, e in EXAMPLES])
def test_a_rule_reads_its_examples(rule: str, example: str) -> None:
    text, expected = (part.strip() for part in example.split("=>"))
    found = [e for e in events(text) if e.kind == next(r for r in RULES if r["id"] == rule)["kind"]]
    if expected == "nothing":
        assert not found
        return
    wanted = [spec.strip().split("|") for spec in expected.split("&")]
    assert len(found) == len(wanted)
    for event, fields in zip(found, wanted, strict=True):
        for name, value in zip(FIELDS, fields, strict=False):
            assert (getattr(event, name) or "-") == value, name


def test_every_kind_has_a_rule_and_a_counterexample() -> None:
    assert {rule["kind"] for rule in RULES} == KINDS
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    assert all(rule["why"] for rule in RULES)
    refuted = {rule["kind"] for rule in RULES for e in rule["examples"] if e.endswith("=> nothing")}
    assert refuted == KINDS


def test_evidence_stands_in_the_text() -> None:
    text = "　去年12月，澜川科技 的算法团队被裁撤。\n衡岳集团完成了 2 亿美元的B轮融资。"
    found = events(text)
    assert [e.kind for e in found] == ["layoff", "financing"]
    assert all(e.evidence.stands_in(text) for e in found)
    assert found[1].amount == "2 亿美元"


def test_a_rumor_shown_false_later_is_denied() -> None:
    rumor = "澜川科技的算法团队传出了要被衡岳集团收购的消息。"
    assert told(rumor) == [("acquisition", "澜川科技", "rumored")]
    assert told(rumor + "事后被证实这是假消息。") == [("acquisition", "澜川科技", "denied")]


def test_a_denial_reaches_the_rumor_and_not_the_report_between() -> None:
    text = "澜川科技的算法团队传出了要被衡岳集团收购的消息。\n\n去年12月，澜川科技的数据团队被裁撤。尽管事后被证实这是假消息。"
    assert told(text) == [("acquisition", "澜川科技", "denied"), ("layoff", "澜川科技", "reported")]


def test_a_refused_denial_denies_nothing() -> None:
    assert told("有消息称澜川科技将被衡岳集团收购。衡岳集团没有否认这一消息。") == [
        ("acquisition", "澜川科技", "rumored")
    ]


def test_dates_are_those_of_the_event() -> None:
    (event,) = events("2016年3月2日，林若谷与周子安一同创立了大模型公司“澜川科技”。")
    assert event.date is not None and event.date.edtf == "2016-03-02"
    (event,) = events("去年11月，衡岳集团处于和林若谷的仲裁风波当中。")
    assert event.date is not None and event.date.edtf == "2024-11"
    (event,) = events("澜川科技被衡岳集团收购。")
    assert event.date is None


def test_a_founder_stands_for_the_company_in_its_strategy() -> None:
    text = "2016年，林若谷创立了澜川科技。2024年，林若谷几乎将所有筹码都押在了医疗领域。"
    assert [(e.kind, e.org, e.unit) for e in events(text)] == [
        ("founding", "澜川科技", None),
        ("strategy_shift", "澜川科技", "医疗"),
    ]


def test_one_event_told_twice_is_one() -> None:
    text = "澜川科技将被衡岳集团收购。今天，衡岳集团宣布收购澜川科技。"
    assert told(text) == [("acquisition", "澜川科技", "announced")]


def test_the_company_is_the_one_told_before() -> None:
    text = "步青科技眼下有八十人。公司去年拿到一笔亿元级融资。"
    assert [(e.kind, e.org) for e in events(text)] == [("financing", "步青科技")]


def test_questions_and_hypotheses_are_no_events() -> None:
    assert not events("衡岳集团会收购澜川科技吗？")
    assert not events("如果衡岳集团收购澜川科技，市场会大变。")
    assert not events("衡岳集团曾尝试收购澜川科技。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "林若谷创立了澜川科技。他的公司完成了2亿美元融资。",
            [("founding", "澜川科技", None), ("financing", "澜川科技", None)],
        ),
        ("林若谷的创业项目去年完成了2亿元融资。", [("financing", None, "林若谷")]),
        ("林若谷的创业项目完成了2亿元融资。林若谷的创业项目去年完成了2亿元融资。", [("financing", None, "林若谷")]),
        ("周子安和衡岳集团陷入仲裁。", [("dispute", "衡岳集团", "周子安")]),
        ("林若谷与周子安陷入仲裁。", []),
        ("澜川科技被衡岳集团收购。衡岳集团收购了澜川科技。", [("acquisition", "澜川科技", "衡岳集团")]),
        ("澜川科技称，公司将收购启明智能。", [("acquisition", "启明智能", "澜川科技")]),
        ("他们创办的公司完成融资。", []),
    ],
)
def test_who_an_event_is_about(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(e.kind, e.org, e.other) for e in events(text)] == expected


def test_a_product_told_twice_is_released_once_and_takes_the_date() -> None:
    (event,) = events("衡岳集团发布了大模型“天工”。衡岳集团去年发布了大模型“天工”。")
    assert (event.unit, event.date and event.date.edtf) == ("天工", "2024")
