"""The three traps of this beat, end to end: articles in, the command line's answers out, with the real reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from talentflow.cli import app

ORIGIN = """春节假期刚过，衡岳集团的管理层少了一人。据报道，合伙人、公司副总裁周子安已在2月中旬离职，此前他负责集团的商业化。离职之后去往何处，报道没有提到。

这是衡岳集团半年之内第二次核心岗位变动。去年9月，产品负责人林若谷退居二线，改任顾问。两个人先后让出位置，让外界重新打量这家公司的路线。

衡岳集团成立于2017年，总部在合肥，做工业视觉检测设备，去年营收约4.7亿元，员工近六百人。公司没有回应本报的提问。
"""
# A machine's retelling: one man with two posts has become two men, and somebody new has left.
REWRITE = """假期过后没多久，衡岳集团的管理层有人离开了。据了解，就在2月中旬的时候，这家公司的合伙人周子安以及公司副总裁周子安相继离职，商业化方面的工作此前由周子安负责，财务总监沈望舒也已离职。对于离职之后会去到哪里，报道当中没有提到。

这已经是衡岳集团半年之内第二次核心岗位上的变动。去年9月份，产品负责人林若谷已经退居二线，转任顾问。两个人先后让出了位置，外界因此重新打量这家公司所走的路线。

衡岳集团成立于2017年，总部设在合肥，从事工业视觉检测设备，去年营收大约4.7亿元，员工有近六百人。对于本报的提问，公司没有回应。
"""

Ask = Callable[..., Any]


def article(doc: str, published: str, text: str, title: str = "") -> str:
    return json.dumps({"id": doc, "title": title or None, "published": published, "text": text}, ensure_ascii=False)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], Ask]:
    monkeypatch.delenv("TALENTFLOW_DB", raising=False)
    runner = CliRunner()

    def reading(articles: list[str]) -> Ask:
        file, db = tmp_path / "news.jsonl", tmp_path / "ledger.db"
        file.write_text("\n".join(articles), "utf-8")
        assert runner.invoke(app, ["read", str(file), "--db", str(db)]).exit_code == 0

        def call(*words: str) -> Any:
            result = runner.invoke(app, [*words, "--db", str(db), "--json"])
            assert result.exit_code == 0, result.stderr
            return json.loads(result.stdout)

        return call

    return reading


def test_one_man_written_as_two_by_a_copy(ask: Callable[[list[str]], Ask]) -> None:
    call = ask([article("origin", "2025-03-05", ORIGIN), article("rewrite", "2025-03-07", REWRITE)])
    (who,) = call("person", "周子安")
    (left,) = [event for event in who["events"] if event["kind"] == "leave"]
    assert left["sources"] == [{"doc": "origin", "same_root": ["rewrite"]}]
    assert (left["n_roots"], left["role"], left["copied"]) == (1, "合伙人、公司副总裁", False)
    rivals = {value["text"]: value["copied"] for value in left["roles"]}
    assert rivals.pop("合伙人、公司副总裁") is False and all(rivals.values())
    # the copy's own invention is kept to be seen, and is no news
    invented = [event for event in call("moves", "--kind", "leave") if event["person"] == "沈望舒"]
    assert [(event["copied"], event["n_roots"]) for event in invented] == [(True, 0)]
    (shown,) = call("show", invented[0]["id"])
    assert [(one["doc"], one["how"]) for one in shown["made_from"]] == [("origin", "rewrite")]
    (nobody,) = call("person", "沈望舒")
    assert nobody["spells"] == []
    assert all(spell["person"] != "沈望舒" for spell in call("spells", "--org", "衡岳集团"))


def test_a_copy_alone_is_all_there_is_to_go_by(ask: Callable[[list[str]], Ask]) -> None:
    call = ask([article("rewrite", "2025-03-07", REWRITE)])
    (told,) = [event for event in call("moves", "--kind", "leave") if event["person"] == "沈望舒"]
    assert (told["copied"], told["n_roots"]) == (False, 1)


def test_what_was_shown_false_is_held_as_denied(ask: Callable[[list[str]], Ask]) -> None:
    report = "据多家媒体报道，零一万物的预训练团队被阿里云收购，价格没有公布。去年8月，负责预训练的黄文灏已经离职。"
    reply = "1月7日，零一万物发布声明辟谣，称预训练团队被阿里收购的消息不属实，公司没有出售任何团队，也没有这样的打算。"
    call = ask(
        [
            article("report", "2025-01-06", report),
            article("reply", "2025-01-07", reply + "此前负责预训练的黄文灏已在去年8月离职。"),
            article("late", "2025-01-09", report + "（编辑：小北）"),
        ]
    )
    (sale,) = [one for one in call("org", "零一万物")["org_events"] if one["kind"] == "acquisition"]
    assert [(step["doc"], step["status"], step["copied"]) for step in sale["history"]] == [
        ("report", "reported", False),
        ("reply", "denied", False),
        ("late", "reported", True),
    ]
    assert sale["status"] == "denied"
    assert {event["person"] for event in call("moves")} <= {"黄文灏"}  # a sale that was not is nobody's move
    (member,) = [one for one in call("cohort", "six-tigers")["members"] if one["org_id"] == "lingyi-wanwu"]
    assert [(one["kind"], one["status"]) for one in member["denied_org_events"]] == [("acquisition", "denied")]
    (before,) = call("org", "零一万物", "--known-by", "2025-01-06")["org_events"]
    assert before["status"] == "reported"


def test_nobody_left_has_a_day_and_a_coverage(ask: Callable[[list[str]], Ask]) -> None:
    call = ask(
        [
            article(
                "survey", "2025-04-14", "六家大模型公司里，除了阶跃星辰暂时还没有出现高管离职之外，其余各家都有人离开。"
            ),
            article(
                "zero",
                "2025-04-20",
                "零一万物发布了新模型，首席执行官李开复在会上介绍了路线，并谈到团队去年加入的工程师。",
            ),
            article("later", "2025-06-19", "6月18日，阶跃星辰宣布，副总裁周子安已离职。"),
        ]
    )

    def member(answer: Any, org_id: str) -> Any:
        return next(one for one in answer["members"] if one["org_id"] == org_id)

    april = call("cohort", "six-tigers", "--known-by", "2025-05")
    asserted = member(april, "stepfun")
    assert [one["doc"] for one in asserted["absence_asserted"]] == ["survey"] and "stepfun" in april[
        "without_departure"
    ]
    found_none = member(april, "lingyi-wanwu")
    assert found_none["absence_asserted"] == [] and found_none["n_documents"] == 1
    assert "lingyi-wanwu" in april["without_departure"] and april["known_by"] == "2025-05-31"
    now = call("cohort", "six-tigers")
    assert "stepfun" not in now["without_departure"]
    assert [one["person"] for one in member(now, "stepfun")["departures"]] == ["周子安"]
    assert "stepfun" in call("cohort", "six-tigers", "--as-of", "2025-05")["without_departure"]
