"""A process of its own that reads generated documents into a ledger: what the fault tests kill."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[2])]

from tests import toy  # noqa: E402

from talentflow.errors import LedgerBusy  # noqa: E402
from talentflow.ledger import Ledger  # noqa: E402
from talentflow.model.document import Document  # noqa: E402
from talentflow.run import keep, pipeline, settle  # noqa: E402

N_DOCUMENTS = 1500


def documents() -> list[Document]:
    """The same ones every time."""
    return [
        Document(id=f"d{i}", text=f"第{i}篇 {'新闻' * 40}\n张{i % 300} leave 公司{i % 90} 2024-0{i % 9 + 1}\n")
        for i in range(N_DOCUMENTS)
    ]


if __name__ == "__main__":
    pipeline.extract = toy.extract
    pipeline.BATCH = 100
    settle.CHUNK = 30
    with Ledger.open(sys.argv[1]) as ledger:
        print("open", flush=True)
        try:
            pipeline.ingest(documents(), ledger, workers=int(sys.argv[2]))
            if "rebuild" in sys.argv:
                print("read", flush=True)
                keep.rebuild(ledger)
            print("done", flush=True)
        except LedgerBusy:
            print("busy", flush=True)
