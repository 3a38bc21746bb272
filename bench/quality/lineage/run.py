"""Lineage against labelled pairs: precision and recall of "one root", tuning and held part apart, with and without names.

`python bench/quality/lineage/run.py [--part tune|held] [--without-names] [--wrong]`
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson

from talentflow.documents.lineage import LineageIndex, fingerprint
from talentflow.lang import text
from talentflow.mentions import find
from talentflow.model.descent import roots
from talentflow.model.document import Document
from talentflow.model.lineage import Derivation

PAIRS = Path(__file__).with_name("pairs.jsonl")
PARTS = ("tune", "held", "fresh")
MIN_PRECISION, MIN_RECALL = 0.97, 0.90


@dataclass(slots=True)
class Score:
    """Pairs judged right and wrong; `stray` are documents of different stories that came to one root."""

    hit: int = 0
    missed: int = 0
    false: int = 0
    stray: int = 0
    directions: int = 0
    directed: int = 0
    wrong: list[str] = field(default_factory=list)
    by_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    @property
    def precision(self) -> float:
        told = self.hit + self.false + self.stray
        return self.hit / told if told else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0


def load(part: str) -> list[dict[str, Any]]:
    lines = PAIRS.read_bytes().splitlines()
    return [pair for pair in map(orjson.loads, lines) if pair["split"] == part]


def document(fields: dict[str, Any]) -> Document:
    published = date.fromisoformat(fields["published"]) if fields["published"] else None
    return Document(
        id=fields["id"], text=fields["text"], title=fields["title"], published=published, source=fields["source"]
    )


def links_of(documents: list[Document], *, names: bool) -> list[Derivation]:
    """All documents through one index, in the order given."""
    index, links = LineageIndex(), []
    for each in documents:
        mentions: list[Any] = []
        if names:
            reading = text.read(each)
            mentions = [m for chunk in find.find(reading) if (m := find.mention(reading, chunk)) is not None]
        links += index.add(each, fingerprint(each, mentions))
    return links


def measure(part: str, *, names: bool = True, backwards: bool = False) -> Score:
    """Every pair of the part, in one index that holds all its documents."""
    pairs = load(part)
    documents = {side["id"]: document(side) for pair in pairs for side in (pair["a"], pair["b"])}
    ordered = list(documents.values())
    links = links_of(ordered[::-1] if backwards else ordered, names=names)
    root = roots(links, [each.hash for each in ordered])
    of = {each.id: root[each.hash] for each in ordered}
    score = Score()
    for pair in pairs:
        a, b = pair["a"]["id"], pair["b"]["id"]
        one = of[a] == of[b]
        right = one == pair["one_root"]
        score.by_kind[pair["kind"]][0] += right
        score.by_kind[pair["kind"]][1] += 1
        score.hit += one and right
        score.false += one and not right
        score.missed += not one and not right
        if not right:
            score.wrong.append(pair["id"])
        if pair["origin"] == "a" and one:
            score.directed += 1
            score.directions += of[b] != documents[b].hash
    for a, b in combinations(sorted(of), 2):
        if of[a] == of[b] and a.split("-")[0] != b.split("-")[0]:
            score.stray += 1
            score.wrong.append(f"{a} = {b}")
    return score


def show(part: str, score: Score, *, names: bool, wrong: bool) -> None:
    print(
        f"{part}{'' if names else ', without names'}: precision {score.precision:.3f}  recall {score.recall:.3f}",
        end="  ",
    )
    print(f"({score.hit} found, {score.missed} missed, {score.false} false, {score.stray} stray;", end=" ")
    print(f"direction {score.directions}/{score.directed})")
    for kind, (right, n) in sorted(score.by_kind.items()):
        print(f"  {kind:16} {right:3} of {n:3}")
    if wrong:
        print("  wrong:", ", ".join(score.wrong) or "none")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--without-names", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="name the pairs that came out wrong")
    options = parser.parse_args()
    good = True
    for part in options.part or PARTS:
        score = measure(part, names=not options.without_names)
        show(part, score, names=not options.without_names, wrong=options.wrong)
        good &= score.precision >= MIN_PRECISION and score.recall >= MIN_RECALL
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
