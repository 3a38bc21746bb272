"""Languages by script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentflow.lang.script import script_of


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("他将在月底离开这家公司", "zh-Hans"),
        ("他將在月底離開這家公司", "zh-Hant"),
        ("后来，台湾公司的总裁离职了", "zh-Hans"),
        ("後來，台灣公司的總裁離職了", "zh-Hant"),
        ("王小北", "zh-Hans"),
        ("OpenAI 前首席科学家 John Roe 加入 Some Great AI Lab", "zh-Hans"),
        ("She left the company in May.", "en"),
        ("彼はその会社を辞めました", "und"),
        ("Он ушёл из компании", "und"),
        ("2024-05-06 !!", "und"),
        ("", "und"),
    ],
)
def test_tags(text: str, tag: str) -> None:
    assert script_of(text) == tag


@given(st.text(max_size=100))
def test_any_text_has_a_tag(text: str) -> None:
    assert script_of(text) in {"zh-Hans", "zh-Hant", "en", "und"}
