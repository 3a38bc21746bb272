"""Fit the confidence table of the claims station on the open gold passages and write it; prints the reliability.

    python tools/fit_confidence.py [GOLD.jsonl ...]

Needs the `train` extra. Ridge-regularized logistic regression, fixed order, no randomness; the figures are
five-fold, by passage.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from talentflow.claims import confidence, settle
from talentflow.claims.rules import Reader
from talentflow.evaluate.match import pair_up
from talentflow.evaluate.score import without_optional
from talentflow.lang import text
from talentflow.mentions import find
from talentflow.model.document import Document

ROOT = Path(__file__).resolve().parents[1]
OPEN_GOLD = sorted((ROOT / "bench/quality/gold").glob("zh-*.jsonl"))
OUT = ROOT / "src/talentflow/data/zh/confidence.yml"
STRENGTH = 0.3  # inverse ridge strength
FLOORS = {"denied": 0.45, "held": 0.45, "other": 0.48}


def examples(paths: list[Path]) -> tuple[list[tuple[str, ...]], list[bool], list[int]]:
    """(features, right, passage number) of every claim; claims that match only optional facts are left out."""
    rows: list[tuple[str, ...]] = []
    right: list[bool] = []
    passages: list[int] = []
    number = 0
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            gold = json.loads(line)
            number += 1
            published = date.fromisoformat(gold["published"]) if gold["published"] else None
            document = Document(id=gold["id"], text=gold["text"], title=gold["title"], published=published)
            reading = text.read(document)
            reader = Reader(reading, find.find(reading))
            settled = settle.settle(reading, reader.read(), reader.people, reader.orgs)
            lines = [{**claim.to_line(), "n": n} for n, (_, claim) in enumerate(settled)]
            aliases = gold.get("aliases", {})
            kept = without_optional(gold["facts"], gold.get("optional", []), lines, aliases)
            hits = {j for _, j in pair_up(gold["facts"], kept, aliases, strict=True)}
            for j, claim in enumerate(kept):
                rows.append(confidence.features(settled[claim["n"]][0]))
                right.append(j in hits)
                passages.append(number)
    return rows, right, passages


def main() -> None:
    paths = [Path(a) for a in sys.argv[1:]] or OPEN_GOLD
    confidence._table()["floors"].update(dict.fromkeys(FLOORS, 0.0))
    rows, right, passages = examples(paths)
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, c in counts.items() if c >= 4 and n != "bias")
    at = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name in row:
            if name in at:
                x[i, at[name]] = 1.0
    y, group = np.array(right), np.array(passages)
    chances = np.zeros(len(y))
    for fold in range(5):
        test = group % 5 == fold
        chances[test] = _model(x[~test], y[~test]).predict_proba(x[test])[:, 1]
    loss = -np.mean(np.log(np.where(y, chances, 1 - chances)))
    print(f"held-out log loss {loss:.4f}, Brier score {np.mean((chances - y) ** 2):.4f}")
    order = np.argsort(chances)
    print("held-out reliability (mean chance, share right, n):")
    for part in np.array_split(order, 8):
        print(f"  {chances[part].mean():.2f}  {y[part].mean():.2f}  {len(part)}")
    model = _model(x, y)
    weights = {"bias": round(float(model.intercept_[0]), 3)}
    weights |= {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)}
    head = "# Fitted by tools/fit_confidence.py on the open gold passages; do not edit by hand.\n"
    OUT.write_text(head + yaml.safe_dump({"floors": FLOORS, "weights": weights}, allow_unicode=True), "utf-8")


def _model(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(x, y)


if __name__ == "__main__":
    main()
