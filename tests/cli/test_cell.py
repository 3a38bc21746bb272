"""Words folded to a width: nothing is lost, nothing sticks out, and marks stay with their words."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from talentflow.cli.cell import Cell, folded

WORDS = st.text(st.sampled_from("魏伟离职，。、“”（）《》 2025-02/abc Kimi"), max_size=80)


@given(WORDS, st.integers(min_value=2, max_value=40))
def test_nothing_is_lost_and_nothing_sticks_out(words: str, width: int) -> None:
    lines = folded(words, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(st.lists(st.sampled_from(["魏", "伟，", "离职。", "“三”、", "（四）", "《五》", "Kimi，"])), st.integers(8, 40))
def test_no_line_starts_with_a_closing_mark(words: list[str], width: int) -> None:
    for line in folded("".join(words), width):
        assert not line or unicodedata.category(line[0]) not in ("Pe", "Po", "Pf")
        assert not line or unicodedata.category(line[-1]) not in ("Ps", "Pi")


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("他于 2024-12-09 离职", 10, ["他于", "2024-12-09", "离职"]),
        ("2025-02-11/2025-02-20", 12, ["2025-02-11/", "2025-02-20"]),
        ("“魏伟”离职。", 6, ["“魏伟”", "离职。"]),
        ("", 5, [""]),
    ],
)
def test_where_lines_break(words: str, width: int, lines: list[str]) -> None:
    assert folded(words, width) == lines


def test_a_cell_stacks_its_parts() -> None:
    page = io.StringIO()
    Console(file=page, width=10).print(Cell([Text("魏伟"), Text("合伙人、公司副总裁", "dim")]))
    assert page.getvalue().splitlines() == ["魏伟", "合伙人、公", "司副总裁"]
