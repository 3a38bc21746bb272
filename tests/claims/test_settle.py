"""What the whole document decides: one test for each decision, on drafts made by hand and on sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims.telling import Stage, claims, told

from talentflow.claims import careers, merging
from talentflow.claims.context import Attribution
from talentflow.claims.draft import Draft
from talentflow.claims.frames import vocabulary
from talentflow.claims.settle import settle
from talentflow.lang.chunk import Chunk
from talentflow.model.claim import Claim
from talentflow.model.time import When

STAGE = Stage("陈立群在云杉科技，高文博在澜川科技，许听澜在启明智能。")
ORGS = {c.text: c for c in STAGE.chunks if c.kind == "org"}
WORDS = vocabulary()


def draft(person: str, kind: str, org: str | None, role: str | None = None, **fields: object) -> Draft:
    """A draft of the first sentence; `status` is its attribution's."""
    status = fields.pop("status", "reported")
    made = {"start": 0, "end": 5, "sentence": 0, "rule": f"{kind}.test", "trigger": "x", **fields}
    return Draft(
        person=person,
        kind=kind,
        org=ORGS[org] if org else None,
        role=role,  # type: ignore[arg-type]
        attribution=Attribution(status, None, None),
        **made,
    )  # type: ignore[arg-type]


def post(person: str, org: str, role: str, **fields: object) -> Draft:
    return draft(person, "held", org, role, **{"rule": "held.post", **fields})


def settled(*drafts: Draft) -> list[Claim]:
    return [claim for _, claim in settle(STAGE.reading, drafts, STAGE.people, STAGE.orgs)]


def lines(*drafts: Draft) -> list[str]:
    return [f"{c.person}|{c.kind}|{c.org}|{c.role or '-'}|{c.status}" for c in settled(*drafts)]


def day(edtf: str) -> When:
    return When.parse(edtf)


# -- one fact told several times -----------------------------------------------------------------------------------------


def test_one_fact_told_twice_is_one_and_gathers_what_each_tells() -> None:
    first = draft("陈立群", "leave", "云杉科技", date=day("2024"), date_text="2024年")
    second = draft(
        "陈立群", "leave", "云杉科技", "总裁", date=day("2024-05"), date_text="5月", reason="个人原因", sentence=2
    )
    (claim,) = settled(first, second)
    assert (claim.role, claim.reason, claim.date_text) == ("总裁", "个人原因", "5月")
    assert claim.date is not None and claim.date.edtf == "2024-05"


@pytest.mark.parametrize(
    ("first", "second", "last"),
    [
        ("rumored", "announced", "announced"),
        ("rumored", "denied", "denied"),
        ("planned", "rumored", "rumored"),
        ("announced", "reported", "announced"),
        ("reported", "announced", "announced"),
    ],
)
def test_the_last_word_on_a_fact_wins(first: str, second: str, last: str) -> None:
    twins = (
        draft("陈立群", "leave", "云杉科技", status=first),
        draft("陈立群", "leave", "云杉科技", status=second, sentence=1),
    )
    assert lines(*twins) == [f"陈立群|leave|云杉科技|-|{last}"]


def test_disjoint_dates_are_two_facts() -> None:
    twice = (
        draft("陈立群", "join", "云杉科技", date=day("2019")),
        draft("陈立群", "join", "云杉科技", date=day("2023")),
    )
    assert len(settled(*twice)) == 2


def test_other_people_organizations_and_positions_are_other_facts() -> None:
    four = (
        draft("陈立群", "appoint", "云杉科技", "总裁"),
        draft("陈立群", "appoint", "云杉科技", "董事长"),
        draft("高文博", "appoint", "云杉科技", "总裁"),
        draft("陈立群", "found", "澜川科技"),
    )
    assert len(settled(*four)) == 4


def test_a_founding_takes_the_name_of_its_venture_from_another_telling() -> None:
    assert lines(draft("陈立群", "found", None), draft("陈立群", "found", "澜川科技")) == [
        "陈立群|found|澜川科技|-|reported"
    ]


def test_a_departure_named_in_passing_is_no_fact_beside_one_told_with_a_verb() -> None:
    passing = draft("陈立群", "leave", "云杉科技", nominal=True, date=day("2020"))
    assert len(settled(passing, draft("陈立群", "leave", "云杉科技", date=day("2024")))) == 1
    assert len(settled(passing)) == 1


def test_a_join_outranks_the_appointment_beside_it_and_takes_its_position() -> None:
    pair = (draft("陈立群", "join", "澜川科技"), draft("陈立群", "appoint", "澜川科技", "总裁", date=day("2024")))
    assert lines(*pair) == ["陈立群|join|澜川科技|总裁|reported"]


def test_a_weak_trigger_yields_to_a_strong_one() -> None:
    weak = draft("陈立群", "join", "澜川科技", weak=True, date=day("2020"))
    strong = draft("陈立群", "join", "澜川科技", date=day("2024"))
    assert [c.date.edtf for c in settled(weak, strong) if c.date] == ["2024"]


def test_words_that_tell_a_move_are_no_background() -> None:
    move = draft("陈立群", "appoint", "云杉科技", "总裁", role_start=3)
    assert lines(move, draft("陈立群", "held", "澜川科技", "总裁", role_start=3)) == [
        "陈立群|appoint|云杉科技|总裁|reported"
    ]


# -- careers -------------------------------------------------------------------------------------------------------------


def test_an_appointment_elsewhere_is_a_join_and_the_departure_is_implied() -> None:
    assert set(
        lines(post("陈立群", "云杉科技", "副总裁"), draft("陈立群", "appoint", "澜川科技", "总裁", order=5))
    ) == {"陈立群|join|澜川科技|总裁|reported", "陈立群|leave|云杉科技|副总裁|reported"}


@pytest.mark.parametrize(
    "fields", [{"role": "董事"}, {"role": "总裁", "trigger": "兼任"}, {"role": "总裁", "trigger": "代理"}]
)
def test_board_seats_and_acting_posts_are_no_joins(fields: dict[str, object]) -> None:
    assert careers.is_board_seat("独立董事", WORDS)
    kinds = [
        c.kind
        for c in settled(
            post("陈立群", "云杉科技", "副总裁"), draft("陈立群", "appoint", "澜川科技", order=5, **fields)
        )
    ]  # type: ignore[arg-type]
    assert sorted(kinds) == ["appoint", "held"]


def test_an_appointment_at_home_stays_one() -> None:
    at_home = draft("陈立群", "join", "澜川科技", date=day("2020"))
    later = draft("陈立群", "appoint", "澜川科技", "总裁", order=5, sentence=3, date=day("2024"))
    left = draft("陈立群", "leave", "云杉科技", sentence=3, date=day("2019"))
    assert "陈立群|appoint|澜川科技|总裁|reported" in lines(at_home, left, later)


def test_an_appointment_after_a_departure_is_a_return() -> None:
    left = draft("陈立群", "leave", "澜川科技", date=day("2019"))
    back = draft("陈立群", "appoint", "澜川科技", "总裁", order=5, sentence=4, date=day("2024"))
    assert [(c.kind, c.returns) for c in settled(left, back)] == [("leave", False), ("join", True)]


def test_a_founder_who_joins_another_house_is_not_said_to_leave() -> None:
    join = draft("陈立群", "join", "澜川科技", order=5)
    assert careers.is_founder("联合创始人", WORDS)
    assert {c.kind for c in settled(post("陈立群", "云杉科技", "创始人"), join)} == {"held", "join"}


@pytest.mark.parametrize(
    "join",
    [
        draft("陈立群", "join", "澜川科技", order=5, status="denied"),
        draft("陈立群", "join", "云杉科技", order=5),
    ],
)
def test_no_departure_is_implied(join: Draft) -> None:
    found = settled(post("陈立群", "云杉科技", "副总裁"), replace(join))
    assert not [c for c in found if c.kind == "leave"]


def test_no_departure_is_implied_where_one_is_told_or_the_employer_has_no_name() -> None:
    join = draft("陈立群", "join", "澜川科技", order=5)
    told_out = draft("陈立群", "leave", "启明智能", order=4)
    assert not [
        c for c in settled(post("陈立群", "云杉科技", "副总裁"), told_out, replace(join)) if c.rule == "leave.implied"
    ]
    nameless = replace(post("陈立群", "云杉科技", "副总裁"), org=Chunk("unnamed", 0, 3, "大公司"))
    assert not [c for c in settled(nameless, replace(join)) if c.rule == "leave.implied"]


def test_leaving_a_post_while_getting_another_is_a_step_down() -> None:
    leave = draft("陈立群", "leave", "云杉科技", "总裁")
    new = draft("陈立群", "appoint", "云杉科技", "董事长", sentence=1, order=9)
    assert "陈立群|step_down|云杉科技|总裁|reported" in lines(leave, new)
    kept = draft("陈立群", "held", "云杉科技", "董事长", rule="held.now", order=9)
    assert "陈立群|step_down|云杉科技|总裁|reported" in lines(replace(leave, kind="leave"), kept)


@pytest.mark.parametrize(
    "other",
    [
        draft("陈立群", "appoint", "云杉科技", "董事长", sentence=9, order=90),
        draft("陈立群", "appoint", "云杉科技", "董事长", order=9, status="denied"),
        draft("高文博", "appoint", "云杉科技", "董事长", order=9),
        draft("陈立群", "appoint", "云杉科技", "总裁", order=9),
    ],
)
def test_leaving_is_leaving(other: Draft) -> None:
    assert "陈立群|leave|云杉科技|总裁|reported" in lines(draft("陈立群", "leave", "云杉科技", "总裁"), replace(other))


def test_a_present_post_is_given_up_by_a_transfer_or_when_another_takes_it() -> None:
    moved = draft("陈立群", "appoint", "云杉科技", "监事会主席", trigger="转任", order=5)
    assert "陈立群|step_down|云杉科技|副总裁|reported" in lines(post("陈立群", "云杉科技", "副总裁"), moved)
    promoted = draft("陈立群", "appoint", "云杉科技", "董事长", trigger="升任", order=5)
    taker = draft("高文博", "appoint", "云杉科技", "副总裁", order=9)
    assert "陈立群|step_down|云杉科技|副总裁|reported" in lines(post("陈立群", "云杉科技", "副总裁"), promoted, taker)
    stays = lines(post("陈立群", "云杉科技", "副总裁"), replace(promoted))
    assert "陈立群|held|云杉科技|副总裁|reported" in stays


def test_a_post_told_right_after_joining_belongs_to_it() -> None:
    join = draft("陈立群", "join", "澜川科技", order=1)
    serves = draft("陈立群", "appoint", "澜川科技", "首席技术官", sentence=1, order=9)
    assert lines(join, serves) == ["陈立群|join|澜川科技|首席技术官|reported"]
    dated = replace(serves, date=day("2024"))
    assert len(settled(replace(join, role=None), dated)) == 2


def test_a_departure_takes_the_one_post_told_before() -> None:
    leave = draft("陈立群", "leave", "云杉科技", sentence=1, order=9)
    assert "陈立群|leave|云杉科技|总裁|reported" in lines(post("陈立群", "云杉科技", "总裁"), leave)
    two = (post("陈立群", "云杉科技", "总裁"), post("陈立群", "云杉科技", "法务"))
    assert "陈立群|leave|云杉科技|-|reported" in lines(*two, replace(leave, role=None))


def test_a_post_that_a_move_tells_is_no_claim_of_its_own() -> None:
    leave = draft("陈立群", "leave", "云杉科技", "总裁", order=5)
    assert lines(post("陈立群", "云杉科技", "总裁"), leave) == ["陈立群|leave|云杉科技|总裁|reported"]
    past = post("陈立群", "云杉科技", "总裁", past=True)
    assert len(settled(past, draft("陈立群", "join", "云杉科技", "总裁", order=5))) == 2
    bare = draft("陈立群", "held", "云杉科技", rule="held.former", past=True)
    assert len(settled(bare, replace(leave))) == 1


def test_the_same_position_is_one_in_the_words_of_the_other() -> None:
    assert merging.same_role(draft("a", "held", None, "副总裁"), draft("a", "held", None, "集团副总裁"))
    assert not merging.same_role(draft("a", "held", None, None), draft("a", "held", None, "总裁"))


def test_a_draft_without_words_is_no_claim() -> None:
    empty = draft("陈立群", "leave", "云杉科技", start=3, end=3)
    assert settled(empty) == []


# -- read from text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云杉科技副总裁陈立群加入澜川科技。", {"陈立群|leave|云杉科技", "陈立群|join|澜川科技"}),
        ("云杉科技副总裁陈立群出任澜川科技独立董事。", {"陈立群|held|云杉科技", "陈立群|appoint|澜川科技"}),
        ("云杉科技副总裁陈立群转任监事。", {"陈立群|step_down|云杉科技", "陈立群|appoint|云杉科技"}),
        ("云杉科技总裁陈立群辞职。陈立群将担任董事长。", {"陈立群|step_down|云杉科技", "陈立群|appoint|云杉科技"}),
        ("有消息称陈立群离开云杉科技。云杉科技公告，陈立群已辞职。", {"陈立群|leave|云杉科技"}),
    ],
)
def test_decisions_on_text(text: str, expected: set[str]) -> None:
    assert set(told(text)) == expected


def test_a_denial_in_the_next_sentence_takes_back_a_rumor() -> None:
    found = claims("有消息称云杉科技总裁陈立群离职。云杉科技否认了这一消息。")
    assert [(c.kind, c.status, c.source) for c in found if c.kind == "leave"] == [("leave", "denied", "云杉科技")]
