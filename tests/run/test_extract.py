"""What `extract` makes of a text that can tell no move, and that it agrees with `examine` on the others."""

from __future__ import annotations

from talentflow.model.document import Document
from talentflow.run import pipeline

MOVE = "3月1日，启明智能公告称，公司副总裁林若谷因个人原因辞去副总裁职务，他将加入澜川科技，担任首席技术官。"
NONE = "三月，澜川科技的收入同比增长，管理层对全年的目标有信心。"


def test_a_text_without_moves_is_kept_and_not_read() -> None:
    document = Document(id="a", text=NONE)
    found = pipeline.extract(document)
    assert (found.doc, found.doc_hash) == ("a", document.hash)
    assert not found.claims
    assert not found.mentions


def test_a_text_with_moves_is_read_as_ever() -> None:
    document = Document(id="a", text=MOVE)
    assert pipeline.extract(document) == pipeline.examine(document)
    assert pipeline.extract(document).claims
