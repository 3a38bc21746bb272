"""Laws of identity under generated news: order is nothing, a part resolves as in the whole, a person's word holds."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import build, toy

from talentflow.entities import Told, Verdicts, components, profile_id, resolve
from talentflow.ledger import Ledger
from talentflow.ledger.identity import Seat
from talentflow.model.claim import Claim
from talentflow.model.document import Document
from talentflow.model.entity import Judgement, Verdict
from talentflow.run import judging
from talentflow.run.settle import settle

NAMES = ["王伟", "王偉", "王维", "Wei_Wang", "Wang_Wei", "欧阳靖桐", "Jingtong_Ouyang", "武卫"]
ORGS = ["百川智能", "零一万物", "字节跳动", "字节跳动Seed", "甲公司"]

lines = st.builds(
    lambda who, kind, org, when: f"{who} {kind} {org} {when}".rstrip(),
    st.sampled_from(NAMES),
    st.sampled_from(["leave", "join", "held"]),
    st.sampled_from(ORGS),
    st.sampled_from(["", "2023", "2024-03", "2024-06-11"]),
)
days = st.sampled_from([None, "2023-06-01", "2024-03-09", "2024-06-20"])


@st.composite
def news(draw: st.DrawFn, most: int = 6) -> list[Document]:
    n = draw(st.integers(2, most))
    texts = ["\n".join(draw(st.lists(lines, min_size=1, max_size=3))) for _ in range(n)]
    return [build.document(f"第{i}篇\n{text}", published=draw(days), doc=f"d{i}") for i, text in enumerate(texts)]


def claims_of(documents: list[Document]) -> list[Claim]:
    return [claim for document in documents for claim in toy.extract(document).claims]


def partition(claims: list[Claim], documents: list[Document], told: Told | None = None) -> dict[str, str]:
    published = {document.hash: document.published for document in documents}
    return dict(resolve(claims, {}, published=published, told=told).persons)


def verdicts(*said: tuple[Seat, Seat, Verdict]) -> Told:
    names = {profile_id(s.name, s.doc_hash): s.name for left, right, _ in said for s in (left, right)}
    rows = [
        Judgement(
            left_id=profile_id(left.name, left.doc_hash),
            right_id=profile_id(right.name, right.doc_hash),
            verdict=verdict,
            by="human",
            reason="",
        )
        for left, right, verdict in said
    ]
    return Told(verdicts=Verdicts.of(rows, names))


def two_seats(claims: list[Claim], data: st.DataObject) -> tuple[Seat, Seat] | None:
    seats = {profile_id(c.person, c.doc_hash): Seat(name=c.person, doc_hash=c.doc_hash) for c in claims}
    if len(seats) < 2:
        return None
    left, right = data.draw(st.permutations(sorted(seats)))[:2]
    return seats[left], seats[right]


@settings(max_examples=80)
@given(news(), st.randoms(use_true_random=False))
def test_the_order_of_claims_is_nothing(documents: list[Document], rng: random.Random) -> None:
    claims = claims_of(documents)
    shuffled = claims[:]
    rng.shuffle(shuffled)
    assert partition(shuffled, documents) == partition(claims, documents)


@settings(max_examples=60)
@given(news())
def test_blocks_alone_resolve_as_in_the_whole(documents: list[Document]) -> None:
    claims = claims_of(documents)
    block = components(claim.person for claim in claims)
    apart: dict[str, str] = {}
    for one in set(block.values()):
        apart |= partition([claim for claim in claims if block[claim.person] == one], documents)
    assert apart == partition(claims, documents)


@settings(max_examples=80)
@given(news(), st.data())
def test_a_persons_word_holds_and_the_last_one_stands(documents: list[Document], data: st.DataObject) -> None:
    claims = claims_of(documents)
    pair = two_seats(claims, data)
    if pair is None:
        return
    left, right = pair

    def person(told: Told, seat: Seat) -> str:
        found = partition(claims, documents, told)
        return next(found[c.id] for c in claims if Seat(name=c.person, doc_hash=c.doc_hash) == seat)

    same, apart = verdicts((left, right, "positive")), verdicts((left, right, "negative"))
    assert person(same, left) == person(same, right)
    assert person(apart, left) != person(apart, right)
    both = verdicts((left, right, "positive"), (left, right, "negative"))
    assert partition(claims, documents, both) == partition(claims, documents, apart)


def state(ledger: Ledger) -> Any:
    with ledger.view() as view:
        events = view.moves()
        ids = {e.person_id for e in events} | {e.org_id for e in events if e.org_id}
        return events, view.entities(ids), {c.id: (c.person_id, c.org_id) for c in view.claims()}


@settings(max_examples=25)
@given(news(5), st.data())
def test_unmerge_restores_exactly(documents: list[Document], data: st.DataObject) -> None:
    pair = two_seats(claims_of(documents), data)
    if pair is None:
        return
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        for document in documents:
            ledger.add(document, toy.extract(document))
        settle(ledger)
        before = state(ledger)
        judging.judge_people(ledger, *pair, data.draw(st.sampled_from(["positive", "negative"])), "law")
        assert judging.undo(ledger) is not None
        assert state(ledger) == before


@settings(max_examples=20)
@given(news(5), st.randoms(use_true_random=False), st.data())
def test_a_judged_ledger_does_not_care_in_which_order_it_read(
    documents: list[Document], rng: random.Random, data: st.DataObject
) -> None:
    pair = two_seats(claims_of(documents), data)
    if pair is None:
        return
    verdict: Verdict = data.draw(st.sampled_from(["positive", "negative"]))
    states = []
    for late in (False, True):
        shuffled = documents[:]
        rng.shuffle(shuffled)
        with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
            if late:
                judging.judge_people(ledger, *pair, verdict, "law")
            for document in shuffled:
                ledger.add(document, toy.extract(document))
                settle(ledger)
            if not late:
                judging.judge_people(ledger, *pair, verdict, "law")
            states.append(state(ledger))
    assert states[0] == states[1]
