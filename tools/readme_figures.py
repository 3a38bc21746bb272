"""Fill README.md with what the program does now: `python tools/readme_figures.py` (after `make bench` and `make demo`).

Between `<!-- accuracy -->` and `<!-- /accuracy -->` the figures on gold; between `<!-- demo -->` and `<!-- /demo -->`
the answer of `talentflow demo`, in a ledger of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from talentflow.evaluate.gate import measure, predict_by_command

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
GOLD = ROOT / "bench/quality/gold"
LAST = "The ledger is"
WIDTH = "110"  # columns that a page of code shows without scrolling
CORPORA = {
    "dev-zh": "development passages, seen while rules were written",
    "zh-a": "own gold, open",
    "zh-b": "own gold, open",
    "zh-c": "own gold, open: real organizations, technology",
    "zh-d": "own gold, open: real organizations, other industries",
    "zh-e": "own gold, open: real news of many trades in our wording, annotated without the engine",
    "zh-f": "own gold, open: as zh-e",
    "zh-g": "own gold, open: as zh-e",
    "zh-h": "own gold, open: as zh-e",
    "zh-i": "own gold, open: as zh-e",
    "zh-j": "own gold, open: as zh-e",
    "zh-k": "own gold, open: as zh-e",
    "zh-w": "own gold, open: short wires and announcements",
    "blind-a": "own gold, blind: only totals are ever looked at",
    "blind-b": "own gold, blind",
    "blind-c": "own gold, blind: as zh-e",
    "blind-d": "own gold, blind: as zh-e",
    "blind-e": "own gold, blind: short wires and announcements",
    "blind-f": "own gold, blind: as zh-e",
}


def accuracy() -> str:
    """A table: one line a corpus."""
    out = ["| passages | what they are | moves P | moves R | moves F1 | all F1 | status | date | grounded |"]
    out.append("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, what in CORPORA.items():
        path = GOLD / f"{name}.jsonl"
        if path.is_file():
            report = measure(path, None, predict_by_command).report
            figures = [report.moves.p, report.moves.r, report.moves.f1, report.all.f1]
            told = [f"{value:.2f}" for value in figures]
            for key in ("status", "date", "grounded"):
                value = report.attributes[key]
                told.append("-" if value is None else f"{value:.2f}")
            out.append(f"| {name} ({report.n_documents}) | {what} | {' | '.join(told)} |")
    return "\n".join(out)


def demo() -> str:
    """What the demo prints, from the answer on."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "talentflow", "demo", "--db", str(Path(folder) / "demo.db")]
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": WIDTH})
    if run.returncode:
        raise SystemExit(f"demo: {run.stderr.strip().splitlines()[-1]}")
    lines = [line.rstrip() for line in run.stdout.split(LAST)[0].splitlines()[1:]]
    return "```text\n" + re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n```"


def filled(page: str, name: str, words: str) -> str:
    low, high = page.index(f"<!-- {name} -->") + len(f"<!-- {name} -->"), page.index(f"<!-- /{name} -->")
    return f"{page[:low]}\n{words}\n{page[high:]}"


def main() -> None:
    page = README.read_text("utf-8")
    page = filled(page, "accuracy", accuracy())
    README.write_text(page, "utf-8")
    README.write_text(filled(page, "demo", demo()), "utf-8")


if __name__ == "__main__":
    main()
