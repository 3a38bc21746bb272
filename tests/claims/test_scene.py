"""A sentence laid out: groups, posts, units, quotes, brackets and the triggers that count."""

from __future__ import annotations

import pytest
from tests.claims import telling
from tests.claims.telling import names, scene

from talentflow.claims.frames import vocabulary
from talentflow.claims.layout import build
from talentflow.claims.scene import Post, Scene, is_oblique
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading


def groups(text: str) -> list[list[str]]:
    return [names(group.people) for group in scene(text).groups]


def posts(laid: Scene, name: str) -> list[tuple[str, str | None, bool]]:
    person = next(c for c in laid.of("person") if c.text == name)
    return [_told(post) for post in laid.posts.get(person.start, [])]


def _told(post: Post) -> tuple[str, str | None, bool]:
    return "+".join(names(post.roles)), post.org.text if post.org else None, post.past


def triggers(text: str) -> list[str]:
    return [trigger.text for trigger in scene(text).triggers]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("林若谷、周子安和许听澜离职。", [["林若谷", "周子安", "许听澜"]]),
        ("林若谷离职，周子安接任。", [["林若谷"], ["周子安"]]),
        ("林若谷（前总裁）与周子安离职。", [["林若谷", "周子安"]]),
        ("启明智能总裁林若谷、副总裁周子安离职。", [["林若谷", "周子安"]]),
        ("总裁（林若谷）离职。", []),
    ],
)
def test_groups(text: str, people: list[list[str]]) -> None:
    assert groups(text) == people


def test_a_group_starts_at_its_noun_phrase_and_ends_behind_its_brackets() -> None:
    (group,) = scene("昨日启明智能总裁林若谷（创始成员）离职。").groups
    assert (group.start, group.end) == (2, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("启明智能总裁林若谷离职。", [("总裁", "启明智能", False)]),
        ("启明智能前总裁林若谷加入澜川科技。", [("总裁", "启明智能", True)]),
        ("林若谷（前启明智能副总裁）加入澜川科技。", [("副总裁", "启明智能", True)]),
        ("林若谷，前启明智能副总裁，加入澜川科技。", [("副总裁", "启明智能", True)]),
        ("林若谷，今年担任启明智能副总裁很久，加入澜川科技。", []),
        ("启明智能副总裁兼首席技术官林若谷离职。", [("副总裁+首席技术官", "启明智能", False)]),
        ("启明智能前副总裁、现任总裁林若谷离职。", [("副总裁", "启明智能", True), ("总裁", "启明智能", False)]),
    ],
)
def test_posts_of_a_noun_phrase(text: str, expected: list[tuple[str, str | None, bool]]) -> None:
    assert posts(scene(text), "林若谷") == expected


def test_a_list_shares_its_organization_and_its_last_post() -> None:
    laid = scene("启明智能总裁林若谷、副总裁周子安和许听澜离职。")
    assert posts(laid, "周子安") == [("副总裁", "启明智能", False)]
    assert posts(laid, "许听澜") == [("副总裁", "启明智能", False)]


def test_an_organization_right_in_front_of_a_name_is_its_home() -> None:
    laid = scene("启明智能林若谷加入澜川科技。")
    assert [home.text for home in laid.homes.values()] == ["启明智能"]
    assert not laid.posts


def org(made: Reading, name: str, **fields: str) -> Chunk:
    at = made.text.index(name)
    return Chunk("org", at, at + len(name), name, **fields)  # type: ignore[arg-type]


def roles_of(text: str, **units: dict[str, str]) -> list[str]:
    """The positions of a text whose organizations are given by name."""
    made = telling.reading(text)
    given = [org(made, name, **fields) for name, fields in units.items()]
    named = [c for c in telling.chunks(made.text) if not any(c.start < g.end and g.start < c.end for g in given)]
    inside = sorted([*given, *named], key=lambda c: c.start)
    return names(build(made, made.sentences[0], 0, inside, vocabulary()).of("role"))


def test_a_unit_between_its_organization_and_a_position_belongs_to_the_position() -> None:
    assert roles_of("启明智能云平台总裁林若谷离职。", 启明智能={}, 云平台={}) == ["云平台总裁"]
    assert roles_of("启明智能的云平台总裁林若谷离职。", 启明智能={}, 云平台={}) == ["云平台总裁"]


def test_two_listed_companies_stay_two() -> None:
    assert roles_of("百度小米总裁林若谷离职。", 百度={"key": "baidu"}, 小米={"key": "xiaomi"}) == ["总裁"]


def test_a_branch_without_its_company_belongs_to_the_position() -> None:
    assert roles_of("江城分公司总裁林若谷离职。", 江城分公司={"detail": "shape"}) == ["江城分公司总裁"]
    assert roles_of("澜川工坊总裁林若谷离职。", 澜川工坊={"detail": "shape"}) == ["总裁"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林若谷宣布离职。", ["离职"]),
        ("他说“离职”很好。", []),  # a word set apart
        ("他说“林若谷离职了”。", ["离职"]),  # a quote that names somebody
        ("他说“离职，林若谷没有想过。", ["离职"]),  # a quote that never ends
        ("林若谷离职率很高。", []),  # a noun of another thing
        ("林若谷走了。", ["走了"]),
        ("林若谷想走。", []),  # walking, wanting to
        ("林若谷离开启明智能。", ["离开"]),
        ("林若谷离开了。", ["离开了"]),
    ],
)
def test_triggers(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(triggers(text))) == expected


def test_a_rule_for_the_end_of_a_clause_wants_it_there() -> None:
    def rules(text: str) -> set[str]:
        return {t.rule.id for t in scene(text).triggers}

    assert "leave.bare" in rules("林若谷离开。")
    assert "leave.bare" not in rules("林若谷离开会场。")
    assert "leave.bare" in rules("从启明智能离开的林若谷现身。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("启明智能近日向林若谷汇报。", True),
        ("林若谷汇报。", False),
        ("启明智能总裁和首席技术官林若谷离职。", False),
    ],
)
def test_oblique(text: str, expected: bool) -> None:
    laid = scene(text)
    assert is_oblique(laid, laid.groups[0]) is expected


def test_clauses_are_not_cut_in_brackets() -> None:
    laid = scene("林若谷（前总裁，副总裁）离职，周子安接任。")
    assert len(laid.clauses) == 2
    assert laid.clause(len(laid.text) + 5) == 1
    assert (laid.clause_start(0), laid.clause_end(0)) == laid.clauses[0]
    assert laid.bare(0, laid.clauses[0][1]) == "林若谷离职,"
