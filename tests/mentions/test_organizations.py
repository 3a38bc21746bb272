"""Organizations in running text: what must be found, and what must not be taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from talentflow.lang.chunk import Chunk
from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.document import Document


def chunks(text: str, *kinds: str, title: str | None = None) -> list[Chunk]:
    return [c for c in find(read(Document(id="t", text=text, title=title))) if c.kind in kinds]


def names(text: str, *kinds: str, title: str | None = None) -> list[str]:
    return [c.text for c in chunks(text, *(kinds or ("org",)), title=title)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # behind a verb that asks for an employer, in front of a position, in front of an office's verb
        ("陈述于三月加入焰栖担任技术负责人。", "焰栖"),
        ("离开麓屿后，她没有说明去向。", "麓屿"),
        ("焰栖创始人兼CEO陈述表示感谢。", "焰栖"),
        ("焰栖今天证实，产品负责人已离职。两周前焰栖裁员。", "焰栖"),
        ("焰栖（688999）发布公告，副总裁辞职。", "焰栖"),
        ("他后来去了外卖平台沐禾，负责运营。", "沐禾"),
        # names in quotes and book marks
        ("她辞职后做起露营电商“山脚下”，团队五人。", "山脚下"),
        ("五名旧同事创办《渡口周刊》。", "《渡口周刊》"),
        ("「岸边猫」行政总监林若谷出席了会议。", "岸边猫"),
        # Latin names that the place asks for
        ("去年底她加入 plumbox 任产品总监。", "plumbox"),
        ("他在 iNorth 任分析师。", "iNorth"),
        # shapes, and where they begin
        ("面板厂昀曜光电宣布换帅。", "昀曜光电"),
        ("大股东砺恒投资提名两席董事。", "砺恒投资"),
        ("国产大模型公司澄衡智能完成换帅。", "澄衡智能"),
        ("她转任奚南医院院长。", "奚南医院"),
        ("他是全球储能产业联盟主席。", "全球储能产业联盟"),
        # what the text builds on a listed name
        ("特斯拉中国总裁林若谷离职。", "特斯拉中国"),
        ("东莞万科总经理林若谷离职。", "东莞万科"),
        ("他曾任腾讯集团副总裁。", "腾讯集团"),
        ("她曾在恒大研究院任院长。", "恒大研究院"),
    ],
)
def test_found(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("他加入董事会担任独立董事。", "董事会"),
        ("她在一家云计算公司做销售。", "云计算公司"),
        ("城市公司总经理轮岗。", "城市公司"),
        ("他负责苏州事业部。", "苏州事业部"),
        ("公司抓业绩，他先离开了。", "公司抓"),
        ("林若谷兼恒大研究院院长。", "兼恒大研究院"),
        ("他自创星渚航空，任董事长。", "自创星渚航空"),
        ("信息技术部负责人周子安离职。", "信息技术部"),
        ("花名“青竹”的周子安出任CEO。", "青竹"),
        ("附件：公司章程。", "附件"),
        ("保险公司宣布新规。", "保险公司"),
    ],
)
def test_not_taken(text: str, wrong: str) -> None:
    assert wrong not in names(text)


def test_department_belongs_to_the_position() -> None:
    text = "沐澜证券研究所所长林若谷离职。"
    assert names(text) == ["沐澜证券"]
    assert names(text, "role") == ["研究所所长"]


def test_unnamed() -> None:
    assert names("周子安去了一家不愿具名的手机厂商。", "unnamed") == ["一家不愿具名的手机厂商"]


def test_evidence_in_one_place_counts_everywhere() -> None:
    text = "林若谷加入砚栖任CTO。昨天的会上没有人提起这件事。外界认为砚栖的产品会变。"
    assert names(text).count("砚栖") == 2


def test_short_form_of_a_shape_needs_a_place_of_its_own() -> None:
    assert "麓屿" in names("麓屿科技宣布换帅。麓屿董事长林若谷辞职。")
    assert "海豚" not in names("海豚音乐宣布换帅。海豚音乐说一切照旧。孩子们在看海豚表演。")


def test_declared_short_form() -> None:
    assert "嵘达" in names("嵘岳达远股份有限公司（以下简称“嵘达”）公告称，董事长辞职。嵘达说运营正常。")


def test_ordinary_word_of_the_registry_needs_its_place() -> None:
    assert "苹果" in names("• 苹果：设计总监林若谷离职。")
    assert "苹果" not in names("他每天早上吃一个苹果，然后上班。")


def test_listed_neighbour() -> None:
    assert {"越秀", "龙湖"} <= set(names("林若谷加入龙湖任副总裁。龙湖和越秀都没有回应。"))


def test_sure_person_is_no_organization() -> None:
    text = "周子安是总裁。名单出现在周子安公布的文件里。周子安说，公司不变。"
    assert "周子安" not in names(text)


def test_organizations_do_not_overlap() -> None:
    text = "海岳人寿保险股份有限公司副总经理林若谷加入砺恒投资，海岳人寿回应称属实。"
    spans = [(c.start, c.end) for c in chunks(text, "org", "person")]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_empty_and_quiet_texts() -> None:
    assert find(read(Document(id="t", text=""))) == ()
    assert names("天气很好。") == []
