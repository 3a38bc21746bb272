"""The samples: whole articles whose facts have a named source, each trap among them, all read without a refusal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from talentflow import documents
from talentflow.model.document import Document
from talentflow.run import pipeline

LEAST, SHORTEST = 24, 480  # articles, and characters of one
TRAPS = {
    "a rumor, announced later": ("sample-09", "10-luofuli-xiaomi-announced"),
    "a report, denied later": ("sample-06", "sample-07"),
    "a rewritten copy that makes one man two": ("sample-03", "04-minimax-weiwei-rewrite"),
    "a round-up that counts": ("sample-05",),
}
NO_MOVE = ("sample-22", "21-alliances-exits-digest")


@pytest.fixture(scope="module")
def samples(root: Path) -> dict[str, Document]:
    found = {}
    for one in documents.read([root / "samples"]):
        assert isinstance(one, Document), one
        found[one.id] = one
    return found


def test_there_are_enough_and_they_are_articles(samples: dict[str, Document]) -> None:
    assert len(samples) >= LEAST
    assert not [doc for doc, one in samples.items() if len(one.text) < SHORTEST or one.published is None]


def test_each_names_the_public_source_of_its_facts(root: Path) -> None:
    page = (root / "samples/README.md").read_text("utf-8")
    listed = {line.split("|")[1].strip(): line.split("|")[3].strip() for line in page.splitlines() if line[:1] == "|"}
    for path in sorted((root / "samples").iterdir()):
        if path.name == "README.md":
            continue
        rows = [facts for name, facts in listed.items() if name.split(",")[0] == path.name]
        assert rows and all(len(facts) >= 4 for facts in rows), path.name
        if path.suffix == ".md":
            block = yaml.safe_load(path.read_text("utf-8").split("---")[1])
            assert block["facts_from"] and block["id"] and block["title"], path.name


def test_the_traps_are_there(samples: dict[str, Document]) -> None:
    for trap, ids in TRAPS.items():
        assert set(ids) <= set(samples), trap
    digits = re.compile(r"\d+ (?:位|人)")
    assert len(digits.findall(samples["sample-05"].text)) > 3


@pytest.mark.parametrize("doc", NO_MOVE)
def test_an_article_without_a_move_gives_none(samples: dict[str, Document], doc: str) -> None:
    told = pipeline.extract(samples[doc]).claims
    assert [claim for claim in told if claim.kind in ("leave", "join", "found", "step_down")] == []


def test_one_man_stays_one(samples: dict[str, Document]) -> None:
    for doc in TRAPS["a rewritten copy that makes one man two"]:
        left = [
            claim for claim in pipeline.extract(samples[doc]).claims if claim.person == "魏伟" and claim.kind == "leave"
        ]
        assert len(left) == 1, doc
