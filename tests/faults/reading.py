"""A process of its own that reads made-up documents into a ledger, phase by phase: what the fault tests kill.

    reading.py LEDGER [--workers N] [--phases ingest,fuse,rebuild] [--die PHASE:TICK]

It says when the ledger is open and when a phase has ended, with the number of ticks that SQLite's virtual machine took
for it. At the tick that `--die` names it kills itself with SIGKILL, in the middle of whatever statement that is.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[2])]

from tests import toy  # noqa: E402

from talentflow.errors import LedgerBusy, LedgerError  # noqa: E402
from talentflow.ledger import Ledger  # noqa: E402
from talentflow.model.document import Document  # noqa: E402
from talentflow.run import keep, pipeline, settle  # noqa: E402

N_DOCUMENTS, BATCH = 600, 100
INSTRUCTIONS = 1_000  # of the virtual machine, a tick
FIRST = date(2024, 1, 1)
KINDS, STATUSES = ("leave", "join", "held"), ("reported", "announced", "denied", "rumored")


def documents() -> list[Document]:
    """The same ones every time: one claim each, careers of some length, all kinds of words about them."""
    return [
        Document(
            id=f"d{i}",
            text=f"第{i}篇 {'新闻' * 40}\n张{i % 150} {KINDS[i % 3]} 公司{i % 90} {STATUSES[i % 4]} 2024-0{i % 9 + 1}\n",
            published=FIRST + timedelta(days=i % 300),
        )
        for i in range(N_DOCUMENTS)
    ]


class Ticks:
    """Counts, and dies at one of them."""

    def __init__(self, last: int | None) -> None:
        self.n = 0
        self._last = last

    def __call__(self) -> int:
        self.n += 1
        if self.n == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def run(path: str, phases: list[str], workers: int, die: str, tick: int) -> None:
    with Ledger.open(path) as ledger:
        print("open", flush=True)

        def ingest() -> None:
            pipeline.ingest(documents(), ledger, workers=workers)

        work: dict[str, Callable[[], object]] = {
            "ingest": ingest,
            "fuse": lambda: settle.settle(ledger),
            "rebuild": lambda: keep.rebuild(ledger),
        }
        for phase in phases:
            ticks = Ticks(tick if phase == die else None)
            ledger.connection.set_progress_handler(ticks, INSTRUCTIONS)
            work[phase]()
            print(phase, ticks.n, flush=True)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("path")
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--phases", default="ingest,fuse")
    options.add_argument("--die", default="none:0")
    asked = options.parse_args()
    pipeline.extract = toy.extract
    pipeline.settle = lambda ledger: 0  # a phase of its own here
    pipeline.BATCH = BATCH
    settle.CHUNK = 20
    phase, _, tick = asked.die.partition(":")
    try:
        run(asked.path, asked.phases.split(","), asked.workers, phase, int(tick))
    except LedgerBusy:
        print("busy", flush=True)
        return 0
    except LedgerError as error:
        print(error, file=sys.stderr)
        return 2
    print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
