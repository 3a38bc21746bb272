"""What the sentences before leave behind: whom a pronoun means, and what is remembered."""

from __future__ import annotations

import pytest
from tests.claims.telling import DETAILS, NAMES, Stage, names, told

from talentflow.claims.discourse import N_RECENT, Topic
from talentflow.claims.scene import Group


def meant(text: str, pronoun: str) -> list[str]:
    """The people a pronoun of the last sentence stands for; the subject told before is the first one named."""
    stage = Stage(text)
    topic = Topic(stage.people, stage.orgs)
    for laid in stage.scenes[:-1]:
        heads = laid.groups
        topic.subject = heads[0] if heads else topic.subject
        topic.saw(laid)
    groups = topic.pronouns(stage.scenes[-1])
    return next((names(g.people) for g in groups if g.pronoun is not None and g.pronoun.text == pronoun), [])


@pytest.mark.parametrize(
    ("text", "pronoun", "people"),
    [
        ("林若谷离职。他加入澜川科技。", "他", ["林若谷"]),
        ("林若谷和周子安离职。他们加入澜川科技。", "他们", ["林若谷", "周子安"]),
        ("林若谷和周子安离职。两人加入澜川科技。", "两人", ["林若谷", "周子安"]),
        ("林若谷离职。周子安离职。两人加入澜川科技。", "两人", ["林若谷", "周子安"]),
        ("林若谷、周子安和许听澜离职。两人加入澜川科技。", "两人", ["周子安", "许听澜"]),
        ("林若谷离职，周子安接任，两人都没有回应。", "两人", ["林若谷", "周子安"]),
        ("林若谷离职，周子安接任，他们都没有回应。", "他们", ["林若谷", "周子安"]),
        ("林若谷和周子安离职。前者加入澜川科技。", "前者", ["林若谷"]),
        ("林若谷离职，其同事周子安接任。", "其", ["林若谷"]),
        ("林若谷离职；周子安接任，他未回应。", "他", ["周子安"]),
        ("林若谷离职。总裁由周子安接任，他加入澜川科技。", "他", ["林若谷"]),
        ("他加入澜川科技。", "他", []),
        ("他们加入澜川科技。", "他们", []),
        ("林若谷离职。前者加入澜川科技。", "前者", []),
    ],
)
def test_whom_a_pronoun_means(text: str, pronoun: str, people: list[str]) -> None:
    assert meant(text, pronoun) == people


def test_the_pronouns_of_these_tests_are_words_of_the_data() -> None:
    assert set(NAMES["pronoun"]) == set(DETAILS)


def test_people_and_employers_are_remembered() -> None:
    stage = Stage("启明智能总裁林若谷会见澜川科技的周子安。前云杉科技副总裁许听澜在场。")
    topic = Topic(stage.people, stage.orgs)
    for laid in stage.scenes:
        topic.saw(laid)
    assert names(topic.recent) == ["林若谷", "周子安", "许听澜"]
    assert {name: org.text for name, org in topic.employer.items()} == {"林若谷": "启明智能", "周子安": "澜川科技"}


def test_somebody_told_again_is_the_last_told_and_only_so_many_are_kept() -> None:
    stage = Stage("林若谷来了。周子安来了。林若谷走了。")
    topic = Topic(stage.people, stage.orgs)
    for laid in stage.scenes * N_RECENT:
        topic.saw(laid)
    assert names(topic.recent) == ["周子安", "林若谷"]
    assert len(topic.recent) <= N_RECENT


def test_a_pronoun_without_anybody_is_no_group() -> None:
    stage = Stage("他离职。")
    assert Topic(stage.people, stage.orgs).pronouns(stage.scenes[0]) == []


def test_two_subjects_are_carried_to_a_pronoun_of_number() -> None:
    stage = Stage("林若谷和周子安离职。两人加入澜川科技。")
    first, second = stage.scenes
    pair: Group = first.groups[0]
    topic = Topic(stage.people, stage.orgs, subject=pair)
    (group,) = topic.pronouns(second)
    assert group.people == pair.people


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("云杉科技总裁陈立群离职。他已加入澜川科技。", "陈立群|join|澜川科技"),
        ("云杉科技总裁陈立群离职。已加入澜川科技。", "陈立群|join|澜川科技"),
        ("陈立群加入澜川科技。他担任首席技术官。一年后，他离职。", "陈立群|leave|澜川科技"),
        ("云杉科技总裁陈立群卸任。接替者是高文博。", "高文博|appoint|云杉科技"),
    ],
)
def test_what_is_told_across_sentences(text: str, claim: str) -> None:
    assert claim in told(text)
