"""Which documents are versions of one, and which of two versions stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests import build

from talentflow.ledger import versions

TEXT = "昨天下午，这家公司的首席技术官在内部信中说，他将在月底离开，去向还没有决定。"
OTHER = "新款手机今天开卖，门店外排起长队，售价与上一代持平，发货要等两周。"


def test_one_address_is_one_document_and_two_are_two() -> None:
    one = replace(build.document(TEXT, doc="a"), url="urn:1")
    assert versions.same(one, replace(build.document(OTHER, doc="b"), url="urn:1"))
    assert not versions.same(one, replace(build.document(TEXT, doc="a"), url="urn:2"))


def test_an_id_alone_is_not_enough() -> None:
    one = replace(build.document(TEXT, doc="index"), title=None)
    assert not versions.same(one, replace(build.document(TEXT, doc="home"), title=None))
    assert not versions.same(one, replace(build.document(OTHER, doc="index"), title=None))
    assert versions.same(one, replace(build.document(TEXT + "董事会已经同意。", doc="index"), title=None))
    titled = replace(one, title="换人")
    assert versions.same(titled, replace(build.document(OTHER, doc="index"), title="换人"))


def test_the_later_day_of_publication_stands() -> None:
    old = build.document(TEXT, doc="a", published="2025-03-01")
    new = build.document(OTHER, doc="a", published="2025-03-09")
    assert versions.in_time(new, old) == versions.in_time(old, new) == (old, new, date(2025, 3, 9))


def test_without_two_days_what_is_read_last_stands_from_today() -> None:
    old, new = build.document(TEXT, doc="a"), build.document(OTHER, doc="a", published="2025-03-09")
    assert versions.in_time(old, new) == (old, new, versions.today())
    same_day = replace(old, published=new.published)
    assert versions.in_time(same_day, new) == (same_day, new, versions.today())
