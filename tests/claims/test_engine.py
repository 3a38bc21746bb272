"""The station as a whole: confidence, refusals, explanations, and the laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.telling import claims, reading, told

from talentflow.claims import confidence, engine
from talentflow.claims.context import REPORTED
from talentflow.claims.draft import Draft
from talentflow.claims.frames import vocabulary
from talentflow.claims.link import WEIGHTS
from talentflow.claims.quotes import EDGES, trim
from talentflow.claims.trace import DERIVED
from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.mentions.find import find

EXAMPLES = [e.split("=>")[0].strip() for r in read_yaml("zh/triggers.yml")["rules"] for e in r.get("examples", ())]
PIECES = sorted({w for r in vocabulary().rules for w in r.words} | vocabulary().lists["announced"])
NAMES = ["陈立群", "高文博", "林若谷", "云杉科技", "澜川科技", "百度", "OpenAI", "总裁", "副总裁", "首席技术官", "董事"]
GLUE = [
    "，",
    "。",
    "；",
    "：",
    "、",
    "和",
    "的",
    "由",
    "被",
    "从",
    "在",
    "为",
    "了",
    "（",
    "）",
    "“",
    "”",
    "\n",
    "\n\n",
    " ",
    "？",
    "　",
]
DEIXIS = ["他", "他们", "两人", "其", "前者", "昨日", "2021年3月", "去年", "目前", "分别", "等人", "该公司", "公司"]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES + NAMES * 12 + GLUE * 12 + DEIXIS * 8), max_size=30).map("".join),
    st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4).flatmap(
        lambda told: st.integers(0, 12).map(lambda cut: "".join(told)[cut:])
    ),
)


# -- laws ----------------------------------------------------------------------------------------------------------------


@given(TEXTS)
def test_any_text_is_read_and_its_evidence_stands_in_it(text: str) -> None:
    made = reading(text)
    found = engine.read(made, find(made))
    for told_of in (*found.claims, *found.absences, *found.org_events):
        assert told_of.evidence.stands_in(text)
        assert told_of.evidence.quote.strip(EDGES)
    for claim in found.claims:
        assert 0 <= claim.confidence <= 1
        assert claim.role is None or claim.role
        assert claim.kind == "found" or claim.to or claim.org
    for refusal in found.refusals:
        assert refusal.span is not None and refusal.span.end <= len(text)


@given(TEXTS)
def test_reading_twice_gives_the_same_and_explains_the_same(text: str) -> None:
    made = reading(text)
    named = find(made)
    found = engine.read(made, named)
    assert engine.read(made, named) == found
    explained, refused = engine.explain(made, named)
    assert tuple(e.claim for e in explained) == found.claims
    assert refused == found.refusals


@given(st.text(alphabet=EDGES + "ab", min_size=1, max_size=12))
def test_a_trimmed_quote_has_no_edges(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert 0 <= start < end <= len(text)
    assert text[start:end] == (text.strip(EDGES) or text[start:end])


@pytest.mark.parametrize(
    "text",
    [
        "离职的有：他、她。",  # a list of pronouns that a colon opens
        "离职名单：（林若谷）他。",
        "\u3000\n\n。",
        "他",
    ],
)
def test_texts_that_name_nobody(text: str) -> None:
    assert claims(text) == ()


# -- confidence ----------------------------------------------------------------------------------------------------------


def draft(**fields: object) -> Draft:
    made = {
        "person": "陈立群",
        "kind": "leave",
        "org": None,
        "role": None,
        "start": 0,
        "end": 2,
        "sentence": 0,
        "rule": "leave.resign",
        "trigger": "辞职",
        "attribution": REPORTED,
        **fields,
    }
    return Draft(**made)  # type: ignore[arg-type]


def test_chance_is_the_sigmoid_of_the_table() -> None:
    table = read_yaml("zh/confidence.yml")
    assert confidence.features(draft()) == (
        "bias",
        "kind:leave",
        "basis:named",
        "rule:leave.resign",
        "status:reported",
        "at:leave@named",
    )
    assert 0 < confidence.chance(draft(features=("told_before",))) < confidence.chance(draft()) < 1
    assert confidence.floor("held", "reported") == table["floors"]["held"]
    assert confidence.floor("leave", "announced") == table["floors"]["other"]
    assert confidence.floor("leave", "denied") == table["floors"]["denied"] < table["floors"]["other"]


def test_the_table_names_what_the_engine_tells() -> None:
    rules = {f"rule:{r.id}" for r in vocabulary().rules} | {f"rule:{name}" for name in DERIVED}
    plain = {"bias", "close", "no_role", "name:low"} | {f"org:{name}" for name in confidence.DOUBTFUL_ORGS}
    prefixes = ("kind:", "basis:", "status:", "guess:", "at:")
    weights = read_yaml("zh/confidence.yml")["weights"]
    known = rules | plain | confidence.LINK_FEATURES
    assert [name for name in weights if name not in known and not name.startswith(prefixes)] == []
    assert set(WEIGHTS) >= confidence.LINK_FEATURES


def test_doubtful_mentions_are_features() -> None:
    person, sure = Chunk("person", 0, 3, "陈立群", score=0.5), Chunk("person", 0, 3, "陈立群")
    assert confidence.of_chunks(person, None) == ("name:low",)
    assert confidence.of_chunks(sure, Chunk("unnamed", 4, 8, "一家公司")) == ("org:unnamed",)
    assert confidence.of_chunks(sure, Chunk("org", 4, 8, "Acme", detail="latin")) == ("org:latin",)
    assert confidence.of_chunks(sure, Chunk("org", 4, 8, "百度", detail="name")) == ()


def test_a_guessed_organization_is_doubted_for_reasons() -> None:
    listed, unlisted = Chunk("org", 0, 2, "百度", key="baidu"), Chunk("org", 0, 4, "云杉科技")
    assert confidence.of_guess("named", unlisted, is_once=True, is_pronoun=True, is_titled=True) == ()
    assert confidence.of_guess("main", None, is_once=True, is_pronoun=True, is_titled=False) == ()
    assert confidence.of_guess("main", listed, is_once=False, is_pronoun=False, is_titled=False) == ()
    assert confidence.of_guess("main", listed, is_once=False, is_pronoun=False, is_titled=True) == ("guess:titled",)
    assert confidence.of_guess("told", unlisted, is_once=True, is_pronoun=True, is_titled=False) == (
        "guess:unlisted",
        "guess:once",
        "guess:pronoun",
    )


# -- refusals and explanations ---------------------------------------------------------------------------------------------


def test_a_trigger_nobody_is_linked_to_is_refused() -> None:
    made = reading("多名高管离职。")
    (refusal,) = engine.read(made, find(made)).refusals
    assert refusal.code == "unsure" and "离职" in refusal.reason
    assert refusal.span is not None and made.document.text[refusal.span.start : refusal.span.end] == "离职"


def test_what_is_not_sure_enough_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "floor", lambda kind, status: 0.999)
    made = reading("云杉科技总裁陈立群离职。")
    found = engine.read(made, find(made))
    assert found.claims == ()
    assert any("not sure enough" in refusal.reason for refusal in found.refusals)


def test_an_explanation_tells_the_rule_the_candidates_and_the_cues() -> None:
    made = reading("云杉科技公告，总裁陈立群辞职。")
    (told_of,), _ = engine.explain(made, find(made))
    assert told_of.why and told_of.trace is not None
    assert (told_of.trace.rule, told_of.trace.trigger) == ("leave.resign", "辞职")
    winner = told_of.trace.people[0]
    assert winner.words == "陈立群" and "adjacent" in winner.features
    assert winner.score == pytest.approx(sum(WEIGHTS[f] for f in winner.features), abs=0.01)
    assert told_of.trace.orgs[0].words == "云杉科技"
    assert "announced: 公告" in told_of.trace.cues


def test_what_no_trigger_proposed_is_explained_by_the_engines_own_rules() -> None:
    made = reading("云杉科技总裁陈立群出席。云杉科技副总裁高文博加入澜川科技。")
    explained, _ = engine.explain(made, find(made))
    derived = [e for e in explained if e.claim.rule in DERIVED]
    assert {e.claim.rule for e in derived} == {"held.post", "leave.implied"}
    assert all(e.why == DERIVED[e.claim.rule or ""] for e in derived)


def test_the_claim_carries_what_the_interchange_asks_for() -> None:
    (claim,) = claims("2024年5月10日，云杉科技公告，总裁陈立群因个人原因辞职。")
    line = claim.to_line()
    assert (line["person"], line["kind"], line["org"], line["role"]) == ("陈立群", "leave", "云杉科技", "总裁")
    assert (line["status"], line["source"], line["reason"]) == ("announced", "云杉科技", "个人原因")
    assert line["date"] == "2024-05-10"


# -- frames ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云杉科技总裁陈立群不再由高文博接任。", set()),
        ("云杉科技总裁不再由陈立群担任。", {"陈立群|leave|云杉科技"}),
        ("高文博取代陈立群，成为云杉科技总裁。", {"高文博|appoint|云杉科技"}),
        ("云杉科技由陈立群创立。", {"陈立群|found|云杉科技"}),
        ("高文博先后就职于云杉科技、澜川科技。", {"高文博|join|云杉科技"}),
        ("陈立群在云杉科技和澜川科技做过副总裁。", {"陈立群|held|云杉科技", "陈立群|held|澜川科技"}),
        ("云杉科技的高文博被澜川科技挖走。", {"高文博|join|澜川科技", "高文博|leave|云杉科技"}),
        ("如果陈立群离开云杉科技，高文博会怎么做。", set()),
        ("陈立群会离开云杉科技吗？", set()),
        ("高文博向云杉科技CEO陈立群汇报。", {"高文博|reports_to|云杉科技", "陈立群|held|云杉科技"}),
        ("云杉科技总裁高文博向林若谷的前任陈立群汇报。", {"高文博|reports_to|云杉科技", "高文博|held|云杉科技"}),
        ("高文博成为陈立群的下属。", {"高文博|reports_to|-"}),
        ("高文博离职创业。", {"高文博|found|-"}),
        ("云杉科技总裁陈立群去世。", {"陈立群|leave|云杉科技"}),
        ("陈立群去世。", set()),
        ("澜川科技扩张，陈立群从云杉科技跳过来。", {"陈立群|join|澜川科技", "陈立群|leave|云杉科技"}),
        ("陈立群出任职务。", set()),
        ("陈立群曾任云杉科技华东区高级副总裁、首席战略官。", {"陈立群|held|云杉科技"}),
        ("陈立群辞去云杉科技副总裁这份兼职。", {"陈立群|step_down|云杉科技"}),
        ("前云杉科技陈立群现身。", set()),
        ("昨天，云杉科技的陈立群出席发布会。离职后，他将休息。", set()),
        ("云杉科技总裁陈立群卸任，由高文博接手。", {"陈立群|leave|云杉科技", "高文博|appoint|云杉科技"}),
        ("陈立群把云杉科技总裁交给高文博。", {"高文博|appoint|云杉科技", "陈立群|step_down|云杉科技"}),
        ("云杉科技总裁陈立群卸任，交棒给高文博。", {"陈立群|leave|云杉科技", "高文博|appoint|云杉科技"}),
        ("陈立群获云杉科技任命为副总裁，周子安和高文博分别出任云杉科技总裁和首席技术官。", {"周子安|appoint|云杉科技"}),
    ],
)
def test_frames(text: str, expected: set[str]) -> None:
    assert expected <= set(told(text))
    if not expected:
        assert not [c for c in claims(text) if c.kind not in ("held", "reports_to", "leave")]


def test_a_departure_told_without_a_post_has_none() -> None:
    """An empty string is no role: the contract has null where nothing is told."""
    found = claims("高文博2015年加入云杉科技，2018年转投澜川科技。")
    assert [(c.kind, c.role) for c in found if c.kind == "leave"] == [("leave", None)]


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("云杉科技后训练负责人高文博离职。", "leave", "后训练负责人"),  # a word that the dictionary cuts in two
        ("陈立群是云杉科技总裁。上周他离开云杉科技，由高文博接任。", "appoint", "总裁"),  # the post told before
    ],
)
def test_a_post_is_told_whole(text: str, kind: str, role: str) -> None:
    assert [c.role for c in claims(text) if (c.person, c.kind) == ("高文博", kind)] == [role]
