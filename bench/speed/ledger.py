"""The ledger at size: ingest and settling rates, file size, memory, and the latency of reads while another process writes.

    python bench/speed/ledger.py                         200,000 claims in briefs
    python bench/speed/ledger.py --claims 1000000
    python bench/speed/ledger.py --documents 100000      articles of news length, and how many reposts were linked
    python bench/speed/ledger.py --keep ledger.db        the ledger stays there; --reuse measures the reads of it alone
    python bench/speed/ledger.py --json

The news is made up (`made_up.py`) and goes the way of `talentflow read`: `pipeline.ingest` with suppression, batches,
lineage and settling; only the reading of the text is left out, its result being known. Making it up is not timed.
Reading rates are `bench/speed/run.py`'s. Two readers of one ledger never wait for each other, so one reader is enough.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from made_up import FIRST_DAY, N_DAYS, REPOSTED, Made, World, by_claims, by_documents, org_name, person_name

from talentflow.entities import name_key
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.model.claim import Extraction
from talentflow.model.document import Document
from talentflow.run import pipeline

PERIOD = 2_000  # reads of each kind
OTHER_WRITER = 2_000  # claims a round of the process that writes meanwhile


def ingest(path: Path, news: Iterator[Made]) -> dict[str, float]:
    """Seconds of storing with lineage and of settling, wall-clock and CPU; and how many documents and claims."""
    known: dict[str, Extraction] = {}
    clock = {"made_s": 0.0, "made_cpu_s": 0.0, "settle_s": 0.0, "settle_cpu_s": 0.0, "documents": 0, "claims": 0}
    settle = pipeline.settle

    def documents() -> Iterator[Document]:
        while True:
            began, worked = time.perf_counter(), time.process_time()
            made = next(news, None)
            clock["made_s"] += time.perf_counter() - began
            clock["made_cpu_s"] += time.process_time() - worked
            if made is None:
                return
            known[made[0].hash] = made[1]
            clock["documents"] += 1
            clock["claims"] += len(made[1].claims)
            yield made[0]

    def settled(ledger: Ledger) -> int:
        print(f"{clock['documents']:,.0f} documents stored, settling", file=sys.stderr)
        began, worked = time.perf_counter(), time.process_time()
        n_names = settle(ledger)
        clock["settle_s"], clock["settle_cpu_s"] = time.perf_counter() - began, time.process_time() - worked
        return n_names

    pipeline.extract = lambda document: known.pop(document.hash)
    pipeline.settle = settled
    try:
        with Ledger.open(path, busy_s=60) as ledger:
            began, worked = time.perf_counter(), time.process_time()
            pipeline.ingest(documents(), ledger)
            clock["store_s"] = time.perf_counter() - began - clock["settle_s"] - clock["made_s"]
            clock["store_cpu_s"] = time.process_time() - worked - clock["settle_cpu_s"] - clock["made_cpu_s"]
    finally:
        pipeline.settle = settle
    return clock


def reads(view: View, n_claims: int) -> dict[str, Callable[[random.Random], object]]:
    """Each kind of read as the commands do them."""
    world = World.of(n_claims)

    def person(rng: random.Random, clock: Clock) -> object:
        found = view.find("person", name_key(person_name(world.person(rng))), clock)
        ids = tuple(one.id for one in found)
        events = view.moves(Filters(person_ids=ids, as_of=clock.as_of, known_by=clock.known_by))
        return view.claims([c for e in events for c in e.claim_ids], clock), view.spells(ids, clock)

    def org(rng: random.Random, clock: Clock) -> object:
        found = view.find("org", name_key(org_name(world.org(rng))), clock)
        ids = tuple(one.id for one in found)
        events = view.moves(Filters(org_ids=ids, as_of=clock.as_of, known_by=clock.known_by))
        return view.claims([c for e in events for c in e.claim_ids], clock), view.coverage(ids, clock)

    def moves(rng: random.Random, **more: Any) -> object:
        since = FIRST_DAY + timedelta(days=rng.randrange(N_DAYS))
        kind = rng.choice(("leave", "join"))
        wanted = Filters(kinds=(kind,), statuses=("announced",), since=since, limit=50, **more)
        events = view.moves(wanted)
        return view.claims(c for e in events for c in e.claim_ids)

    def at_org(rng: random.Random) -> object:
        found = view.find("org", name_key(org_name(world.org(rng))))
        since = FIRST_DAY + timedelta(days=rng.randrange(N_DAYS))
        return view.moves(Filters(org_ids=tuple(o.id for o in found), kinds=("leave",), since=since, limit=50))

    then = date(2023, 6, 1)
    return {
        "person": lambda rng: person(rng, Clock()),
        "person --known-by": lambda rng: person(rng, Clock(known_by=then)),
        "org": lambda rng: org(rng, Clock()),
        "org --known-by": lambda rng: org(rng, Clock(known_by=then)),
        "moves --org --kind --since -n 50": at_org,
        "moves --kind --status --since -n 50": moves,
        "moves ... --known-by": lambda rng: moves(rng, known_by=then),
        "moves ... --as-of": lambda rng: moves(rng, as_of=then),
        "search, 2 characters": lambda rng: view.search(person_name(rng.randrange(world.n_people))[:2], 20),
        "search, a name": lambda rng: view.search(person_name(world.person(rng)), 20),
    }


def latencies(path: Path, n_claims: int, seconds: float) -> dict[str, dict[str, float]]:
    """p50 and p95 in ms of each kind of read, each for some seconds."""
    found = {}
    with View.open(path) as view:
        for name, ask in reads(view, n_claims).items():
            rng, taken = random.Random(5), []
            end = time.perf_counter() + seconds
            while (began := time.perf_counter()) < end and len(taken) < PERIOD:
                ask(rng)
                taken.append(time.perf_counter() - began)
            taken.sort()
            found[name] = {
                "n": len(taken),
                "p50_ms": round(1000 * taken[len(taken) // 2], 2),
                "p95_ms": round(1000 * taken[math.ceil(0.95 * len(taken)) - 1], 2),
            }
    return found


REPOSTS = "SELECT count(*) FROM documents WHERE instr(text, ?) > 0"
LINKS = """
SELECT instr(copy.text, ?1) > 0 AS is_repost, count(DISTINCT copy.hash) AS n
FROM derivations AS x JOIN documents AS copy ON copy.hash = x.doc_hash JOIN documents AS origin ON origin.hash = x.origin_hash
WHERE instr(copy.text, ?1) > 0 OR instr(origin.text, ?1) = 0
GROUP BY 1
"""


def lineage_of(path: Path) -> dict[str, int]:
    """Reposts, those linked to an origin, and documents linked to another one though neither is a repost."""
    with Ledger.open(path) as ledger:
        n_reposts = ledger.connection.execute(REPOSTS, (REPOSTED,)).fetchone()[0]
        linked = dict(map(tuple, ledger.connection.execute(LINKS, (REPOSTED,))))
    return {"reposts": n_reposts, "reposts_linked": linked.get(1, 0), "other_links": linked.get(0, 0)}


def measure(path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Everything, as it will be printed."""
    figures: dict[str, Any] = {}
    n_claims = asked.claims
    if not asked.reuse:
        news = by_documents(asked.documents, 1) if asked.documents else by_claims(n_claims, 1)
        took = ingest(path, news)
        n_claims = int(took["claims"])
        figures = {
            "documents": int(took["documents"]),
            "claims": n_claims,
            "stored_documents_per_s": round(took["documents"] / took["store_s"]),
            "stored_claims_per_s": round(n_claims / took["store_s"]),
            "stored_documents_per_cpu_s": round(took["documents"] / took["store_cpu_s"]),
            "stored_claims_per_cpu_s": round(n_claims / took["store_cpu_s"]),
            "settled_claims_per_s": round(n_claims / took["settle_s"]),
            "settled_claims_per_cpu_s": round(n_claims / took["settle_cpu_s"]),
            "ingest_documents_per_s": round(took["documents"] / (took["store_s"] + took["settle_s"])),
            "ingest_claims_per_s": round(n_claims / (took["store_s"] + took["settle_s"])),
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    figures |= {"file_mb": round(size / 1e6), "bytes_per_claim": round(size / n_claims), **lineage_of(path)}
    figures["reads_alone"] = latencies(path, n_claims, asked.seconds / 2)
    writer = subprocess.Popen([sys.executable, __file__, "--writer", str(path)], stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        figures["reads_while_written"] = latencies(path, n_claims, asked.seconds)
        figures["writer_ran_throughout"] = writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
    with View.open(path) as view:
        figures["counts"] = view.counts()
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument("--documents", type=int, help="so many articles, instead of so many claims in briefs")
    options.add_argument("--seconds", type=float, default=4.0, help="of each kind of read")
    options.add_argument("--keep", type=Path, help="where the ledger is made and stays; it must not be there")
    options.add_argument("--reuse", type=Path, help="a ledger of so many --claims that --keep left")
    options.add_argument("--json", action="store_true")
    options.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.writer:
        for seed in range(1_000):
            ingest(asked.writer, by_claims(OTHER_WRITER, 1_000 + seed))
        return
    if asked.keep and asked.keep.exists():
        options.error(f"{asked.keep} is there already")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(asked.reuse or asked.keep or Path(folder) / "ledger.db", asked)
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        if not isinstance(value, dict):
            print(f"{name:<28}{value:>12,}")
    print(f"\n{'read':<38}{'p50 ms':>10}{'p95 ms':>10}{'p95 alone':>12}")
    for name, one in figures["reads_while_written"].items():
        print(f"{name:<38}{one['p50_ms']:>10}{one['p95_ms']:>10}{figures['reads_alone'][name]['p95_ms']:>12}")


if __name__ == "__main__":
    main()
