"""The corpora of the speed bench, the same on every machine: every article with moves, or two in a hundred.

`dense` has moves in every article, `hans` the same in simplified characters only; in `crawl` two articles in a hundred have
moves, all in simplified characters; `mixed` is the crawl with one page in ten in traditional characters. That share is an
assumption. It decides the ratio to jieba.posseg, which is ten to thirty times slower on traditional text, whose words
its dictionary does not know: `hans` and `crawl` are the figures to judge by.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
GOLD = HERE.parent / "quality/gold"
SIMPLIFIED = HERE.parents[1] / "src/talentflow/data/shared/simplified.tsv"
LENGTH = (600, 1200)  # characters of an article, about
DENSE_IN = 50  # one article in fifty of the crawl-like corpus has moves
SEED = 20250301
HANT_IN = 10  # one page in ten of the mixed corpus is in traditional characters
KINDS = ("dense", "hans", "crawl", "mixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with the date it claims."""

    id: str
    text: str
    published: str


class Maker:
    """Draws articles; the same numbers give the same articles."""

    def __init__(self, seed: int, scripts: tuple[str, ...]) -> None:
        self._random = random.Random(seed)
        data = yaml.safe_load((HERE / "templates.yml").read_text("utf-8"))
        self._slots: dict[str, list[str]] = data["slots"]
        self._moves: list[str] = data["moves"]
        self._other: dict[str, list[str]] = data["other"]
        self._rare: list[str] = data["rare"]
        self._rare_in: int = data["rare_in"]
        self._gold = [
            passage["text"]
            for path in sorted(GOLD.glob("zh-*.jsonl"))
            for passage in map(json.loads, path.read_text("utf-8").splitlines())
            if passage["lang"] in scripts
        ]

    def dense(self, number: int) -> Article:
        """A gold passage, and paragraphs of moves up to the length drawn."""
        size = self._random.randint(*LENGTH)
        text = self._gold[self._random.randrange(len(self._gold))]
        return self._article(f"dense-{number}", text, self._paragraphs(self._moves, size - len(text)))

    def other(self, number: int) -> Article:
        """News of one of the other trades."""
        topic = self._random.choice(sorted(self._other))
        size = self._random.randint(*LENGTH)
        lead = self._fill(self._random.choice(self._rare)) if self._random.randrange(self._rare_in) == 0 else ""
        return self._article(f"{topic}-{number}", lead, self._paragraphs(self._other[topic], size))

    def _article(self, name: str, lead: str, paragraphs: list[str]) -> Article:
        date = f"2025-{self._random.randint(1, 6):02}-{self._random.randint(1, 28):02}"
        return Article(id=name, text="\n\n".join([lead, *paragraphs] if lead else paragraphs), published=date)

    def _paragraphs(self, templates: list[str], size: int) -> list[str]:
        done: list[str] = []
        n_chars = 0
        while n_chars < size:
            drawn = self._random.sample(templates, self._random.randint(2, 5))
            done.append("".join(self._fill(template) for template in drawn))
            n_chars += len(done[-1])
        return done

    def _fill(self, template: str) -> str:
        draw = {name: self._random.sample(values, 2) for name, values in self._slots.items()}
        fields: dict[str, Any] = {name: pair[0] for name, pair in draw.items()}
        fields |= {f"{name}2": pair[1] for name, pair in draw.items()}
        people = zip(draw["surname"], draw["given"], strict=True)
        fields["person"], fields["person2"] = ("".join(pair) for pair in people)
        fields["n"], fields["n2"] = self._random.randint(11, 28), self._random.randint(2, 9)
        return template.format_map(fields)


def make(kind: str, size: int) -> list[Article]:
    """`size` articles of one of KINDS."""
    maker = Maker(SEED, ("zh-Hans", "zh-Hant") if kind == "dense" else ("zh-Hans",))
    if kind in ("dense", "hans"):
        return [maker.dense(k) for k in range(size)]
    pages = [maker.dense(k) if k % DENSE_IN == DENSE_IN // 2 else maker.other(k) for k in range(size)]
    if kind == "crawl":
        return pages
    drawn, table = random.Random(SEED), traditional()
    return [replace(p, text=p.text.translate(table)) if drawn.randrange(HANT_IN) == 0 else p for p in pages]


def traditional() -> dict[int, str]:
    """Simplified character -> the first traditional one, where it has no other use: a page as a converter writes it."""
    lines = SIMPLIFIED.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {ord(row[0]): row[1][0] for row in rows if row[2:] == ["s"]}
