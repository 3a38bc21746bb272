"""Which time dates a claim: its own, never one of another story."""

from __future__ import annotations

import pytest
from tests.claims import telling


@pytest.mark.parametrize(
    ("text", "person", "kind", "edtf"),
    [
        ("云杉科技副总裁林若谷4月离职，正筹备一家新公司。", "林若谷", "leave", "2024-04"),
        ("云杉科技副总裁林若谷4月离职，正筹备一家新公司。", "林若谷", "found", None),  # what lies ahead
        ("云杉科技副总裁林若谷去年秋天辞任，有传他会加入澜川科技。", "林若谷", "join", None),
        ("有消息称，云杉科技副总裁林若谷年初被曝离职。", "林若谷", "leave", "2024-01/2024-02"),  # a rumor looks back
        ("2021年林若谷在云杉科技。后来转投澜川科技，两年后又被启明智能挖走。", "林若谷", "join", None),
        ("林若谷早在去年12月就已离开云杉科技，位子由副总裁周子安代管。", "周子安", "appoint", None),
        ("去年底才从澜川科技离开的林若谷，5月6日到云杉科技报到。", "林若谷", "join", "2024-05-06"),
        ("林若谷2021年进入云杉科技，离职前带领百人团队。", "林若谷", "leave", None),
        ("林若谷在2020年底退休之后，第一次回到云杉科技。", "林若谷", "join", None),
        ("去年3月，云杉科技总裁林若谷退休；澜川科技总裁周子安离职。", "周子安", "leave", "2023-03"),
        ("林若谷2010年进入云杉科技；副总裁周子安离开云杉科技。", "周子安", "leave", None),
        ("去年3月，云杉科技总裁林若谷退休；9月，澜川科技总裁周子安离职。", "周子安", "leave", "2023-09"),
        ("云杉科技总裁周子安4月2日请辞，将于5月16日离任。", "周子安", "leave", "2024-05-16"),  # notice and last day
        ("云杉科技5月2日公布名单：总裁林若谷退休；副总裁周子安离职。", "周子安", "leave", "2024-05-02"),
        ("去年3月，云杉科技总裁林若谷退休；如今，总裁周子安离职。", "周子安", "leave", None),
        ("周子安先生于2024年4月2日辞任云杉科技总裁。", "周子安", "leave", "2024-04-02"),  # no birth
        ("林若谷上月转任云杉科技总裁；4月初，周子安离开澜川科技。", "周子安", "leave", "2024-04-01/2024-04-10"),
        ("云杉科技4月2日公告，林若谷离职，5月1日生效，同一天周子安离职。", "周子安", "leave", "2024-04-02"),
        ("林若谷2010年加入周子安创办的云杉科技。", "周子安", "found", None),
        ("1998年林若谷入云杉科技当记者，一路做到总编辑。", "林若谷", "appoint", None),
        ("2016年3月，林若谷加入云杉科技，不到一年就离职。", "林若谷", "leave", None),
        ("2023年5月，林若谷在云杉科技工作十年后离职。", "林若谷", "leave", "2023-05"),
        ("2016年3月，林若谷加入云杉科技，工作三年后离职。", "林若谷", "leave", "2019~"),
        ("2019年5月离开云杉科技之前，林若谷升任副总裁。", "林若谷", "appoint", None),
        ("林若谷今年54岁，从云杉科技见习生干起。", "林若谷", "join", None),
        ("林若谷2021年加入云杉科技，离职前带百人。随后周子安接手云杉科技。", "周子安", "appoint", None),
        ("5月初，媒体称云杉科技总裁林若谷离职。十多天之后，轮到了周子安。", "周子安", "leave", None),
        ("去年9月，云杉科技换帅。此前半年，副总裁周子安离开云杉科技。", "周子安", "leave", None),
    ],
)
def test_a_claim_has_its_own_time_or_none(text: str, person: str, kind: str, edtf: str | None) -> None:
    told = [c for c in telling.claims(text) if (c.person, c.kind) == (person, kind)]
    assert all((c.date.edtf if c.date else None) == edtf for c in told)
    assert told or edtf is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2021年6月17日，云杉科技换人。\n林若谷2019年1月加入启明智能。\n今年3月，周子安离开澜川科技。", "2021-03"),
        ("2021年6月17日，云杉科技换人。\n林若谷2019年1月加入启明智能。\n2月，周子安离开澜川科技。", "2021-02"),
        ("云杉科技换人。\n今年3月，周子安离开澜川科技。", None),
    ],
)
def test_an_article_without_a_day_counts_from_its_lead(text: str, edtf: str | None) -> None:
    (left,) = [c for c in telling.claims(text, None) if (c.person, c.kind) == ("周子安", "leave")]
    assert (left.date.edtf if left.date else None) == edtf


def test_a_post_up_to_now_starts_in_its_own_year() -> None:
    told = telling.claims("周子安2010年任云杉科技总裁，2019年至今任澜川科技独立董事。")
    assert {(c.org, c.date.edtf if c.date else None) for c in told} == {("云杉科技", "2010"), ("澜川科技", "2019")}
