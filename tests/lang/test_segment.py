"""The segmenter's dictionary is loaded by those who read, not by those who ask for help."""

from __future__ import annotations

import subprocess
import sys

import rjieba

from talentflow.lang import segment

SLOW = ("rjieba", "opencc", "jieba")


def test_the_command_line_loads_without_the_slow_ones() -> None:
    program = f"import sys, talentflow.cli; print([m for m in {SLOW} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_words_are_those_of_the_dictionary() -> None:
    for text in ("启明智能副总裁林若谷离职。", "启明智能副总裁林若谷离职。" * 5, ""):
        for hmm in (False, True):
            assert segment.tag(text, hmm) == rjieba.tag(text, hmm)
    assert segment.has_word("离职")
