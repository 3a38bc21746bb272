"""Laws of the ledger under generated news: order does not matter, and twice is once."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import build, toy

from talentflow.ledger import Ledger
from talentflow.model.document import Document
from talentflow.model.entity import Entity
from talentflow.model.event import CareerEvent
from talentflow.run.settle import settle

lines = st.builds(
    lambda who, kind, org, status, when: f"{who} {kind} {org} {status} {when}".rstrip(),
    st.sampled_from(["王伟", "王偉", "张三", "李四"]),
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


State = tuple[list[CareerEvent], list[Entity], dict[str, int]]


def state_of(ledger: Ledger) -> State:
    with ledger.view() as view:
        events = view.moves()
        ids = {e.person_id for e in events} | {e.org_id for e in events if e.org_id}
        return events, view.entities(ids), view.counts()


def read(documents: list[Document], n_at_once: int) -> State:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        for index, document in enumerate(documents, 1):
            ledger.add(document, toy.extract(document))
            if index % n_at_once == 0:
                settle(ledger)
        settle(ledger)
        return state_of(ledger)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(news(), st.randoms(use_true_random=False), st.integers(1, 7))
def test_the_order_of_ingest_does_not_change_anything(documents: list[Document], rng: random.Random, n: int) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    assert read(shuffled, n) == read(documents, len(documents))


@settings(max_examples=30, deadline=None)
@given(news())
def test_reading_twice_is_a_no_op(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        for document in documents:
            assert ledger.add(document, toy.extract(document))
        settle(ledger)
        before = state_of(ledger), [tuple(row) for row in ledger.connection.execute("SELECT * FROM events")]
        for document in documents:
            assert not ledger.add(document, toy.extract(document))
        assert settle(ledger) == 0
        assert (state_of(ledger), [tuple(row) for row in ledger.connection.execute("SELECT * FROM events")]) == before


@settings(max_examples=30, deadline=None)
@given(news())
def test_every_event_rests_on_claims_and_every_claim_on_its_words(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        for document in documents:
            ledger.add(document, toy.extract(document))
        settle(ledger)
        with ledger.view() as view:
            told = [claim_id for event in view.moves() for claim_id in event.claim_ids]
            assert sorted(told) == sorted(claim.id for claim in view.claims())
            for claim_id in told:
                found = view.claim(claim_id)
                assert found is not None and found[0].evidence.stands_in(found[1].text)
