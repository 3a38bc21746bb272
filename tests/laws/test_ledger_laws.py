"""Laws of the ledger under generated news: order does not matter, twice is once, the past stays, the withdrawn goes."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import build, toy

from talentflow.entities import name_key, profile_id
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.ledger.identity import Seat
from talentflow.model.document import Document
from talentflow.model.entity import Entity
from talentflow.model.event import CareerEvent
from talentflow.model.spell import Spell
from talentflow.run import judging
from talentflow.run.settle import settle

PEOPLE = ["王伟", "王偉", "张三", "李四"]
lines = st.builds(
    lambda who, kind, org, status, when: f"{who} {kind} {org} {status} {when}".rstrip(),
    st.sampled_from(PEOPLE),
    st.sampled_from(["leave", "join", "step_down", "appoint", "held"]),
    st.sampled_from(["甲公司", "乙公司", "丙公司", "一家公司", "一家国企"]),
    st.sampled_from(["announced", "reported", "rumored", "planned", "denied"]),
    st.sampled_from(["", "2023", "2024", "2024-03", "2024-03~", "2024-06-11", "../2024-05"]),
)
days = st.sampled_from([None, "2023-06-01", "2024-03-09", "2024-06-20", "2025-01-01"])


@st.composite
def news(draw: st.DrawFn) -> list[Document]:
    n_documents = draw(st.integers(1, 7))
    return [
        build.document(
            f"第{i}篇\n" + "\n".join(draw(st.lists(lines, min_size=1, max_size=4))), published=draw(days), doc=f"d{i}"
        )
        for i in range(n_documents)
    ]


State = tuple[list[CareerEvent], list[Spell], list[Entity], list[list[str]]]
EVERY_DAY = [None, *(date.fromisoformat(day) for day in ("2023-06-01", "2024-03-09", "2024-06-20", "2025-01-01"))]


def state_of(ledger: Ledger, known_by: date | None = None, read_by: int | None = None) -> State:
    """Everything that can be asked, on one day of the sources, after one transaction of the ledger."""
    then = Clock(known_by=known_by)
    with View.open(ledger.path, read_by=read_by) as view:
        events = view.moves(Filters(known_by=known_by))
        people = {event.person_id for event in events}
        ids = people | {event.org_id for event in events if event.org_id}
        named = [[one.id for one in view.find("person", name_key(name), then)] for name in PEOPLE]
        return events, view.spells(people, then), view.entities(ids, then), named


def counts_of(ledger: Ledger) -> dict[str, int]:
    with ledger.view() as view:
        return {what: n for what, n in view.counts().items() if what != "withdrawn"}


def add(ledger: Ledger, documents: Iterable[Document], n_at_once: int = 99) -> None:
    for index, document in enumerate(documents, 1):
        ledger.add(document, toy.extract(document))
        if index % n_at_once == 0:
            settle(ledger)
    settle(ledger)


@contextmanager
def fresh() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        yield ledger


def read(documents: list[Document], n_at_once: int) -> tuple[list[State], dict[str, int]]:
    with fresh() as ledger:
        add(ledger, documents, n_at_once)
        return [state_of(ledger, day) for day in EVERY_DAY], counts_of(ledger)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(news(), st.randoms(use_true_random=False), st.integers(1, 7))
def test_the_order_of_ingest_does_not_change_anything(documents: list[Document], rng: random.Random, n: int) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    assert read(shuffled, n) == read(documents, len(documents))


@settings(max_examples=30, deadline=None)
@given(news())
def test_reading_twice_is_a_no_op(documents: list[Document]) -> None:
    with fresh() as ledger:
        add(ledger, documents)
        before = dump(ledger)
        for document in documents:
            assert not ledger.add(document, toy.extract(document))
        assert settle(ledger) == 0
        assert dump(ledger) == before


def dump(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    tables = ("documents", "claims", "events", "spells", "entities", "aliases", "assignments")
    return [[tuple(row) for row in ledger.connection.execute(f"SELECT * FROM {name}")] for name in tables]  # noqa: S608


@settings(max_examples=40, deadline=None)
@given(news(), st.data())
def test_withdrawing_equals_never_having_read(documents: list[Document], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(range(len(documents)))))
    with fresh() as ledger, fresh() as never:
        add(ledger, documents, data.draw(st.integers(1, 7)))
        for index in gone:
            assert ledger.withdraw(documents[index].hash, on=date(2026, 1, 1), reason="it was wrong")
        settle(ledger)
        add(never, (document for index, document in enumerate(documents) if index not in gone))
        assert state_of(ledger) == state_of(never)
        assert counts_of(ledger) == counts_of(never)


@settings(max_examples=40, deadline=None)
@given(news(), st.data())
def test_what_was_known_by_a_day_never_changes(documents: list[Document], data: st.DataObject) -> None:
    """Whatever comes or goes later, as long as it is later for the sources."""
    day = data.draw(st.sampled_from(EVERY_DAY[1:]))
    early = [document for document in documents if document.published is not None and document.published <= day]
    late = [document for document in documents if document not in early]
    with fresh() as ledger:
        add(ledger, early)
        before = [state_of(ledger, then) for then in EVERY_DAY[1:] if then <= day]
        add(ledger, late, data.draw(st.integers(1, 7)))
        for document in data.draw(st.lists(st.sampled_from(documents), unique_by=id)):
            ledger.withdraw(document.hash, on=date(2026, 1, 1), reason="it was wrong")
        settle(ledger)
        assert [state_of(ledger, then) for then in EVERY_DAY[1:] if then <= day] == before


@settings(max_examples=40, deadline=None)
@given(news(), st.data())
def test_what_the_ledger_answered_never_changes(documents: list[Document], data: st.DataObject) -> None:
    """Whatever is read, withdrawn or judged later, back-dated as it may be: the ledger's own clock."""
    n = data.draw(st.integers(0, len(documents)))
    with fresh() as ledger:
        add(ledger, documents[:n])
        with ledger.view() as view:
            tx, _ = view.newest()
        before = [state_of(ledger, then) for then in EVERY_DAY]
        add(ledger, documents[n:], data.draw(st.integers(1, 7)))
        for document in data.draw(st.lists(st.sampled_from(documents), unique_by=id)):
            on = data.draw(st.sampled_from([date(2023, 7, 1), date(2024, 3, 10), date(2026, 1, 1)]))
            ledger.withdraw(document.hash, on=on, reason="it was wrong")
        settle(ledger)
        seats = sorted({(claim.person, claim.doc_hash) for claim in ledger.view().claims()})
        profiles = {profile_id(name, doc_hash): Seat(name=name, doc_hash=doc_hash) for name, doc_hash in seats}
        if len(profiles) > 1:
            pair = data.draw(st.permutations(list(profiles.values())))[:2]
            judging.judge_people(ledger, *pair, data.draw(st.sampled_from(["positive", "negative"])), "law")
        assert [state_of(ledger, then, tx) for then in EVERY_DAY] == before


@settings(max_examples=30, deadline=None)
@given(news())
def test_known_by_the_last_day_is_now_where_every_document_has_a_day(documents: list[Document]) -> None:
    with fresh() as ledger:
        add(ledger, (document for document in documents if document.published is not None))
        assert state_of(ledger, date(2025, 1, 1)) == state_of(ledger)


@settings(max_examples=30, deadline=None)
@given(news())
def test_every_event_rests_on_claims_and_every_claim_on_its_words(documents: list[Document]) -> None:
    with fresh() as ledger:
        add(ledger, documents)
        with ledger.view() as view:
            told = [claim_id for event in view.moves() for claim_id in event.claim_ids]
            assert sorted(told) == sorted(claim.id for claim in view.claims())
            for claim_id in told:
                found = view.claim(claim_id)
                assert found is not None and found[0].evidence.stands_in(found[1].text)
