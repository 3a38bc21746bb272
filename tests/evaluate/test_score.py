"""Our figures: by hand on small cases, and against the scorer beside the clone on perturbed predictions."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentflow.errors import InputError
from talentflow.evaluate import load_gold, load_lines, score
from talentflow.evaluate.match import dates_agree, days, names_agree, overlap, people_agree

TEXT = "周小北宣布离开某某科技，加入另一家公司。钱小东出任某某科技总裁。"


def fact(person: str = "周小北", kind: str = "leave", org: str | None = "某某科技", **more: Any) -> dict[str, Any]:
    base = {"role": None, "date": None, "status": "announced", "source": None, "reason": None, "quote": TEXT[:11]}
    return {"person": person, "kind": kind, "org": org, **base, **more}


def claim(person: str = "周小北", kind: str = "leave", org: str | None = "某某科技", **more: Any) -> dict[str, Any]:
    base = {"doc": "d", "status": "announced", "quote": TEXT[:11], "start": 0, "end": 11}
    return {"person": person, "kind": kind, "org": org, **base, **more}


def gold(*facts: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"id": "d", "text": TEXT, "facts": list(facts), **more}]


def test_all_right() -> None:
    report = score(gold(fact()), [claim()])
    assert (report.moves.p, report.moves.r, report.moves.f1) == (1.0, 1.0, 1.0)
    assert report.attributes["status"] == report.attributes["grounded"] == 1.0
    assert report.judged == ((claim(), True),)


def test_nothing_claimed_and_nothing_to_find() -> None:
    assert score(gold(fact()), []).moves.f1 == 0.0
    assert score(gold(), [claim()]).moves.p == 0.0
    assert score([], []).to_json()["all"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "pred": 0, "gold": 0}


def test_a_wrong_kind_of_the_same_group_is_right_only_leniently() -> None:
    report = score(gold(fact(kind="join")), [claim(kind="appoint")])
    assert (report.all.f1, report.lenient.f1) == (0.0, 1.0)
    assert [doc for doc, _ in report.missed] == [doc for doc, _ in report.spurious] == ["d"]


def test_one_claim_matches_one_fact() -> None:
    report = score(gold(fact(), fact(role="总裁")), [claim(role="总裁")])
    assert report.all.found == 1
    assert report.attributes["role"] == 1.0


def test_optional_facts_count_neither_way() -> None:
    report = score(
        gold(fact(), optional=[fact(person="钱小东", kind="appoint")]), [claim(), claim("钱小东", "appoint")]
    )
    assert (report.all.p, report.all.n_claimed) == (1.0, 1)


def test_also_accepts_other_values() -> None:
    also = {"kind": ["step_down"], "status": ["reported"]}
    report = score(gold(fact(also=also)), [claim(kind="step_down", status="reported")])
    assert (report.moves.f1, report.attributes["status"]) == (1.0, 1.0)


def test_an_invented_date_is_counted_but_not_a_vague_one() -> None:
    assert score(gold(fact()), [claim(date="2024-05-06")]).dates_invented == 1
    assert score(gold(fact()), [claim(date="2024-05", date_basis="vague")]).dates_invented == 0


def test_a_quote_beside_its_span_is_not_grounded() -> None:
    assert score(gold(fact()), [claim(start=1, end=12)]).attributes["grounded"] == 0.0
    assert score(gold(fact()), [claim(quote="没有的话")]).attributes["grounded"] == 0.0


def test_names() -> None:
    aliases = {"某某科技": ["MM"]}
    assert names_agree("某某科技", "某某科技有限公司", {})
    assert names_agree("某某科技", "ｍｍ", aliases)
    assert not names_agree("某某科技", "MM", {})
    assert not names_agree("某某科技", None, {})
    assert people_agree("约翰（John Roe）", "Roe", {})
    assert not people_agree("周小北", None, {})
    assert overlap("首席技术官", "技术官") == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("2024-05", "2024-05-06", True), ("2024-05-06", "2024-05", True), ("2024-05-06", "2024", False), ("2024", "2024-05", True),
        (None, None, True), (None, "2024", False), ("2024-05", "2024-06", False), ("../2024-05", "2024-01", True),
        ("2024-11~", "2024-11", True), ("2024-22", "2024-07", True), ("2024-99", None, True),
    ],
)  # fmt: skip
def test_dates(left: str | None, right: str | None, agree: bool) -> None:
    assert dates_agree(left, right) is agree


@given(st.text(alphabet="0123456789-/.~?", max_size=12))
def test_any_date_text(text: str) -> None:
    span = days(text)
    assert span is None or len(span) == 2


def test_bad_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "d"}\n{\n', "utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:2: not JSON"):
        load_lines(path)
    path.write_text("[1]\n", "utf-8")
    with pytest.raises(InputError, match="not an object"):
        load_lines(path)
    with pytest.raises(InputError):
        load_lines(tmp_path / "no.jsonl")
    with pytest.raises(InputError):
        load_gold(tmp_path / "no.json")


# --- against the scorer beside the clone ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", shared / "bench" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def corpora(shared: Path) -> list[list[dict[str, Any]]]:
    names = ("dev-zh.jsonl", "dev-en.jsonl", "seed/gold.json")
    return [load_gold(shared / "bench" / name) for name in names]


FIELDS = ("person", "kind", "org", "role", "date", "status", "source", "reason", "to", "quote")


def perturbed(corpus: list[dict[str, Any]], seed: int, rate: float) -> list[dict[str, Any]]:
    """Claims made from the facts, some dropped, some repeated, fields swapped with those of other facts."""
    facts = [{"doc": doc["id"], **f} for doc in corpus for f in (*doc["facts"], *doc.get("optional", ()))]
    random = Random(seed)
    texts = {doc["id"]: doc["text"] for doc in corpus}
    claims = []
    for one in facts:
        for _ in range(random.choice([0, 1, 1, 1, 2])):
            made = {key: one.get(key) for key in ("doc", *FIELDS)}
            for key in FIELDS:
                if random.random() < rate:
                    made[key] = random.choice([None, random.choice(facts).get(key), (made[key] or "")[1:] or None])
            if random.random() < rate:
                made["date"] = random.choice(
                    ["2024", "2024-05", "2024-05-06", "2024-22", "../2024-05", "x", "2020/2025-01~"]
                )
                made["date_basis"] = random.choice([None, "vague"])
            if random.random() < 0.5 and made["quote"]:
                made["start"] = texts[made["doc"]].find(made["quote"]) + (random.random() < rate)
                made["end"] = made["start"] + len(made["quote"])
            if random.random() < rate:
                made["org_name"] = random.choice(facts).get("org")
            claims.append(made)
    random.shuffle(claims)
    return claims


@settings(max_examples=40)
@given(which=st.integers(0, 2), seed=st.integers(0, 2**32), rate=st.sampled_from([0.0, 0.05, 0.2, 0.6]))
def test_same_figures_as_the_reference(
    reference: ModuleType, corpora: list[list[dict[str, Any]]], which: int, seed: int, rate: float
) -> None:
    corpus = corpora[which]
    claims = perturbed(corpus, seed, rate)
    theirs, missed, spurious = reference.score(corpus, claims)
    ours = score(corpus, claims)
    assert json.loads(json.dumps(ours.to_json())) == json.loads(json.dumps(theirs))
    assert [doc for doc, _ in ours.missed] == [doc for doc, _ in missed]
    assert [doc for doc, _ in ours.spurious] == [doc for doc, _ in spurious]
