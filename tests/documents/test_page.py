"""Zones of pages: only headline and body carry news."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from talentflow.documents.page import Layout, lay_out

PAGE = """发布信息

某某科技两名副总裁离职，下一站是哪里？

作者：赵小南      2024-05-06 10:20:30     512

图源：某某图库

文丨赵小南

编辑丨钱小东　责编丨孙小西

出品丨某某工作室

记者从多个渠道获悉，某某科技副总裁周小北已经离职，去向还没有公开。

来源于大厂的高管占了一半，公司没有回应。

相关内容 查看全部

另一家公司的总裁辞职了

又一家公司换了首席执行官
"""

PROSE = "这一段写得很长，讲的是公司内部怎样看待这件事，也讲了接手的人是谁、他从前做过什么，一共写了好几句话，最后才停下来，读到这里就够了。"


def words(text: str, layout: Layout) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone in layout.zones:
        found.setdefault(zone.kind, []).append(text[zone.span.start : zone.span.end])
    return found


def body(text: str, layout: Layout) -> str:
    kept, at = [], 0
    for zone in layout.zones:
        kept.append(text[at : zone.span.start])
        at = zone.span.end
    return "".join([*kept, text[at:]])


def test_a_page_as_pages_are() -> None:
    layout = lay_out(PAGE)
    zones = words(PAGE, layout)
    assert zones["headline"] == ["某某科技两名副总裁离职，下一站是哪里？"]
    assert layout.title == zones["headline"][0]
    assert layout.published == date(2024, 5, 6)
    assert layout.source == "某某工作室"
    assert len(zones["byline"]) == 5
    assert zones["furniture"][0] == "发布信息"
    assert zones["furniture"][1].endswith("又一家公司换了首席执行官")
    assert body(PAGE, layout).split() == [PAGE.splitlines()[14], PAGE.splitlines()[16]]


def test_windows_line_ends_count() -> None:
    text = PAGE.replace("\n", "\r\n")
    assert words(text, lay_out(text))["headline"] == ["某某科技两名副总裁离职，下一站是哪里？"]


def test_a_page_without_a_headline() -> None:
    text = f"{PROSE}\n\n{PROSE}\n"
    assert lay_out(text) == Layout()


def test_markdown_title() -> None:
    text = f"# 他走了\n\n**作者**：赵小南\n\n{PROSE}\n"
    layout = lay_out(text)
    assert layout.title == "他走了"
    assert words(text, layout)["headline"] == ["他走了"]
    assert words(text, layout)["byline"] == ["**作者**：赵小南"]


def test_a_record_has_no_headline_but_may_repeat_its_title() -> None:
    assert lay_out(f"他走了\n{PROSE}", has_headline=False).zones == ()
    repeated = lay_out(f"他走了\n{PROSE}", title="他走了", has_headline=False)
    assert [zone.kind for zone in repeated.zones] == ["headline"]


def test_a_dateline_and_credits_inside_a_paragraph() -> None:
    text = "某某社北京5月6日电（记者 赵小南）某某科技昨天宣布换人。（责任编辑：钱小东）\n第二段也写了一些话，讲的是别的事。"
    layout = lay_out(text, has_headline=False)
    assert words(text, layout)["byline"] == ["某某社北京5月6日电（记者 赵小南）", "（责任编辑：钱小东）"]


def test_an_attribution_is_no_dateline() -> None:
    text = "（据某某社报道）某某科技昨天宣布换人，接手的人来自另一家公司。"
    assert lay_out(text, has_headline=False).zones == ()


def test_an_article_that_goes_on_after_a_list_is_kept() -> None:
    text = f"标题在这里\n\n{PROSE}\n\n相关阅读\n\n另一家公司的总裁辞职了\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n"
    layout = lay_out(text)
    assert words(text, layout)["furniture"] == ["相关阅读\n\n另一家公司的总裁辞职了"]
    assert body(text, layout).count(PROSE) == 4


def test_an_interview_question_is_no_byline() -> None:
    text = f"标题在这里\n\n{PROSE}\n\n记者：他是什么时候走的\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n"
    assert "byline" not in words(text, lay_out(text))


def test_a_labeled_date_beats_others_and_updates_are_not_publication() -> None:
    text = f"标题在这里\n更新时间：2024-07-01\n作者：赵小南 2024-06-30\n发布时间：2024-06-28 08:00\n\n{PROSE}\n"
    assert lay_out(text).published == date(2024, 6, 28)


@given(
    st.lists(
        st.sampled_from([*PAGE.splitlines(), PROSE, "# x", "---", "（完）", "\u3000", "\r", "Related", "By Jane Roe"])
    )
)
def test_zones_are_in_order_and_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    for has_headline in (True, False):
        at = 0
        for zone in lay_out(text, has_headline=has_headline).zones:
            assert at <= zone.span.start < zone.span.end <= len(text)
            at = zone.span.end


@given(st.text(max_size=300))
def test_any_text_can_be_laid_out(text: str) -> None:
    lay_out(text)
