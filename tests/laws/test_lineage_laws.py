"""Laws of lineage: adding twice changes nothing, nobody is its own origin, roots have no circles, order is free."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from talentflow.documents.lineage import LineageIndex, fingerprint
from talentflow.model.descent import roots
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation

SENTENCES = (
    "云岫智能联合创始人陆知行2月底离职，团队由苏既白接管",
    "公司四年来完成五轮融资，累计约38亿元",
    "去年10月，公司缩减千亿参数模型的训练预算",
    "陆知行此前在松塔研究院担任语言智能组组长",
    "行云-3在三项中文评测中排名第四，发布于2024年8月",
    "赤松汽车召回23184辆轻舟，原因是螺栓力矩不足",
    "海岳银行一季度末总资产1.46万亿元，不良率1.38%",
    "来源：松塔日报",
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=8))
    day = draw(st.none() | st.integers(0, 20).map(lambda n: date(2025, 3, 1) + timedelta(days=n)))
    source = draw(st.none() | st.sampled_from(["松塔日报", "转载站"]))
    return Document(id="d", text="。\n".join(chosen), published=day, source=source)


Batch = st.lists(documents(), max_size=7, unique_by=lambda each: each.hash)


def links_of(index: LineageIndex, batch: list[Document]) -> list[Derivation]:
    return [link for each in batch for link in index.add(each, fingerprint(each))]


@given(Batch)
def test_adding_twice_is_a_no_op(batch: list[Document]) -> None:
    index = LineageIndex()
    links_of(index, batch)
    assert links_of(index, batch) == []


@given(Batch)
def test_a_document_is_never_its_own_origin(batch: list[Document]) -> None:
    for link in links_of(LineageIndex(), batch):
        assert link.doc_hash != link.origin_hash
        assert link.origin_hash is not None or link.origin_name is not None
        assert 0 <= link.score <= 1


@given(Batch)
def test_roots_are_their_own_roots(batch: list[Document]) -> None:
    hashes = [each.hash for each in batch]
    root = roots(links_of(LineageIndex(), batch), hashes)
    assert set(root) == set(hashes)
    for at in root.values():
        assert at.startswith("source:") or root[at] == at


@given(Batch, st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_no_link(batch: list[Document], random: object) -> None:
    shuffled = list(batch)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def texts(links: list[Derivation]) -> set[Derivation]:
        return {link for link in links if link.origin_hash is not None}

    one, two = links_of(LineageIndex(), batch), links_of(LineageIndex(), shuffled)
    assert texts(one) == texts(two)
    hashes = [each.hash for each in batch]
    assert roots(one, hashes) == roots(two, hashes)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(0, 1)), max_size=20))
def test_roots_end_even_in_circles(pairs: list[tuple[int, int, float]]) -> None:
    links = [
        Derivation(doc_hash=str(a), origin_hash=str(b), origin_name=None, score=score, reason="copy")
        for a, b, score in pairs
    ]
    root = roots(links, [str(n) for n in range(7)])
    assert len(root) == 7
    assert all(root[at] == at for at in root.values())
