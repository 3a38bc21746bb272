"""Chinese time expressions: the data's own examples, the phrases of the beat, and the laws of resolution."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from talentflow.lang.data import read_yaml
from talentflow.lang.dates import TimeExpression, TimeReader
from talentflow.lang.dates_grammar import grammar
from talentflow.model.time import When

READER = TimeReader("zh")
RULES: list[dict[str, Any]] = read_yaml("zh/times.yml")["rules"]
PUBLISHED = date(2025, 5, 20)  # a Tuesday
TOLD = When.parse("2023-04-10")


def one(text: str) -> TimeExpression:
    found = READER.find(text)
    assert len(found) == 1, (text, found)
    assert found[0].text == text[found[0].start : found[0].end]
    return found[0]


def edtf(
    text: str, *, published: date | None = PUBLISHED, narrative: When | None = None, future: bool = False
) -> str | None:
    when = READER.resolve(one(text), published=published, narrative=narrative, future=future)
    return when.edtf if when else None


def _examples() -> list[Any]:
    return [
        pytest.param(rule["id"], case, id=f"{rule['id']}:{case['text']}")
        for rule in RULES
        for case in rule.get("examples", ())
    ]


@pytest.mark.parametrize(("rule", "case"), _examples())
def test_each_rule_reads_its_examples(rule: str, case: dict[str, Any]) -> None:
    found = [x for x in READER.find(str(case["text"])) if x.rule == rule]
    assert found, "its own rule does not find it"
    published, narrative = case.get("published"), case.get("narrative")
    when = READER.resolve(
        found[0],
        published=date.fromisoformat(published) if published else None,
        narrative=When.parse(narrative) if narrative else None,
        future=bool(case.get("future")),
    )
    assert (when.edtf if when else None) == case["edtf"]


@pytest.mark.parametrize(("rule", "text"), [(rule["id"], text) for rule in RULES for text in rule.get("not", ())])
def test_no_rule_reads_its_counterexamples(rule: str, text: str) -> None:
    assert [x for x in READER.find(text) if x.rule == rule] == []


def test_every_rule_has_an_id_a_reason_and_an_example() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["why"] and (rule.get("examples") or rule.get("not")), rule["id"]


def test_the_start_characters_cover_every_example() -> None:
    start = grammar("zh").start
    for rule in RULES:
        for case in rule.get("examples", ()):
            assert start.search(str(case["text"])), case


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010年1月16日", "2010-01-16"),
        ("二〇二三年", "2023"),
        ("2013年元旦", "2013-01-01"),
        ("2024年第三季度", "2024-07/2024-09"),
        ("2024年Q3", "2024-07/2024-09"),
        ("2022年上半年", "2022-01/2022-06"),
        ("2017年底", "2017-11/2017-12"),
        ("2015年至2018年", "2015/2018"),
        ("2015-2018年", "2015/2018"),
        ("2003年10月至2007年2月", "2003-10/2007-02"),
        ("2023年4月起至2024年8月", "2023-04/2024-08"),
        ("2016年6月1日-6月30日", "2016-06-01/2016-06-30"),
        ("2015.03-2018.06", "2015-03/2018-06"),
        ("2019年前后", "2019~"),
        ("大约2017年", "2017~"),
        ("2015年之前", "../2014"),
        ("2018年之后", "2018/.."),
        ("2019年4月5日或之前", "../2019-04-05"),
        ("2月30日", None),
        ("2019年2月29日", None),
    ],
)
def test_explicit_dates_need_no_anchor(text: str, expected: str | None) -> None:
    assert edtf(text, published=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天", "2025-05-20"),
        ("昨晚", "2025-05-19"),
        ("前天", "2025-05-18"),
        ("昨(4)日", "2025-05-04"),
        ("昨日(19日)", "2025-05-19"),
        ("周一(19日)", "2025-05-19"),
        ("上周五(16日)", "2025-05-16"),
        ("上周五(15日)", None),  # the words do not agree
        ("当地时间周二", "2025-05-20"),
        ("星期三", "2025-05-14"),
        ("礼拜三", "2025-05-14"),
        ("本周一", "2025-05-19"),
        ("上周五", "2025-05-16"),
        ("上周末", "2025-05-17/2025-05-18"),
        ("上周", "2025-05-12/2025-05-18"),
        ("上上周", "2025-05-05/2025-05-11"),
        ("本月", "2025-05"),
        ("上个月", "2025-04"),
        ("上月底", "2025-04-21/2025-04-30"),
        ("今年", "2025"),
        ("去年", "2024"),
        ("前年", "2023"),
        ("去年12月", "2024-12"),
        ("去年秋天", "2024-23"),
        ("今年年初", "2025-01/2025-02"),
        ("今年2月中旬", "2025-02-11/2025-02-20"),
        ("上季度", "2025-01/2025-03"),
        ("年底", "2024-11/2024-12"),
        ("5月10日", "2025-05-10"),
        ("5月10日(周六)", "2025-05-10"),
        ("12月", "2024-12"),
        ("8月24日到9月2日", "2024-08-24/2024-09-02"),
        ("五个月前", "2024-12~"),
        ("距离他出走仅仅过去了5个月", "2024-12~"),
        ("九年前", "2016~"),
        ("三年多前", "2021/2022"),
        ("半年前", "2024-10/2024-12"),
        ("三天前", "2025-05-17"),
        ("过去三年里", "2022-05/2025-05"),
        ("近日", "2025-05-06/2025-05-20"),
        ("日前", "2025-05-06/2025-05-20"),
        ("不久前", "2025-03-21/2025-05-20"),
        ("近期", "2025-04-20/2025-05-20"),
        ("春节", "2025-01-29~"),
    ],
)
def test_relative_dates_count_from_publication(text: str, expected: str) -> None:
    assert edtf(text) == expected
    assert edtf(text, published=None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3个月过后", "2023-07-10~"),
        ("一个月后", "2023-05-10~"),
        ("三天后", "2023-04-13"),
        ("两周后", "2023-04-21/2023-04-27"),
        ("两年后", "2025~"),
        ("又过了两年", "2025~"),
        ("次日", "2023-04-11"),
        ("当晚", "2023-04-10"),
        ("同年", "2023"),
        ("当年6月", "2023-06"),
        ("翌年", "2024"),
        ("次年3月", "2024-03"),
        ("同月", "2023-04"),
        ("此后", "2023-04-10/.."),
        ("随后", "2023-04-10/2023-07-09"),
    ],
)
def test_told_dates_count_from_the_event_before(text: str, expected: str) -> None:
    when = READER.resolve(one(text), published=PUBLISHED, narrative=TOLD)
    assert when is not None and when.edtf == expected
    assert when.basis in ("narrative", "vague")
    assert edtf(text) is None, "nothing to count from"


@pytest.mark.parametrize(
    ("narrative", "text", "expected"),
    [
        ("2023-04", "三个月后", "2023-07~"),
        ("2023-04", "次日", "2023-04"),
        ("2023", "同年9月", "2023-09"),
        ("2015/2018", "同年", "2018"),
        ("2023-07-10~", "一个月后", "2023-08-10~"),
        ("../2023", "同年", None),
        ("2023-04-10", "5月10日", "2023-05-10"),
        ("2019", "4月13日", "2019-04-13"),
    ],
)
def test_the_anchors_precision_is_kept(narrative: str, text: str, expected: str | None) -> None:
    assert edtf(text, narrative=When.parse(narrative)) == expected


@pytest.mark.parametrize(
    ("text", "past", "planned"),
    [
        ("明年", None, "2026"),
        ("下个月", None, "2025-06"),
        ("本周五", None, "2025-05-23"),
        ("周五", "2025-05-16", "2025-05-23"),
        ("12月", "2024-12", "2025-12"),
        ("年底", "2024-11/2024-12", "2025-11/2025-12"),
        ("一个月后", None, "2025-06-20~"),
        ("2026年3月", None, "2026-03"),
    ],
)
def test_only_a_plan_may_lie_ahead(text: str, past: str | None, planned: str) -> None:
    assert edtf(text) == past
    assert edtf(text, future=True) == planned


@pytest.mark.parametrize(
    "text",
    [
        "95后",
        "80后",
        "第23届",
        "360",
        "2万",
        "版本2.0.1",
        "300558.SZ",
        "2026财年",
        "电话021-12345678",
        "每周三例会",
        "年终奖",
        "今日头条",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert READER.find(text) == []


@pytest.mark.parametrize("text", ["20年", "5个月", "短短十天", "24小时", "二十年", "过去一年里", "三年来"])
def test_a_duration_dates_no_event(text: str) -> None:
    assert not one(text).dates_event


def test_flags_say_what_the_words_around_mean() -> None:
    assert one("2018年7月起").open_start and edtf("2018年7月起") == "2018-07"
    since = one("自2020年3月起")
    assert since.open_start and since.text == "自2020年3月起"
    as_of = one("截至2025年5月20日")
    assert as_of.as_of and not as_of.dates_event
    assert one("明年").forward and not one("去年").forward
    assert one("次日").needs_narrative and one("三天后").needs_narrative and not one("昨日").needs_narrative


def test_former_is_not_before() -> None:
    text = "2024年前高管加入新公司,2015年前,他在外地。"
    assert [(x.text, x.bound) for x in READER.find(text)] == [("2024年", None), ("2015年前", "before")]


def test_offsets_stand_in_a_sentence() -> None:
    text = "他于2015年至2018年任职,去年12月离开,3个月过后创业。"
    found = READER.find(text)
    assert [x.text for x in found] == ["2015年至2018年", "去年12月", "3个月过后"]
    assert all(text[x.start : x.end] == x.text for x in found)


PIECES = (
    "去年 2023年 12月 5日 上 周 五 三 个月 天 年 前 后 起 至 次日 同年 近日 年底 日 半 今 第 二十 10 季度 秋天 (4) 星期 末 不久 月 初 2月29日 "
    "当 过去 来 31 自 截至"
)
WORDS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=7).map("".join)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@given(WORDS, DAYS, st.one_of(st.none(), DAYS), st.booleans())
def test_a_date_is_never_past_publication_unless_planned(
    text: str, published: date, told: date | None, future: bool
) -> None:
    narrative = When.month(told.year, told.month) if told else None
    for expression in READER.find(text):
        when = READER.resolve(expression, published=published, narrative=narrative, future=future)
        if when is not None and not future:
            assert (when.start or when.end or date.max) <= published


@given(WORDS, DAYS)
def test_without_an_anchor_only_explicit_words_resolve(text: str, published: date) -> None:
    for expression in READER.find(text):
        bare = READER.resolve(expression, published=None)
        if bare is not None:
            assert bare.basis == "explicit"
            dated = READER.resolve(expression, published=published, future=True)
            assert dated is not None and dated.edtf == bare.edtf


@given(WORDS)
def test_expressions_are_ordered_and_stand_where_they_say(text: str) -> None:
    floor = 0
    for expression in READER.find(text):
        assert floor <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.text
        floor = expression.end


@given(DAYS, st.integers(0, 400))
def test_a_month_and_day_is_the_latest_up_to_publication(day: date, later: int) -> None:
    assume((day.month, day.day) != (2, 29))
    published = day + timedelta(days=later)
    assume(later < 365)
    when = READER.resolve(one(f"{day.month}月{day.day}日"), published=published)
    assert when is not None and when.start == when.end == day


def test_text_without_dates_is_scanned_fast() -> None:
    """A coarse guard only (the bench measures): 200,000 characters well inside a second."""
    import time

    text = re.sub("[0-9]", "", "公司表示目前一切业务正常开展,上述人士称管理层对发展方向有不同看法。") * 6000
    READER.find("今年")
    begun = time.perf_counter()
    assert READER.find(text) == []
    assert time.perf_counter() - begun < 1.0
