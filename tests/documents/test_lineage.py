"""Lineage: copies found in every script, other reports left alone, credits read, links that do not depend on the order."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

from talentflow.documents.lineage import LineageIndex, MemoryShelf, fingerprint, from_row, sign, to_row
from talentflow.documents.lineage.credit import credits_of
from talentflow.documents.lineage.facts import telling
from talentflow.documents.lineage.shadow import level
from talentflow.documents.lineage.shelf import CROWDED
from talentflow.lang.text import fold
from talentflow.model.descent import roots
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation
from talentflow.model.mention import Mention
from talentflow.model.span import Evidence

DATA = Path(__file__).resolve().parents[2] / "src/talentflow/data"
NEWS = (
    "3月10日，大模型公司云岫智能联合创始人陆知行已于2月底正式离职，基座模型团队由研究副总裁苏既白接管。"
    "陆知行2021年7月与唐景行一同创办云岫智能，此前在松塔研究院担任语言智能组组长，工作了六年。"
    "云岫智能成立四年来完成五轮融资，累计金额约38亿元，投资方包括鹿角资本和长桥基金。"
    "去年10月，公司缩减千亿参数模型的训练预算，把三分之二的工程师转到企业定制业务。"
    "公司最近一次公开模型是2024年8月发布的“行云-3”，在三项中文评测中排名第四。"
)
OTHER = (
    "赤松汽车向市场监管部门备案了召回计划，自5月30日起召回2023年8月生产的部分轻舟SUV，共计23184辆。"
    "召回原因是后副车架连接螺栓的紧固力矩不足，公司将通过授权服务中心免费更换螺栓。"
    "这是赤松汽车今年第二次召回，1月曾因车机软件黑屏问题召回8900辆，以远程升级的方式解决。"
)


def news(text: str, day: str | None = "2025-03-11", *, doc: str = "d", source: str | None = None) -> Document:
    return Document(
        id=doc, text=text, published=date.fromisoformat(day) if day else None, source=source, url=f"x:{doc}"
    )


def add_all(*documents: Document) -> list[Derivation]:
    index = LineageIndex()
    return [link for each in documents for link in index.add(each, fingerprint(each))]


@pytest.mark.parametrize("config", ["s2t", "s2hk", "s2twp"])
def test_a_converted_copy_is_a_copy(config: str) -> None:
    origin = news(NEWS, doc="a")
    copy = news(OpenCC(config).convert(NEWS), "2025-03-12", doc="b")
    (link,) = add_all(origin, copy)
    assert (link.doc_hash, link.origin_hash, link.reason) == (copy.hash, origin.hash, "copy")
    assert link.score > 0.98


def test_other_news_is_not_linked() -> None:
    assert add_all(news(NEWS), news(OTHER, "2025-05-06", doc="e")) == []


def test_the_earlier_published_is_the_origin_whichever_came_first() -> None:
    early, late = news(NEWS, "2025-03-11", doc="a"), news(NEWS + "完。", "2025-03-14", doc="b")
    assert add_all(early, late) == add_all(late, early)
    assert add_all(late, early)[0].origin_hash == early.hash


def test_undated_the_text_without_a_credit_is_the_origin() -> None:
    plain = news(NEWS, None, doc="a")
    reposted = news("本文转自某某科技\n" + NEWS + "更多内容见后续报道。", None, doc="b")
    link = add_all(reposted, plain)[-1]
    assert (link.doc_hash, link.origin_hash) == (reposted.hash, plain.hash)


def test_a_copy_of_a_copy_has_the_first_text_for_root() -> None:
    first, second, third = (news(NEWS + "。" * n, f"2025-03-1{n}", doc=str(n)) for n in range(3))
    links = add_all(third, first, second)
    root = roots(links, [each.hash for each in (first, second, third)])
    assert set(root.values()) == {first.hash}


def test_a_credited_outlet_is_the_root_where_its_text_is_unknown() -> None:
    a, b = news("来源：松塔日报\n" + NEWS, doc="a"), news("据《松塔日报》报道，" + OTHER, doc="b")
    links = add_all(a, b)
    assert {(link.origin_hash, link.origin_name, link.reason) for link in links} == {(None, "松塔日报", "byline")}
    root = roots(links, [a.hash, b.hash])
    assert root[a.hash] == root[b.hash] == "source:松塔日报"


def test_a_known_text_goes_before_a_credited_name() -> None:
    origin = news(NEWS, doc="a", source="松塔日报")
    copy = news("来源：松塔日报\n" + NEWS, "2025-03-12", doc="b", source="转载站")
    (link,) = add_all(origin, copy)
    assert (link.origin_hash, link.origin_name) == (origin.hash, "松塔日报")


def test_an_outlet_that_credits_itself_is_no_copy() -> None:
    assert add_all(news("来源：松塔日报\n" + NEWS, source="松塔日报")) == []


def test_deleting_a_document_equals_never_having_read_it() -> None:
    a, b, c = (news(NEWS + "。" * n, f"2025-03-1{n}", doc=str(n)) for n in range(3))
    kept = roots(add_all(a, b, c), [b.hash, c.hash])
    assert kept == roots(add_all(b, c), [b.hash, c.hash])


@pytest.mark.parametrize("text", ["", "\n", "短讯", "……", "ok", "a" * 5000])
def test_short_and_empty_texts_are_taken(text: str) -> None:
    add_all(news(text, doc="a"), news(text, doc="b"), news(NEWS, doc="c"))


def test_two_short_texts_are_copies_only_when_the_same() -> None:
    assert [link.reason for link in add_all(news("张三今日离职。", doc="a"), news("张三今日离职！", doc="b"))] == [
        "copy"
    ]
    assert add_all(news("张三今日离职。", doc="a"), news("张三今日入职。", doc="b")) == []


def test_names_of_one_person_in_two_scripts_are_one_entity() -> None:
    found = set()
    for text, name in (("陆知行离职了", "陆知行"), ("陸知行離職了", "陸知行")):
        at = text.index(name)
        mention = Mention(kind="person", evidence=Evidence.of(text, at, at + len(name)))
        found.add(fingerprint(news(text), [mention]).entities)
    assert len(found) == 1


def test_numbers_in_words_and_digits_are_one_fact() -> None:
    left, right = (
        fingerprint(news("三成员工、十四个月、百分之三、3位高管")),
        fingerprint(news("30%员工、14个月、3%、三名高管")),
    )
    assert left.facts == right.facts
    assert not telling("n:3人") and not telling("n:2024年") and telling("n:38亿") and telling("e:陆知行")


def test_a_signature_survives_its_row_and_the_index_its_pickle() -> None:
    signature = sign(news(NEWS, source="松塔日报"), fingerprint(news(NEWS)))
    assert from_row(to_row(signature), signature.keys, signature.n_bands) == signature
    index = LineageIndex()
    index.place(signature)
    again = pickle.loads(pickle.dumps(index))  # noqa: S301 - our own bytes
    assert again.add(news(NEWS, "2025-03-12", doc="b"), fingerprint(news(NEWS)))


def test_a_crowded_key_says_nothing() -> None:
    shelf = MemoryShelf()
    for number in range(CROWDED + 1):
        assert bool(list(shelf.sharing([7]))) == (number > 0)
        signature = sign(news(NEWS, doc=str(number)), fingerprint(news(NEWS)))
        shelf.put(type(signature)(**{**{f: getattr(signature, f) for f in signature.__slots__}, "keys": (7,)}))
    assert not list(shelf.sharing([7]))


def test_forgotten_documents_are_not_found_again() -> None:
    index = LineageIndex()
    first, second = news(NEWS, doc="a"), news(NEWS, "2025-03-12", doc="b")
    index.add(first, fingerprint(first))
    index.forget(first.hash)
    assert index.add(second, fingerprint(second)) == ()


RULES = [
    (name, rule)
    for name in ("zh", "en")
    for rule in yaml.safe_load((DATA / name / "lineage.yml").read_text())["credits"]
]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=[rule["id"] for _, rule in RULES])
def test_credit_rules_keep_their_examples(lang: str, rule: dict[str, list[str]]) -> None:
    for example in rule["examples"]:
        assert credits_of(news(example + "，" * 60)) or credits_of(news(example)), fold(example)
    for example in rule["counterexamples"]:
        assert not credits_of(news(example)), example


def test_a_credit_ends_before_its_date() -> None:
    assert [credit.name for credit in credits_of(news("据松塔日报8月6日消息，他已经离职。" + OTHER))] == ["松塔日报"]


def test_level_leaves_no_script_and_no_regional_wording() -> None:
    text = "软件公司云岫智能的服务器和信息网络"
    assert level(OpenCC("s2twp").convert(text)) == level(text)
