"""Argument linking: the features a candidate earns, their sums, and which organization is meant where none is named."""

from __future__ import annotations

import pytest
from tests.claims.telling import Stage, names, told

from talentflow.claims import employers, link
from talentflow.claims.discourse import Hired, Topic
from talentflow.claims.link import Heard
from talentflow.claims.scene import Group, Scene, Trigger


def staged(text: str, word: str) -> tuple[Stage, Scene, Trigger]:
    """The text, and the sentence and place of a trigger word."""
    stage = Stage(text)
    for laid in stage.scenes:
        for trigger in laid.triggers:
            if trigger.text == word:
                return stage, laid, trigger
    raise LookupError(word)


def ranked(text: str, word: str, **heard: object) -> list[link.Candidate]:
    _, laid, trigger = staged(text, word)
    return link.rank(laid, trigger, Heard(**heard))  # type: ignore[arg-type]


def features(text: str, word: str, person: str) -> tuple[str, ...]:
    found = (c for c in ranked(text, word) if person in names(c.group.people))
    return next(found).features


@pytest.mark.parametrize(
    ("text", "word", "person", "feature"),
    [
        ("林若谷离职。", "离职", "林若谷", "before_in_clause"),
        ("林若谷离职。", "离职", "林若谷", "adjacent"),
        ("林若谷离职。", "离职", "林若谷", "clause_head"),
        ("林若谷昨日在发布会后，宣布离职。", "离职", "林若谷", "earlier_clause"),
        ("总裁由林若谷接任。", "接任", "林若谷", "by_mark"),
        ("启明智能近日对林若谷表示感谢，宣布离职。", "离职", "林若谷", "oblique"),
        ("林若谷的同事离职。", "离职", "林若谷", "possessor"),
        ("启明智能任命林若谷为总裁。", "任命", "林若谷", "object"),
        ("林若谷任命周子安为总裁。", "任命", "林若谷", "behind"),
        ("离职的林若谷现身。", "离职", "林若谷", "relative_here"),
        ("近期离职的高管包括：林若谷、周子安。", "离职", "林若谷", "colon_list"),
        ("离职一事让林若谷意外。", "离职", "林若谷", "behind"),
        ("离职消息让林若谷和周子安意外，许听澜沉默。", "离职", "许听澜", "behind"),
        ("林若谷现身，多名高管离职。", "离职", "林若谷", "generic_subject"),
    ],
)
def test_features(text: str, word: str, person: str, feature: str) -> None:
    assert feature in features(text, word, person)


def test_the_sum_of_the_weights_decides_and_the_best_is_first() -> None:
    found = ranked("林若谷现身，周子安离职。", "离职")
    assert names(found[0].group.people) == ["周子安"]
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(c.score == pytest.approx(sum(link.WEIGHTS[f] for f in c.features)) for c in found)


def test_whom_the_trigger_before_spoke_of_counts_more() -> None:
    _, laid, trigger = staged("林若谷加入启明智能，离职。", "离职")
    group = laid.groups[0]
    plain = link.rank(laid, trigger, Heard())[0]
    again = link.rank(laid, trigger, Heard(last=group))[0]
    assert again.features == (*plain.features, "was_subject")


def test_the_subject_of_the_sentence_before_is_a_candidate() -> None:
    stage, laid, trigger = staged("林若谷现身。去年离职。", "离职")
    before = stage.scenes[0].groups[0]
    (near,) = link.rank(laid, trigger, Heard(carried=before))
    assert near.carried and near.features == ("told_before", "topic_start")
    (far,) = link.rank(laid, trigger, Heard(carried=before, is_far=True))
    assert far.score < near.score


def test_a_possessive_pronoun_is_a_subject_only_beside_its_verb() -> None:
    _, laid, trigger = staged("其新任总裁离职。", "离职")
    pronoun = laid.of("pronoun")[0]
    his = Group((laid.of("role")[0],), pronoun.start, pronoun.end, pronoun)
    (found,) = link.rank(laid, trigger, Heard(pronouns=(his,)))
    assert "possessor" in found.features and "pronoun" in found.features


def place(text: str, word: str, name: str, **state: object) -> list[tuple[str, str]]:
    stage, laid, trigger = staged(text, word)
    topic = Topic(stage.people, stage.orgs)
    for field, value in state.items():
        setattr(topic, field, value)
    found = employers.rank(laid, trigger, name, topic)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert all(p.score >= employers.THRESHOLD for p in found)
    return [(p.org.text, p.basis) for p in found]


def test_the_organization_that_announces_is_meant() -> None:
    assert place("启明智能宣布，林若谷离职。", "离职", "林若谷")[0] == ("启明智能", "sentence")


def test_the_organization_told_before_and_the_main_one_count() -> None:
    text = "启明智能开会。启明智能总结。林若谷离职。"
    assert ("启明智能", "main") in place(text, "离职", "林若谷")
    stage = Stage(text)
    before = stage.scenes[1].of("org")[0]
    assert place(text, "离职", "林若谷", org=before, org_paragraph=0)[0] == ("启明智能", "told")


def test_a_departure_is_from_the_employer_unless_it_was_only_just_joined() -> None:
    text = "林若谷离职。"
    other = Stage("澜川科技。").scenes[0].of("org")[0]
    assert place(text, "离职", "林若谷", employer={"林若谷": other}) == [("澜川科技", "employer")]
    weight = employers.WEIGHTS
    stage, laid, trigger = staged(text, "离职")
    topic = Topic(stage.people, stage.orgs, employer={"林若谷": other}, joined={"林若谷": 0})
    (found,) = employers.rank(laid, trigger, "林若谷", topic)
    assert found.score == pytest.approx(weight["employer"] + weight["just_joined"])


def test_a_post_told_with_the_joining_is_at_the_organization_joined() -> None:
    stage, laid, trigger = staged("林若谷出任总裁。", "出任")
    other = Stage("澜川科技。").scenes[0].of("org")[0]
    topic = Topic(stage.people, stage.orgs, employer={"林若谷": other}, joined={"林若谷": 0})
    assert employers.rank(laid, trigger, "林若谷", topic)[0].score == employers.WEIGHTS["joined_here"]


def test_an_employer_is_superseded_by_a_later_hire_in_the_sentence() -> None:
    stage, laid, trigger = staged("启明智能迎来林若谷，后来离职。", "离职")
    topic = Topic(stage.people, stage.orgs)
    plain = employers.rank(laid, trigger, "林若谷", topic)
    topic.hired["林若谷"] = Hired(laid.index, trigger.start - 1)
    assert [p.score for p in employers.rank(laid, trigger, "林若谷", topic)] < [p.score for p in plain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云杉科技总裁陈立群卸任，高文博接替。", {"陈立群|leave|云杉科技", "高文博|appoint|云杉科技"}),
        ("陈立群和高文博分别加入云杉科技和澜川科技。", {"陈立群|join|云杉科技", "高文博|join|澜川科技"}),
        ("陈立群从云杉科技加入澜川科技。", {"陈立群|join|澜川科技", "陈立群|leave|云杉科技"}),
        ("近期从云杉科技离职的高管包括：陈立群、高文博。", {"陈立群|leave|云杉科技", "高文博|leave|云杉科技"}),
    ],
)
def test_whole_sentences(text: str, expected: set[str]) -> None:
    assert expected <= set(told(text))
