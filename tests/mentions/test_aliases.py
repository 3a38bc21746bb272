"""Other names that a text declares."""

from __future__ import annotations

import pytest
from tests import build

from talentflow.lang import text
from talentflow.lang.chunk import Chunk
from talentflow.mentions import aliases


def declared(words: str, *people: str) -> list[tuple[str, str]]:
    document = build.document(words)
    reading = text.read(document)
    chunks = [Chunk("person", at, at + len(p), p) for p in people if (at := reading.text.find(p)) >= 0]
    found = aliases.find(reading, chunks)
    assert all(one.evidence.stands_in(document.text) for one in found)
    return [(one.name, one.alias) for one in found]


@pytest.mark.parametrize(
    ("words", "person", "alias"),
    [
        ("阿里首席财务官武卫（Maggie Wu）卸任。", "武卫", "Maggie Wu"),
        ("武卫（Maggie）卸任。", "武卫", "Maggie Wu"),
        ("张勇（花名“逍遥子”）离开。", "张勇", "逍遥子"),
        ("张勇，花名逍遥子，离开。", "张勇", "逍遥子"),
        ("陈思远（英文名：Alan Chen）加入。", "陈思远", "Alan Chen"),
        ("Kelly Zhang (张楠) has left.", "张楠", "Kelly Zhang"),
        ("Yao Shunyu, also known as Vinces Yao, has left.", "Yao Shunyu", "Vinces Yao"),
    ],
)
def test_declared(words: str, person: str, alias: str) -> None:
    assert declared(words, person) == [(person, alias)]


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("李明（CEO）离开百度。", "李明"),
        ("周畅（图左）离开百度。", "周畅"),
        ("李明远（百度副总裁）离职。", "李明远"),
        ("李明（OpenAI）离职。", "李明"),
        ("Tim (left) spoke.", "Tim"),
    ],
)
def test_other_words_in_brackets_are_no_names(words: str, person: str) -> None:
    assert declared(words, person) == []
