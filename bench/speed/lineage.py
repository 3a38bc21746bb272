"""Documents a second and memory of lineage: synthetic news, one in twenty a copy of an earlier one.

`python bench/speed/lineage.py [--documents 100000] [--seed 7]`; prints one JSON line. The articles are words drawn by
the frequency of characters in news, with people, organizations and numbers; thirty reports in a row share a topic's
names, and some sentences are formulas that many articles have. A copy is a repost with a line added, a conversion to
Taiwan's wording, an extract, or has a tenth of its sentences dropped. Names are not looked for: that is the mentions'
cost, not lineage's.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from opencc import OpenCC

from talentflow.documents.lineage import LineageIndex, MemoryShelf, fingerprint
from talentflow.lang.data import read_lines
from talentflow.model.descent import roots
from talentflow.model.document import Document

COPIES = 0.05
FIRST = date(2024, 1, 1)
RECENT = 2000  # a copy is of one of the last so many articles
LENGTH = (300, 1200)  # characters of an article, about
TOPIC = 30  # articles in a row that share names
FORMULAS = 0.06  # share of sentences that are one of a few hundred
WORDS, COMMA, STOP = 12_000, "\uff0c", "\u3002"


class Maker:
    """Draws articles; the same numbers give the same articles."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        rows = [line.split("\t") for line in read_lines("zh/char_freq.tsv")]
        chars, shares = [row[0] for row in rows], [float(row[1]) for row in rows]
        drawn = iter(self._random.choices(chars, shares, k=WORDS * 4))
        self._words = ["".join(next(drawn) for _ in range(self._random.choice((1, 2, 2, 2, 3)))) for _ in range(WORDS)]
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(WORDS)))  # Zipf with a flattened head
        self._rare = chars[600:2600]
        self._formulas = [self.plain() for _ in range(400)]
        self._names: list[str] = []

    def article(self, number: int) -> str:
        if number % TOPIC == 0:
            self._names = [self._name() for _ in range(12)]
        names = self._random.sample(self._names, 4) + [self._name() for _ in range(4)]
        size, text = self._random.randint(*LENGTH), ""
        while len(text) < size:
            text += self._sentence(names)
        return text

    def _sentence(self, names: list[str]) -> str:
        if self._random.random() < FORMULAS:
            return self._random.choice(self._formulas)
        number = self._random.choice(("", "", str(self._random.randint(1, 2000)), f"{self._random.random() * 100:.1f}"))
        return self._random.choice(names) + number + self.plain()

    def plain(self) -> str:
        words = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(8, 22))
        words.insert(len(words) // 2, COMMA)
        return "".join(words) + STOP

    def _name(self) -> str:
        return "".join(self._random.choices(self._rare, k=self._random.choice((2, 3, 3, 4))))


def articles(n: int, seed: int) -> Iterator[tuple[Document, str | None]]:
    """Documents with the id of the one that each is a copy of."""
    maker, choose, convert = Maker(seed), random.Random(seed), OpenCC("s2twp")
    recent: list[Document] = []
    for number in range(n):
        day = FIRST + timedelta(days=number * 700 // n)
        if recent and choose.random() < COPIES:
            origin = choose.choice(recent)
            text = _copied(origin.text, choose, convert)
            yield Document(id=f"c{number}", text=text, published=max(day, origin.published or day)), origin.id
            continue
        document = Document(id=f"a{number}", text=maker.article(number), published=day)
        recent.append(document)
        del recent[:-RECENT]
        yield document, None


def _copied(text: str, choose: random.Random, convert: OpenCC) -> str:
    kind = choose.randrange(4)
    sentences = text.split(STOP)
    if kind == 0:
        return f"{text}\nnotice {choose.randrange(10**6)}"
    if kind == 1:
        return str(convert.convert(text)) + "\n."
    if kind == 2:
        return STOP.join(sentences[: max(4, len(sentences) * 2 // 3)])
    return STOP.join(sentence for sentence in sentences if choose.random() > 0.1) + STOP


def memory() -> int:
    """Resident bytes now."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    index, links, hashes, copies = LineageIndex(MemoryShelf()), [], {}, []
    n_chars, spent, busy, slowest = 0, 0.0, 0.0, 0.0
    index.add(Document(id="warm", text="warm up"), fingerprint(Document(id="warm", text="warm up")))
    before = memory()
    for document, origin in articles(options.documents, options.seed):
        n_chars += len(document.text)
        hashes[document.id] = document.hash
        if origin is not None:
            copies.append((document.id, origin))
        began, worked = time.perf_counter(), time.process_time()
        links += index.add(document, fingerprint(document))
        took = time.perf_counter() - began
        busy += time.process_time() - worked
        spent, slowest = spent + took, max(slowest, took)
    held = memory() - before
    root = roots(links, hashes.values())
    found = sum(root[hashes[copy]] == root[hashes[origin]] for copy, origin in copies)
    of = {hashes[copy]: hashes[origin] for copy, origin in copies}
    moved = [(hashes[each], root[hashes[each]]) for each in hashes if each.startswith("a")]
    n_turned = sum(of.get(at) == each for each, at in moved)  # of one day, and the copy is the longer one
    n_false = sum(each != at for each, at in moved) - n_turned
    print(
        json.dumps(
            {
                "documents": options.documents,
                "characters_each": n_chars // options.documents,
                "documents_per_s": round(options.documents / spent),
                "documents_per_cpu_s": round(options.documents / busy),
                "slowest_ms": round(slowest * 1e3, 1),
                "held_mb": round(held / 1e6),
                "held_bytes_each": held // options.documents,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "copies": len(copies),
                "copies_linked": found,
                "copies_taken_for_the_origin": n_turned,
                "false_links": n_false,
            }
        )
    )


if __name__ == "__main__":
    main()
