"""Person names: rare names found, words that look like names left alone, spans, context and repetition. All people are invented."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentflow.lang.name_candidates import Frame, candidates
from talentflow.lang.name_lexicon import load_lexicon
from talentflow.lang.names import NameFinder, clusters, marginals

FINDER = NameFinder.load()
DATA = Path(__file__).parents[2] / "src/talentflow/data/zh"

FOUND = [
    ("启明科技宣布,首席执行官樊若舟因个人原因辞职,由郄明远接任。", ["樊若舟", "郄明远"]),
    ("海川集团副总裁阚青、来峥、章思齐相继离开。", ["阚青", "来峥", "章思齐"]),
    ("据苗宁介绍,公司业务一切正常。", ["苗宁"]),
    ("公司任命毕思远为首席财务官,向迟立汇报。", ["毕思远", "迟立"]),
    ("欧阳文博出任总经理,司马骏卸任。", ["欧阳文博", "司马骏"]),
    ("前云帆科技技术总监茹雪加盟青山资本。", ["茹雪"]),
    ("“这只是开始。”秦若白说。", ["秦若白"]),
    ("约翰·哈特曼(John Hartman)出任首席执行官。", ["约翰·哈特曼", "John Hartman"]),
    ("首席科学家苏莱曼离开公司。", ["苏莱曼"]),
    ("日后他与Laura Bennett一起共事。", ["Laura Bennett"]),
    ("陈柏宇(Daniel Chen)接任执行长。", ["陈柏宇", "Daniel Chen"]),
]
NOT_NAMES = [
    "公司高管和高层均未回应,方向何时明确仍不清楚。",
    "于今年升任总经理,任总经理期间,合同金额约三亿元。",
    "双方安全合作,万科、华润、平安都在白酒行业投资。",
    "任何时候,安全始终是第一位的,应对变化需要时间。",
    "管理层表示,金融服务和云计算是未来的方向。",
    "投资方包括Sequoia Capital和Vision Research。",
    "关于成立时间,公告称项目进展顺利,成本居高不下。",
]


def names(text: str, **context: list[tuple[int, int]]) -> list[str]:
    return [span.text for span in FINDER.find(text, **context)]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NOT_NAMES)
def test_words_that_look_like_names_are_none(text: str) -> None:
    assert names(text) == []


def test_kinds() -> None:
    text = "彼得·哈特曼(Peter Hartman)接替林若谷。"
    assert {s.text: s.kind for s in FINDER.find(text)} == {
        "彼得·哈特曼": "translit",
        "Peter Hartman": "latin",
        "林若谷": "zh",
    }


def test_surname_and_title_is_no_name() -> None:
    assert names("张总和李女士出席,王某、陈先生没有回应。") == []


def test_blocked_spans_are_not_touched() -> None:
    text = "安踏的李宁离职。"
    assert names(text, blocked=[(3, 5)]) == []


def test_a_known_title_tells_where_the_name_starts() -> None:
    text = "首席体验官温立带队。"
    assert "温立" in names(text, titles=[(0, 5)])


def test_a_name_that_is_sure_once_is_known_elsewhere() -> None:
    doubtful = "后来温砚往下走。"
    alone = {s.text: s.score for s in FINDER.find(doubtful, threshold=0.0)}.get("温砚", 0.0)
    found = FINDER.find("总裁温砚表示,公司业务一切正常。" + doubtful, threshold=0.0)
    assert max(s.score for s in found if s.text == "温砚" and s.start > 10) > alone


def test_surnames_of_every_length_are_weighed() -> None:
    opening = sorted(load_lexicon().compound)
    given_name = "\u4e00\u592a\u90ce\u5b50"
    for size in range(1, len(given_name) + 1):
        for name in FINDER.find(",".join(surname + given_name[:size] for surname in opening)):
            assert 0.0 <= name.score <= 1.0


def test_nothing_in_nothing() -> None:
    assert FINDER.find("") == []
    assert FINDER.find("。\n\n") == []


@given(st.text(alphabet="张伟任总经理于今年,。·(林若谷)JohnSmith 马斯克欧阳", max_size=60))
def test_spans_fit_and_never_overlap(text: str) -> None:
    end = 0
    for span in FINDER.find(text, threshold=0.05):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert 0.05 <= span.score <= 1.0
        end = span.end


def test_marginals_are_those_of_all_sets_of_spans() -> None:
    spans = [(0, 2, "zh"), (0, 3, "zh"), (2, 4, "zh"), (3, 5, "zh")]
    scores = [0.5, 1.0, -0.5, 0.2]
    sets: list[list[int]] = [[]]
    for k, (i, j, _) in enumerate(spans):
        sets += [[*s, k] for s in sets if all(j <= spans[o][0] or spans[o][1] <= i for o in s)]
    weight = {tuple(s): math.exp(sum(scores[k] for k in s)) for s in sets}
    total = sum(weight.values())
    expected = [sum(w for s, w in weight.items() if k in s) / total for k in range(len(spans))]
    order = sorted(range(len(spans)), key=lambda k: (spans[k][1], spans[k][0]))
    found = marginals([spans[k] for k in order], [scores[k] for k in order])
    assert found == pytest.approx([expected[k] for k in order])
    assert clusters(spans) == [order]


def test_candidates_of_a_text_are_distinct() -> None:
    lexicon = load_lexicon()
    found = candidates(Frame("总监苏菲·马丁和欧阳文博、林郑若华说", lexicon), lexicon)
    assert len({c[:2] for c in found}) == len(found)


def test_the_model_is_small() -> None:
    files = [
        path for path in DATA.iterdir() if path.name.startswith(("name_", "surnames", "given_", "latin_", "translit"))
    ]
    assert sum(path.stat().st_size for path in files) < 10_000_000
