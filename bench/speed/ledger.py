"""The ledger at size: ingest rate, file size, and the latency of reads while another process writes.

    python bench/speed/ledger.py                     200,000 claims
    python bench/speed/ledger.py --claims 1000000
    python bench/speed/ledger.py --json

Claims are made up: documents of 1 to 6 claims about people and organizations drawn with a long tail, published over six
years, stored as the pipeline stores them but without reading a text. Reading rates are `bench/speed/run.py`'s.
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

from talentflow.entities import name_key
from talentflow.ledger import Clock, Filters, Ledger, View
from talentflow.model.claim import Claim, Extraction
from talentflow.model.document import Document
from talentflow.model.span import Evidence
from talentflow.model.time import When
from talentflow.run.settle import settle

FIRST_DAY, N_DAYS = date(2019, 1, 1), 6 * 365
KINDS = ("leave", "join", "appoint", "held", "step_down", "found")
KIND_WEIGHTS = (30, 30, 12, 20, 5, 3)
STATUSES = ("reported", "announced", "rumored", "planned", "denied")
STATUS_WEIGHTS = (60, 20, 10, 7, 3)
ROLES = ("副总裁", "首席技术官", "产品负责人", "算法工程师", "首席科学家", "研究员", "合伙人", None)
FILLER = "这篇报道还谈到了公司的产品、融资和市场,并没有提到其他人。"
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文博宇晨轩昊然梓涵子睿思远",
)
ORG_WORDS = "极光星河深蓝云海天衡智源启明远山青木白鹿北辰长风"
BATCH = 500
PERIOD = 2_000  # reads of each kind


def documents(n_claims: int, seed: int) -> Iterator[tuple[Document, Extraction]]:
    """Made-up news until there are `n_claims` claims."""
    rng = random.Random(seed)
    n_people, n_orgs = max(50, n_claims // 4), max(20, n_claims // 60)
    made = 0
    number = 0
    while made < n_claims:
        n_here = min(rng.randint(1, 6), n_claims - made)
        day = FIRST_DAY + timedelta(days=rng.randrange(N_DAYS))
        yield _document(rng, f"{seed}-{number}", day, n_here, n_people, n_orgs)
        made += n_here
        number += 1


def _document(
    rng: random.Random, name: str, day: date, n_here: int, n_people: int, n_orgs: int
) -> tuple[Document, Extraction]:
    facts = []
    for _ in range(n_here):
        number = _tail(rng, n_people)
        career = random.Random(number)  # the same few organizations and months whenever this person is told of
        orgs = [_tail(career, n_orgs) for _ in range(3)]
        months = [FIRST_DAY + timedelta(days=career.randrange(N_DAYS)) for _ in orgs]
        at = rng.randrange(len(orgs))
        kind = rng.choices(KINDS, KIND_WEIGHTS)[0]
        status = rng.choices(STATUSES, STATUS_WEIGHTS)[0]
        when = f"{min(months[at], day):%Y-%m}" if rng.random() < 0.7 else None
        facts.append((_person(number), kind, _org(orgs[at]), status, rng.choice(ROLES), when))
    lines = [
        f"{person}在{org}担任{role or '员工'},{kind},{status},{when}。"
        for person, kind, org, status, role, when in facts
    ]
    text = f"第{name}篇。\n" + FILLER.join(lines) + FILLER * 3
    document = Document(id=name, text=text, title=f"第{name}篇", published=day, lang="zh-Hans")
    claims = []
    for line, (person, kind, org, status, role, when) in zip(lines, facts, strict=True):
        at = text.index(line)
        claims.append(
            Claim(
                doc=name,
                doc_hash=document.hash,
                person=person,
                kind=kind,  # type: ignore[arg-type]
                org=org,
                role=role,
                status=status,  # type: ignore[arg-type]
                date=When.parse(when) if when else None,
                evidence=Evidence.of(text, at, at + len(line)),
                confidence=0.9,
            )
        )
    return document, Extraction(doc=name, doc_hash=document.hash, claims=tuple(claims))


def _tail(rng: random.Random, n: int) -> int:
    """Few are told of often, most once or twice."""
    return min(int(n * rng.random() ** 1.6), n - 1)


def _letters(number: int, alphabet: str, size: int) -> str:
    made = ""
    for _ in range(size):
        number, index = divmod(number, len(alphabet))
        made += alphabet[index]
    return made


def _person(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)] + _letters(number // len(SURNAMES), GIVEN, 2 if number < 30_000 else 3)


def _org(number: int) -> str:
    return _letters(number, ORG_WORDS, 4) + "公司"


def ingest(path: Path, n_claims: int, seed: int) -> dict[str, float]:
    """Seconds of storing and of settling."""
    stored = 0.0
    with Ledger.open(path, busy_s=60) as ledger:
        batch: list[tuple[Document, Extraction]] = []

        def write() -> None:
            nonlocal stored
            began = time.perf_counter()
            with ledger.batch():
                for document, extraction in batch:
                    ledger.add(document, extraction)
            stored += time.perf_counter() - began
            batch.clear()

        for pair in documents(n_claims, seed):
            batch.append(pair)
            if len(batch) == BATCH:
                write()
        write()
        began = time.perf_counter()
        settle(ledger)
        return {"store_s": stored, "settle_s": time.perf_counter() - began}


def reads(view: View, n_claims: int) -> dict[str, Callable[[random.Random], object]]:
    """Each kind of read as the commands do them."""
    n_people, n_orgs = max(50, n_claims // 4), max(20, n_claims // 60)

    def person(rng: random.Random, clock: Clock) -> object:
        found = view.find("person", name_key(_person(_tail(rng, n_people))), clock)
        ids = tuple(one.id for one in found)
        events = view.moves(Filters(person_ids=ids, as_of=clock.as_of, known_by=clock.known_by))
        return view.claims([c for e in events for c in e.claim_ids], clock), view.spells(ids, clock)

    def org(rng: random.Random, clock: Clock) -> object:
        found = view.find("org", name_key(_org(_tail(rng, n_orgs))), clock)
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
        found = view.find("org", name_key(_org(_tail(rng, n_orgs))))
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
        "search, 2 characters": lambda rng: view.search(_person(rng.randrange(n_people))[:2], 20),
        "search, a name": lambda rng: view.search(_person(_tail(rng, n_people)), 20),
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument("--seconds", type=float, default=4.0, help="of each kind of read")
    options.add_argument("--dir", type=Path, help="where the ledger is made; a folder that is removed without it")
    options.add_argument("--json", action="store_true")
    options.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.writer:
        for seed in range(1_000):
            ingest(asked.writer, 2_000, 1_000 + seed)
        return
    with tempfile.TemporaryDirectory(dir=asked.dir) as folder:
        path = Path(folder) / "ledger.db"
        took = ingest(path, asked.claims, 1)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        quiet = latencies(path, asked.claims, asked.seconds / 2)
        writer = subprocess.Popen([sys.executable, __file__, "--writer", str(path)])
        try:
            time.sleep(1)
            busy = latencies(path, asked.claims, asked.seconds)
            wrote = writer.poll() is None
        finally:
            writer.kill()
            writer.wait()
        with View.open(path) as view:
            counts = view.counts()
    figures = {
        "claims": asked.claims,
        "claims_per_s_stored": round(asked.claims / took["store_s"]),
        "claims_per_s_settled": round(asked.claims / took["settle_s"]),
        "claims_per_s": round(asked.claims / sum(took.values())),
        "bytes_per_claim": round(size / asked.claims),
        "file_mb": round(size / 1e6),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "reads_alone": quiet,
        "reads_while_written": busy,
        "writer_ran_throughout": wrote,
        "counts": counts,
    }
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        if not isinstance(value, dict):
            print(f"{name:<24}{value:>12,}")
    print(f"\n{'read':<38}{'p50 ms':>10}{'p95 ms':>10}{'p95 alone':>12}")
    for name, one in busy.items():
        print(f"{name:<38}{one['p50_ms']:>10}{one['p95_ms']:>10}{quiet[name]['p95_ms']:>12}")


if __name__ == "__main__":
    main()
