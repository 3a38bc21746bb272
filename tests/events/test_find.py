"""Claims to events: what is one occurrence, and what it keeps of every teller."""

from __future__ import annotations

from datetime import date

import pytest
from tests import build
from tests.events.telling import Told

from talentflow import events


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_rumor_is_announced(told: Told) -> None:
    told.say("leave", "2025-02-20", status="rumored")
    told.say("leave", "2025-03-04", status="announced", source="本人")
    (event,) = told.events()
    assert [(s.status, s.known_on, s.source) for s in event.history] == [
        ("rumored", date(2025, 2, 20), None),
        ("announced", date(2025, 3, 4), "本人"),
    ]
    assert (event.status, event.known_from, event.n_roots) == ("announced", date(2025, 2, 20), 2)


def test_details_that_differ_are_one_event_and_all_kept(told: Told) -> None:
    told.say("leave", "2025-01-10", role="合伙人", date="2024-11~")
    told.say("leave", "2025-01-12", role="副总裁", date="2024-12")
    told.say("leave", "2025-01-13", role="副总裁", date="2024-12", reason="家庭")
    (event,) = told.events()
    assert [v.text for v in event.roles] == ["副总裁", "合伙人"] and event.role == "副总裁"
    assert [v.text for v in event.dates] == ["2024-12", "2024-11~"] and event.date and event.date.edtf == "2024-12"
    assert event.roles[0].belief > event.roles[1].belief and event.reason == "家庭"
    assert [len(v.claim_ids) for v in event.roles] == [2, 1]


def test_days_that_do_not_meet_are_two_events(told: Told) -> None:
    told.say("leave", "2019-05-01", date="2019-04")
    told.say("leave", "2024-05-01", date="2024-04")
    told.say("leave", "2024-06-01")
    first, second = told.events()
    assert len(first.claim_ids) == 1 and len(second.claim_ids) == 2


def test_an_old_document_does_not_tell_the_future(told: Told) -> None:
    told.say("leave", "2019-05-01", status="denied")
    told.say("leave", "2024-05-01", date="2024-04")
    assert [e.status for e in told.events()] == ["denied", "reported"]


def test_a_wide_date_joins_the_occurrence_near_its_publication(told: Told) -> None:
    told.say("leave", "2023-02-01", date="2023-01")
    told.say("leave", "2023-12-02", date="2023-11")
    told.say("leave", "2023-12-20", date="2023")
    assert [len(e.claim_ids) for e in told.events()] == [1, 2]


def test_copies_are_one_root_and_do_not_outvote(told: Told) -> None:
    origin = told.say("leave", "2025-01-01", role="合伙人")
    told.say("leave", "2025-01-02", role="合伙人", copy_of=origin)
    told.say("leave", "2025-01-03", role="合伙人", copy_of=origin)
    (event,) = told.events()
    assert event.n_roots == 1
    alone = Told()
    alone.say("leave", "2025-01-01", role="合伙人")
    assert event.roles[0].belief == alone.events()[0].roles[0].belief
    assert event.confidence == alone.events()[0].confidence


def test_more_roots_more_confidence_and_a_denial_less(told: Told) -> None:
    told.say("leave", "2025-01-01")
    one = told.events()[0].confidence
    told.say("leave", "2025-01-02")
    two = told.events()[0].confidence
    told.say("leave", "2025-01-03", status="denied")
    assert one < two > told.events()[0].confidence
    assert told.events()[0].status == "denied"


def test_organizations_and_people_never_mix(told: Told) -> None:
    told.say("leave", org="甲")
    told.say("leave", org="乙")
    told.say("leave", org="甲", person="p2")
    told.say("leave", org=None)
    assert len(told.events()) == 4


def test_joining_and_being_appointed_meet_where_the_role_agrees(told: Told) -> None:
    told.say("join", "2025-02-20", role="基础研究负责人")
    told.say("appoint", "2025-02-21", role="研究负责人")
    told.say("appoint", "2025-02-22", role="财务总监")
    told.say("join", "2025-02-23")
    both, other = told.events()
    assert both.kind == "join" and len(both.claim_ids) == 3
    assert other.kind == "appoint" and other.role == "财务总监"


def test_posts_are_one_event_a_role(told: Told) -> None:
    told.say("held", role="CEO")
    told.say("held", role="ceo")
    told.say("held", role="董事长")
    assert sorted(e.role or "" for e in told.events()) == ["CEO", "董事长"]


def test_reporting_lines_are_one_event_a_manager(told: Told) -> None:
    told.say("reports_to", to="吴某")
    told.say("reports_to", to="吴某")
    told.say("reports_to", to="朱某")
    assert sorted((e.to, len(e.claim_ids)) for e in told.events()) == [("吴某", 2), ("朱某", 1)]


def test_a_venture_without_a_name_keeps_its_words(told: Told) -> None:
    told.say("found", org=None, venture="AI 语音方向")
    (event,) = told.events()
    assert (event.org, event.org_id, event.venture) == (None, None, "AI 语音方向")


def test_what_a_denial_says_is_no_value(told: Told) -> None:
    told.say("join", "2025-01-01", role="首席科学家", status="reported")
    told.say("join", "2025-01-02", role="顾问", status="denied")
    (event,) = told.events()
    assert [v.text for v in event.roles] == ["首席科学家"]


def test_a_later_telling_keeps_the_events_id(told: Told) -> None:
    told.say("leave", "2025-01-01")
    first = told.events()[0].id
    told.say("leave", "2025-01-02", status="announced")
    assert told.events()[0].id == first


def test_a_claim_without_a_person_is_refused() -> None:
    document = build.document("某人。")
    with pytest.raises(ValueError, match="no person_id"):
        events.find([build.claim(document, "某人", "leave")], {})


def test_a_role_in_another_script_is_the_same_role(told: Told) -> None:
    told.say("held", "2025-01-01", role="联合创始人")
    told.say("held", "2025-01-02", role="聯合創始人", role_key="联合创始人")
    told.say("leave", "2025-01-03", role="聯合創始人", role_key="联合创始人")
    held, left = told.events()
    assert [(v.text, len(v.claim_ids)) for v in held.roles] == [("联合创始人", 2)] and held.role_key is None
    assert (left.role, left.role_key, left.post) == ("聯合創始人", "联合创始人", "联合创始人")
