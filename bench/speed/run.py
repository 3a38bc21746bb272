"""Speed of `extract` beside jieba.posseg over the same text, peak memory, and start-up (`make speed`).

    python bench/speed/run.py            four rounds; some minutes, nearly all of them jieba's
    python bench/speed/run.py --quick    two small rounds
    python bench/speed/run.py --json     the figures as JSON on stdout
    python bench/speed/run.py --profile dense    where the time of `extract` goes

Each engine has a process of its own for each corpus. In a round all of them read the same slice one after the other, so
what slows the machine down slows both; the ratio of a round is taken inside it, and the median of the rounds is shown.
Seconds are wall-clock; `cpu x` is the same ratio in CPU seconds. Only ratios compare machines.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from corpus import Article, make

ENGINES = ("extract", "jieba.posseg")
SIZES = {"dense": 60, "hans": 60, "crawl": 400, "mixed": 400}  # articles a round
QUICK = {"dense": 20, "hans": 20, "crawl": 100, "mixed": 100}
ROUNDS, QUICK_ROUNDS = 4, 2
STARTS, QUICK_STARTS = 9, 5
MEGA = 1_000_000

Read = Callable[[Article], int]


def engine(name: str) -> Read:
    """The engine, loaded and warm; it returns how much it found."""
    if name == "extract":
        from talentflow.model.document import Document
        from talentflow.run.pipeline import extract

        def read(article: Article) -> int:
            day = date.fromisoformat(article.published)
            return len(extract(Document(id=article.id, text=article.text, published=day, lang="zh-Hans")).claims)

    else:
        import logging

        import jieba
        import jieba.posseg

        jieba.setLogLevel(logging.ERROR)

        def read(article: Article) -> int:
            return sum(1 for _ in jieba.posseg.cut(article.text))

    return read


def peak_mb() -> float:
    """The most memory this process has held; 0.0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def work(name: str, kind: str, size: int, rounds: int) -> None:
    """The worker: a line in is the number of a round, a line out is what it took; no more lines, and it ends."""
    articles = make(kind, size * rounds)
    read = engine(name)
    for article in make("dense", 3):
        read(article)
    for line in sys.stdin:
        at = int(line) * size
        wall, cpu = time.perf_counter(), time.process_time()
        n_found = sum(read(article) for article in articles[at : at + size])
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(json.dumps({"wall": wall, "cpu": cpu, "found": n_found, "peak_mb": peak_mb()}), flush=True)


class Worker:
    """A process with one engine and one corpus."""

    def __init__(self, name: str, kind: str, size: int, rounds: int) -> None:
        command = [sys.executable, __file__, "--worker", name, kind, str(size), str(rounds)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, number: int) -> dict[str, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        answer: dict[str, float] = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def throughput(kind: str, size: int, rounds: int) -> dict[str, Any]:
    """The figures of one corpus: medians of the rounds."""
    articles = make(kind, size * rounds)
    workers = {name: Worker(name, kind, size, rounds) for name in ENGINES}
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in ENGINES}
    for number in range(rounds):
        for name in ENGINES if number % 2 else reversed(ENGINES):
            seen[name].append(workers[name](number))
        note(f"{kind}: round {number + 1} of {rounds}")
    for worker in workers.values():
        worker.end()
    mega = [sum(len(a.text.encode()) for a in articles[k * size : (k + 1) * size]) / MEGA for k in range(rounds)]
    figures: dict[str, Any] = {
        name: {
            "articles_per_s": size / median(r["wall"] for r in runs),
            "mb_per_s": median(m / r["wall"] for m, r in zip(mega, runs, strict=True)),
            "peak_mb": max(r["peak_mb"] for r in runs),
            "found": sum(int(r["found"]) for r in runs),
        }
        for name, runs in seen.items()
    }
    pairs = list(zip(*(seen[name] for name in ENGINES), strict=True))
    return {
        "articles": size * rounds,
        "characters": sum(len(a.text) for a in articles) // len(articles),
        "read_share": read_share(articles),
        "ratio": median(theirs["wall"] / ours["wall"] for ours, theirs in pairs),
        "ratio_cpu": median(theirs["cpu"] / ours["cpu"] for ours, theirs in pairs),
        "rounds": [theirs["wall"] / ours["wall"] for ours, theirs in pairs],
        "engines": figures,
    }


def read_share(articles: Sequence[Article]) -> float:
    """How many of the articles are read past the prefilter and the second look."""
    from talentflow.model.document import Document
    from talentflow.run.pipeline import explain

    return sum(explain(Document(id=a.id, text=a.text, lang="zh-Hans")).is_read for a in articles) / len(articles)


def starts(times: int) -> dict[str, dict[str, float]]:
    """Seconds from a bare command line to its end: medians, the commands taking turns."""
    program = "from talentflow.cli import app; app()"
    with tempfile.TemporaryDirectory() as folder:
        moves, none = Path(folder, "moves.txt"), Path(folder, "none.txt")
        moves.write_text(make("dense", 1)[0].text, "utf-8")
        none.write_text(make("crawl", 1)[0].text, "utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "talentflow --help": ["-c", program, "--help"],
            "talentflow extract (a text without moves)": ["-c", program, "extract", str(none)],
            "talentflow extract (a text with moves)": ["-c", program, "extract", str(moves)],
        }
        wall: dict[str, list[float]] = {name: [] for name in commands}
        cpu: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(times):
            for name, command in commands.items():
                spent, began = _children_cpu(), time.perf_counter()
                subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
                wall[name].append(time.perf_counter() - began)
                cpu[name].append(_children_cpu() - spent)
    note("start-up")
    return {name: {"wall_s": median(wall[name]), "cpu_s": median(cpu[name])} for name in commands}


def _children_cpu() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def note(words: str) -> None:
    print(f"  {words}", file=sys.stderr)


def table(result: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{'corpus':8}{'engine':14}{'articles/s':>12}{'MB/s':>9}{'peak MB':>9}{'ratio':>9}{'cpu x':>9}"]
    for kind, found in result["corpora"].items():
        for name, figures in found["engines"].items():
            cells = f"{figures['articles_per_s']:12.1f}{figures['mb_per_s']:9.3f}{figures['peak_mb']:9.0f}"
            ratios = f"{found['ratio']:9.1f}{found['ratio_cpu']:9.1f}" if name == ENGINES[0] else f"{1:9.1f}{1:9.1f}"
            lines.append(f"{kind:8}{name:14}{cells}{ratios}")
        spread = " ".join(f"{ratio:.1f}" for ratio in found["rounds"])
        lines.append(
            f"        {found['articles']} articles of {found['characters']} characters, "
            f"{found['read_share']:.1%} read past the prefilter; rounds: {spread}"
        )
    lines.append("start-up")
    lines += [f"  {name:44}{t['wall_s']:7.3f} s{t['cpu_s']:8.3f} s cpu" for name, t in result["starts"].items()]
    return "\n".join(lines)


def profile(kind: str, size: int) -> None:
    """Where the time of `extract` goes, by function."""
    articles = make(kind, size)
    read = engine("extract")
    for article in make("dense", 3):
        read(article)
    with cProfile.Profile() as seen:
        for article in articles:
            read(article)
    pstats.Stats(seen).sort_stats("tottime").print_stats(25).sort_stats("cumtime").print_stats(45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two small rounds")
    parser.add_argument("--json", action="store_true", help="figures as JSON on stdout")
    parser.add_argument("--profile", choices=tuple(SIZES), help="profile `extract` on a corpus and end")
    parser.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes, rounds = (QUICK, QUICK_ROUNDS) if options.quick else (SIZES, ROUNDS)
    if options.worker:
        name, kind, size, count = options.worker
        work(name, kind, int(size), int(count))
    elif options.profile:
        profile(options.profile, sizes[options.profile])
    else:
        result = {
            "corpora": {kind: throughput(kind, size, rounds) for kind, size in sizes.items()},
            "starts": starts(QUICK_STARTS if options.quick else STARTS),
        }
        print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
