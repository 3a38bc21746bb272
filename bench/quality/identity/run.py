"""Who is who against labelled mentions: B-cubed, the tuning part and the held-out parts apart, traps counted.

`python bench/quality/identity/run.py [--part dev|held|fresh] [--wrong]`
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from talentflow import entities
from talentflow.evaluate.bcubed import BCubed, bcubed
from talentflow.lang import text
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry
from talentflow.mentions import aliases
from talentflow.model.claim import Claim
from talentflow.model.document import Document
from talentflow.model.mention import Alias, Mention
from talentflow.model.span import Evidence
from talentflow.model.time import When

FOLDER = Path(__file__).parent
PARTS = ("dev", "held", "fresh")
MIN_F1 = 0.95


def load(part: str) -> list[dict[str, Any]]:
    """The records of a part: one mention of one person in one small document each."""
    return [orjson.loads(line) for line in (FOLDER / f"{part}.jsonl").read_bytes().splitlines()]


def resolved(records: list[dict[str, Any]]) -> entities.Identities:
    """All records as one world: what one document has bears on every other."""
    claims, declared = [], []
    mentions: dict[str, list[Mention]] = {}
    published: dict[str, date | None] = {}
    for record in records:
        document = _document(record)
        claims.append(_claim(record, document))
        declared += _aliases(record, document)
        mentions[document.hash] = _mentions(record, document)
        published[document.hash] = document.published
    return entities.resolve(claims, mentions, published=published, told=entities.Told(aliases=declared))


def measure(records: list[dict[str, Any]]) -> tuple[BCubed, dict[str, BCubed]]:
    """The whole, and by kind of case."""
    found = resolved(records)
    person_of = {record["doc"]: found.persons[_claim(record, _document(record)).id] for record in records}
    cases: dict[str, list[str]] = defaultdict(list)
    for record in records:
        cases[record["case"]].append(record["doc"])
    gold = {record["doc"]: record["who"] for record in records}
    whole = bcubed(gold, person_of)
    parts = {
        case: bcubed({d: gold[d] for d in docs}, {d: person_of[d] for d in docs})
        for case, docs in sorted(cases.items())
    }
    return whole, parts


def _document(record: dict[str, Any]) -> Document:
    return Document(id=record["doc"], text=record["text"], published=date.fromisoformat(record["published"]))


def _claim(record: dict[str, Any], document: Document) -> Claim:
    at = document.text.index(record["person"])
    org = Registry.load().find(record["org"])  # a reader is sure of a name in such a plain sentence
    return Claim(
        doc=document.id,
        doc_hash=document.hash,
        person=record["person"],
        kind=record["kind"],
        org=record["org"],
        org_id=org.id if org else None,
        role=record["role"],
        date=When.parse(record["date"]) if record["date"] else None,
        evidence=Evidence.of(document.text, at, at + len(record["person"])),
    )


def _mentions(record: dict[str, Any], document: Document) -> list[Mention]:
    registry = Registry.load()
    found = []
    named = [("person", name) for name in (record["person"], *record.get("people", ()))]
    for kind, words in (*named, *(("org", name) for name in (record["org"], *record.get("orgs", ())))):
        at = document.text.index(words)
        org = registry.find(words) if kind == "org" else None
        evidence = Evidence.of(document.text, at, at + len(words))
        found.append(Mention(kind=kind, evidence=evidence, entity_id=org.id if org else None))  # type: ignore[arg-type]
    return found


def _aliases(record: dict[str, Any], document: Document) -> tuple[Alias, ...]:
    reading = text.read(document)
    at = reading.text.find(text.fold(record["person"]))
    words = reading.text[at : at + len(record["person"])]
    return aliases.find(reading, [Chunk("person", at, at + len(words), words)]) if at >= 0 else ()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--wrong", action="store_true", help="name what was joined or split wrongly (dev only)")
    asked = parser.parse_args()
    good = True
    for part in [asked.part] if asked.part else PARTS:
        records = load(part)
        whole, parts = measure(records)
        traps = {record["who"] for record in records if record.get("trap")}
        trapped = [pair for pair in whole.false_joins if traps.intersection(pair)]
        print(f"{part}: {whole.n_mentions} mentions of {whole.n_clusters} people ({len(traps)} in traps)")
        print(f"  B-cubed P {whole.precision:.4f}  R {whole.recall:.4f}  F1 {whole.f1:.4f}")
        print(f"  false joins {len(whole.false_joins)} (in traps {len(trapped)}), split people {len(whole.split)}")
        for case, one in parts.items():
            print(
                f"    {case:<18} P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}  ({one.n_clusters} people)"
            )
        if asked.wrong and part == "dev":
            print("  joined:", *whole.false_joins, "\n  split:", *whole.split)
        good = good and whole.f1 >= MIN_F1 and not trapped
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
