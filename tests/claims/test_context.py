"""What surrounds a trigger: status, credit, day and reason, on invented people and companies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.claims.telling import claims

from talentflow.claims import bulletins, context, dating
from talentflow.claims.context_reason import reason
from talentflow.claims.context_source import Names
from talentflow.claims.context_time import Clock
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.layout import build
from talentflow.claims.scene import Trigger
from talentflow.lang.chunk import Chunk
from talentflow.lang.dates import TimeReader
from talentflow.lang.text import read
from talentflow.model.document import Document

PUBLISHED = date(2024, 5, 20)
PEOPLE = ("林若谷", "周子安", "许听澜")
ORGS = ("启明智能", "澜川科技")


class Told:
    """What the context station says of one trigger word of a text."""

    def __init__(self, text: str, word: str) -> None:
        reading = read(Document(id="t", text=text, published=PUBLISHED))
        chunks = _chunks(reading.text)
        people, orgs = People(reading, chunks), Organizations(reading, chunks)
        clock = Clock(PUBLISHED)
        carried: context.Attribution | None = None
        for index, sentence in enumerate(reading.sentences):
            inside = [c for c in chunks if sentence.start <= c.start < sentence.end]
            scene = build(reading, sentence, index, inside, vocabulary())
            names = Names(reading, people, orgs, (), clock.bulletin[0])
            clock.enter(scene)
            around = context.Around(scene, context.cues(scene), names, clock, carried)
            around = replace(around, carried=bulletins.opened(around))
            trigger = next((t for t in scene.triggers if word in t.text), None)
            if trigger is not None:
                self._read(around, trigger)
            carried = bulletins.carry(around, [])

    def _read(self, around: context.Around, trigger: Trigger) -> None:
        scene, start, end = around.scene, trigger.start, trigger.end
        group = next((g for g in reversed(scene.groups) if g.end <= start), None)
        made = context.attribution(around, start, end, group)
        made, when, _ = dating.date_of(around, start, end, made, kind=trigger.rule.kind)
        self.status, self.source = made.status, made.source
        self.date = when.edtf if when else None
        self.reason = reason(scene, start, end)


def _chunks(text: str) -> list[Chunk]:
    out = [Chunk("time", t.start, t.end, t.text, value=t) for t in TimeReader("zh").find(text)]
    for kind, listed in (("person", PEOPLE), ("org", ORGS)):
        for name in listed:
            at = text.find(name)
            while at >= 0:
                out.append(Chunk(kind, at, at + len(name), name))
                at = text.find(name, at + 1)
    return sorted(out, key=lambda c: c.start)


@pytest.mark.parametrize(
    ("text", "word", "status", "source"),
    [
        ("启明智能公告，林若谷辞职。", "辞职", "announced", "启明智能"),
        ("林若谷在微博宣布离职。", "离职", "announced", "林若谷"),
        ("启明智能称，林若谷已离职。", "离职", "announced", "启明智能"),
        ("周子安说，林若谷已离职。", "离职", "reported", "周子安"),
        ("林若谷已离职。", "离职", "reported", None),
        ("据《晨光周刊》报道，林若谷已离职。", "离职", "reported", "《晨光周刊》"),
        ("有知情人士透露，林若谷已离职。", "离职", "reported", "有知情人士"),
        ("林若谷被媒体证实入职澜川科技。", "入职", "reported", "媒体"),
        ("有消息称林若谷离职。", "离职", "rumored", "有消息"),
        ("林若谷已经离职，这一说法尚未得到证实。", "离职", "rumored", None),
        ("林若谷将加入澜川科技。", "加入", "planned", None),
        ("启明智能否认林若谷离职。", "离职", "denied", "启明智能"),
        ("启明智能等公司宣布，林若谷离职。", "离职", "announced", "启明智能"),
        ("去向要等公司公告，林若谷离职。", "离职", "reported", None),
        ("林若谷没有离职。", "离职", "denied", None),
        ("林若谷从未向启明智能提出书面辞职申请。", "辞职", "denied", None),
        ("公司没有否认，承认林若谷离职。", "离职", "announced", None),
        ("林若谷离职，至于新公司的说法，并不属实。", "离职", "reported", None),
    ],
)
def test_status_and_source(text: str, word: str, status: str, source: str | None) -> None:
    told = Told(text, word)
    assert told.status == status
    if source is not None:
        assert told.source == source


def test_an_announcement_goes_on_until_the_story_looks_back() -> None:
    text = "启明智能昨日公告，周子安升任总裁。许听澜同时辞职。2019年林若谷加入启明智能。"
    assert (Told(text, "辞职").status, Told(text, "辞职").source) == ("announced", "启明智能")
    assert Told(text, "辞职").date == "2024-05-19"
    assert (Told(text, "加入").status, Told(text, "加入").date) == ("reported", "2019")


def test_a_heading_names_the_announcer() -> None:
    told = Told("5月17日盘后，多家公司披露人事变动。\n\n澜川科技：周子安辞职。", "辞职")
    assert (told.status, told.source) == ("announced", "澜川科技")


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("2021年3月林若谷离职。", "离职", "2021-03"),
        ("去年秋天，林若谷离开启明智能，加入澜川科技。", "加入", "2023-23"),
        ("2009年周子安离职，两年后转战澜川科技。", "转战", "2011~"),
        ("启明智能昨晚公告，林若谷辞职，7月1日生效。", "辞职", "2024-07-01"),
        ("启明智能昨晚公告，林若谷辞职。", "辞职", "2024-05-19"),
        ("启明智能昨晚公告，林若谷将于12月31日离任。", "离任", "2024-12-31"),
        ("启明智能5月10日公告，林若谷即日起辞职。", "辞职", "2024-05-10"),
        ("林若谷2008年离开启明智能，后来加入澜川科技。", "加入", None),
        ("截至2024年3月，林若谷已离职。", "离职", None),
        ("林若谷2015年至2018年曾任启明智能总裁。", "曾任", "2015/2018"),
        ("林若谷2015年加入启明智能，曾任总裁。", "曾任", None),
    ],
)
def test_date(text: str, word: str, told: str | None) -> None:
    assert Told(text, word).date == told


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("林若谷因个人原因辞职。", "辞职", "个人原因"),
        ("林若谷因工作调整，辞去总裁职务。", "辞去", "工作调整"),
        ("林若谷以身体因素为由请辞。", "请辞", "身体因素"),
        ("林若谷离职，理由是“想多陪家人”。", "离职", "想多陪家人"),
        ("林若谷为专心做好研究，卸任总裁。", "卸任", "专心做好研究"),
        ("林若谷任期届满离任。", "离任", "任期届满"),
        ("林若谷届龄退休。", "退休", "届龄退休"),
        ("林若谷因此离职。", "离职", None),
        ("林若谷离职。", "离职", None),
    ],
)
def test_reason(text: str, word: str, why: str | None) -> None:
    assert Told(text, word).reason == why


def test_a_survey_dates_what_it_lists() -> None:
    assert Told("2019年，26家公司换了总裁。\n\n林若谷辞职。", "辞职").date == "2019"
    assert Told("2019年，26家公司换了总裁。2021年行情回暖。\n\n林若谷辞职。", "辞职").date is None


def test_a_notice_announces_what_it_says_of_its_own_people() -> None:
    body = (
        "云杉科技股份有限公司（以下简称“公司”）独立董事高文博先生自2017年6月起担任公司独立董事。"
        "高文博先生申请辞去公司独立董事职务。林若谷女士曾任澜川科技副总裁。"
    )
    plain = {(c.person, c.kind): (c.status, c.source) for c in claims(body)}
    notice = {(c.person, c.kind): (c.status, c.source) for c in claims(body + "特此公告。")}
    assert plain["高文博", "leave"] == ("reported", None)
    assert notice["高文博", "leave"] == ("announced", "云杉科技股份有限公司")
    assert notice["林若谷", "held"] == plain["林若谷", "held"] == ("reported", None)


def test_decided_to_appoint_is_no_plan_and_a_dateline_lies_in_the_past() -> None:
    (appointed,) = claims("云杉省人大常委会决定任命高文博为省财政厅厅长。")
    assert appointed.status == "reported"
    dated = claims("格隆汇11月8日丨云杉科技公布，聘任高文博为总经理、陈立群为副总经理。", "2024-05-20")
    assert {str(c.date) if c.date is None else c.date.edtf for c in dated} == {"2023-11-08"}
    assert {c.status for c in dated} == {"announced"}


def test_the_reason_is_no_departure_and_a_meeting_has_no_date() -> None:
    (left,) = claims("由于高文博的离任将导致独立董事人数不足，云杉科技独立董事高文博申请辞去独立董事职务。")[-1:]
    assert left.reason is None
    (chosen,) = claims("云杉科技召开2023年度股东大会，选举陈立群为独立董事。")
    assert chosen.date is None


def test_the_company_of_a_notice_is_its_issuer() -> None:
    notice = (
        "云杉科技股份有限公司（以下简称“公司”）聘任林若谷女士为公司总经理。特此公告。"
        "附简历：林若谷女士，2005年至2012年，任澜川软件有限公司项目经理；2012年加入公司，历任研发部经理、副总经理。"
    )
    told = {(c.person, c.kind, c.org, c.status) for c in claims(notice)}
    assert ("林若谷", "appoint", "云杉科技股份有限公司", "announced") in told
    assert ("林若谷", "join", "云杉科技股份有限公司", "announced") in told
    assert not any(org == "澜川软件有限公司" and kind == "join" for _, kind, org, _ in told)


@pytest.mark.parametrize(
    "text",
    ["云杉科技股东大会否决了罢免陈立群董事职务的议案。", "云杉科技股东提请罢免董事长陈立群，董事会未予通过。"],
)
def test_what_is_voted_down_is_denied(text: str) -> None:
    assert [c.status for c in claims(text) if c.kind == "leave"] == ["denied"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("高文博婉拒出任云杉科技CEO。", "denied"),
        ("高文博有望接替林若谷出任云杉科技CEO。", "planned"),
        ("高文博正在考虑回到云杉科技。", "planned"),
        ("高文博从未向云杉科技提出书面辞职申请。", "denied"),
    ],
)
def test_what_has_not_happened_is_no_fact(text: str, status: str) -> None:
    assert {c.status for c in claims(text) if c.kind != "held"} == {status}


def test_a_rumor_ends_where_the_outcome_is_told() -> None:
    told = {c.org: c.status for c in claims("市场一度传言林若谷将加盟云杉科技，但她最后去了澜川科技。")}
    assert told == {"云杉科技": "rumored", "澜川科技": "reported"}
