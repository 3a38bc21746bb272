"""The ledger's view: filters, both clocks, identities, evidence, search, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests import build, toy

from talentflow.entities import name_key
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.model.time import When
from talentflow.run.settle import settle

NEWS = {
    "a": ("2025-02-20", "王甲 leave 极美公司 rumored\n李乙 join 极美公司 2024-03\n"),
    "b": ("2025-03-04", "王甲 leave 极美公司 announced 2025-03\n李乙 held 丁公司\n"),
    "c": (None, "赵丙 join 丁公司\n百川很大。\n"),
    "d": ("2019-01-01", "王甲 leave 戊公司 2018\n"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "ledger.db"
    with Ledger.open(path) as ledger:
        for doc, (published, text) in NEWS.items():
            at = build.document(text, doc=doc, published=published, title=f"题{doc}号")
            ledger.add(at, toy.extract(at))
        at = build.document("除了极美公司,都有人走。", doc="e", published="2025-04-13")
        event = build.sale(at, "极美公司", "acme", at.text, date=When.parse("2024-12"))
        absence = build.absence(at, "极美公司", "acme", at.text)
        found = build.extraction(
            at, absences=[absence], org_events=[event], mentions=[build.mention(at, "极美公司", "org", "acme")]
        )
        ledger.add(at, found)
        settle(ledger)
    return path


@pytest.fixture
def view(path: Path) -> Iterator[View]:
    with View.open(path) as view:
        yield view


def told(view: View, **wanted: object) -> list[str]:
    return [f"{e.person} {e.kind} {e.org}" for e in view.moves(Filters(**wanted))]  # type: ignore[arg-type]


def test_everything_in_order_of_the_day(view: View) -> None:
    assert told(view) == [
        "王甲 leave 戊公司",
        "李乙 join 极美公司",
        "王甲 leave 极美公司",
        "李乙 held 丁公司",
        "赵丙 join 丁公司",
    ]


def test_filters(view: View) -> None:
    (person,) = view.find("person", name_key("王甲"))[:1]
    (org,) = view.find("org", name_key("极美公司"))
    assert set(told(view, person_ids=(person.id,))) <= {"王甲 leave 戊公司", "王甲 leave 极美公司"}
    assert told(view, org_ids=(org.id,)) == ["李乙 join 极美公司", "王甲 leave 极美公司"]
    assert told(view, org_ids=(org.id,), person_ids=(person.id,), kinds=("join",)) == []
    assert told(view, kinds=("held",)) == ["李乙 held 丁公司"]
    assert told(view, statuses=("announced",)) == ["王甲 leave 极美公司"]
    assert told(view, limit=1) == ["王甲 leave 戊公司"]
    assert told(view, person_ids=()) == []


def test_windows_are_half_open_and_undated_events_are_counted(view: View) -> None:
    window = Filters(since=date(2024, 3, 31), until=date(2025, 3, 1))
    assert told(view, since=window.since, until=window.until) == ["李乙 join 极美公司"]
    assert told(view, since=date(2024, 4, 1), until=date(2025, 3, 1)) == []
    assert view.n_undated(window) == 2 and view.n_undated(Filters()) == 0


def test_known_by_answers_as_of_then(view: View) -> None:
    (then,) = view.moves(Filters(statuses=("rumored",), known_by=date(2025, 3, 1)))
    assert (then.person, then.date, len(then.history)) == ("王甲", None, 1)
    assert view.moves(Filters(statuses=("announced",), known_by=date(2025, 3, 1))) == []
    (now,) = view.moves(Filters(statuses=("announced",), known_by=date(2025, 3, 4)))
    assert now.date and now.date.edtf == "2025-03"
    assert told(view, known_by=date(2019, 1, 1)) == ["王甲 leave 戊公司"]


def test_people_and_organizations_are_found_by_key_and_id(view: View) -> None:
    assert view.find("org", name_key("无此公司")) == []
    assert view.near("org", name_key("公司")) == ["丁公司", "戊公司", "极美公司"]
    (person,) = view.find("person", name_key("赵丙"))
    assert view.entity(person.id) == person
    assert view.entity("p-none") is None


def test_evidence_leads_to_the_words(view: View) -> None:
    (event,) = view.moves(Filters(statuses=("announced",)))
    found = view.claim(event.claim_ids[-1])
    assert found is not None
    claim, document = found
    assert claim.evidence.stands_in(document.text) and claim.person_id == event.person_id
    assert view.event(event.id) == event and view.event("e-none") is None
    assert view.ids(event.id[:8]) == [event.id]
    assert view.documents([document.hash])[document.hash].title == document.title


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("百川", ["c"]),
        ("百", ["c"]),
        ("百川很", ["c"]),
        ("很大 丙", ["c"]),
        ("极美公司", ["e", "b", "a"]),
        ("极美公司 announced", ["b"]),
        ("ANNOUNCED", ["b"]),
        ("题d号", ["d"]),
        ('"%', []),
        ("%", []),
        ("_", []),
        ("", []),
        ("没有这个", []),
        ("王甲 leave", ["b", "a", "d"]),
        ("极美 NEAR leave", []),
    ],
)
def test_search(view: View, words: str, found: list[str]) -> None:
    assert sorted(hit.document.id for hit in view.search(words)) == sorted(found)


def test_a_hit_shows_its_place(view: View) -> None:
    (hit,) = view.search("百川")
    assert hit.evidence is not None and hit.evidence.quote == "百川" and "百川很大" in hit.snippet
    (title,) = view.search("题c号")
    assert title.evidence is None and title.snippet == "题c号"


def test_absences_events_and_coverage(view: View) -> None:
    (absence,) = view.absences(["acme"])
    assert (absence.org, absence.kind, absence.doc) == ("极美公司", "leave", "e")
    assert view.absences(["acme"], Clock(known_by=date(2025, 4, 12))) == []
    (event,) = view.org_events(["acme"])
    assert (event.status, event.date and event.date.edtf) == ("denied", "2024-12")
    assert view.coverage(["acme", "other"]) == {"acme": 1, "other": 0}


def test_counts(view: View) -> None:
    counts = view.counts()
    assert (counts["documents"], counts["claims"], counts["events"], counts["pending"]) == (5, 6, 5, 0)
    assert sum(n for _, _, n in view.counts_by_kind()) == 5
    assert view.published() == (date(2019, 1, 1), date(2025, 4, 13))


def test_an_id_of_the_past_leads_to_the_person_of_today(tmp_path: Path) -> None:
    late = build.document("王甲 leave 极美公司\n二", doc="late", published="2025-01-01")
    early = build.document("王甲 join 极美公司\n一", doc="early", published="2020-01-01")
    with Ledger.open(tmp_path / "x.db") as ledger, ledger.view() as view:
        ledger.add(late, toy.extract(late))
        settle(ledger)
        past = view.moves()[0].person_id
        ledger.add(early, toy.extract(early))
        settle(ledger)
        now = view.moves()[0].person_id
        assert past != now
        entity = view.entity(past)
        assert entity is not None and entity.id == now


@pytest.mark.parametrize(
    ("statement", "index"),
    [("moves_of_persons", "events_by_person"), ("moves_at_orgs", "events_by_org"), ("reports_to", "events_by_manager")],
)
def test_queries_go_through_their_index(path: Path, statement: str, index: str) -> None:
    from talentflow.ledger.connection import open_reader
    from talentflow.ledger.statements import sql

    names = ("person_ids", "org_ids", "kinds", "statuses", "as_of", "known_by", "since", "until", "limit", "names")
    connection = open_reader(path)
    plan = connection.execute("EXPLAIN QUERY PLAN " + sql(statement), dict.fromkeys(names)).fetchall()
    connection.close()
    assert any(index in row["detail"] for row in plan)
