"""Laws of the ledger where documents copy one another: order is nothing, the withdrawn was never there."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import build, toy

from talentflow.ledger import Filters, Ledger, View
from talentflow.model.document import Document
from talentflow.run import pipeline
from talentflow.run.settle import settle

STORIES = (
    "这位副总裁在三月里向团队告别,他负责的编译器组有一百二十人,去年营收增长了百分之四十七。\n同事们在公司的食堂里为他办了一场小小的送别会,墙上还挂着他六年前画的第一张架构图。\n",
    "据两位接近董事会的人士说,接任者会在两周内宣布,候选人来自一家做工业软件的上市企业。\n这家成立于2017年的公司总部在合肥,员工近六百人,上一轮融资由松塔资本领投,金额为三亿元。\n",
)
lines = st.builds(
    lambda who, kind, org, status, when: f"{who} {kind} {org} {status} {when}".rstrip(),
    st.sampled_from(["张三", "李四"]),
    st.sampled_from(["leave", "join", "appoint", "held"]),
    st.sampled_from(["甲公司", "乙公司"]),
    st.sampled_from(["announced", "reported", "rumored", "denied"]),
    st.sampled_from(["", "2024", "2024-03", "2024-06-11"]),
)
days = st.sampled_from([None, "2024-03-09", "2024-03-09", "2024-03-20", "2025-01-01"])
EVERY_DAY = [None, date(2024, 3, 9), date(2024, 3, 20), date(2025, 1, 1)]


@st.composite
def news(draw: st.DrawFn) -> list[Document]:
    """Texts of which those with one story are relatives, whatever they claim."""
    made = []
    for index in range(draw(st.integers(2, 5))):
        told = "\n".join(draw(st.lists(lines, min_size=1, max_size=2)))
        text = f"{told}\n{draw(st.sampled_from(STORIES))}编辑:第{index}位\n"
        made.append(build.document(text, published=draw(days), doc=f"d{index}"))
    return made


@contextmanager
def fresh() -> Iterator[Ledger]:
    with (
        mock.patch.object(pipeline, "extract", toy.extract),
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "ledger.db") as ledger,
    ):
        yield ledger


def state_of(ledger: Ledger) -> list[object]:
    found: list[object] = []
    with View.open(ledger.path) as view:
        for day in EVERY_DAY:
            events = view.moves(Filters(known_by=day))
            found += [events, view.stays(Filters(known_by=day))]
    return found


def read(documents: Iterable[Document], n_at_once: int = 99) -> list[object]:
    with fresh() as ledger:
        waiting = list(documents)
        while waiting:
            pipeline.ingest(waiting[:n_at_once], ledger)
            waiting = waiting[n_at_once:]
        return state_of(ledger)


@settings(max_examples=25)
@given(news(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_order_of_ingest_is_nothing(documents: list[Document], rng: random.Random, n: int) -> None:
    shuffled = documents[:]
    rng.shuffle(shuffled)
    assert read(shuffled, n) == read(documents)


@settings(max_examples=25)
@given(news(), st.data())
def test_a_withdrawn_origin_or_copy_was_never_there(documents: list[Document], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(documents))
    with fresh() as ledger:
        pipeline.ingest(documents, ledger)
        ledger.withdraw(gone.hash, on=date(2000, 1, 1), reason="it was wrong")
        settle(ledger)
        assert state_of(ledger) == read(one for one in documents if one is not gone)
