"""Claims against gold facts: precision, recall, F1 for all and for moves, attributes, and what was missed.

A claim matches a fact of the same document when person, kind and organization agree (`evaluate.match`); one claim
matches one fact. `optional` facts are debatable: a claim that matches one counts neither way. `also` lists other
accepted values of a field. Attributes are judged on strict matches only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from talentflow.errors import InputError
from talentflow.evaluate.match import Aliases, Record, accepted, dates_agree, overlap, pair_up
from talentflow.model.claim import MOVES

MIN_OVERLAP = {"role": 0.6, "source": 0.5, "reason": 0.5}  # Dice overlap from which words say the same
DIGITS = 4
GOLD = {"id": str, "text": str, "facts": list}  # what a gold document has at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`found` of `n_gold` facts, `right` of `n_claimed` claims; they differ where a fact accepts another kind too."""

    found: int
    right: int
    n_claimed: int
    n_gold: int

    @property
    def p(self) -> float:
        return self.right / self.n_claimed if self.n_claimed else 0.0

    @property
    def r(self) -> float:
        return self.found / self.n_gold if self.n_gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0

    def to_json(self) -> dict[str, Any]:
        rounded = {"p": round(self.p, DIGITS), "r": round(self.r, DIGITS), "f1": round(self.f1, DIGITS)}
        return {**rounded, "tp": self.found, "pred": self.n_claimed, "gold": self.n_gold}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one run. `judged` pairs every counted claim with whether it is right (strict)."""

    n_documents: int
    all: Figure
    moves: Figure
    lenient: Figure
    by_kind: dict[str, Figure]
    attributes: dict[str, float | None]
    dates_invented: int
    status_confusion: dict[str, int]
    missed: tuple[tuple[str, Record], ...]
    spurious: tuple[tuple[str, Record], ...]
    judged: tuple[tuple[Record, bool], ...]

    def to_json(self) -> dict[str, Any]:
        """The figures alone, as the interchange scorer prints them."""
        return {
            "documents": self.n_documents,
            "all": self.all.to_json(),
            "moves": self.moves.to_json(),
            "lenient": self.lenient.to_json(),
            "by_kind": {kind: figure.to_json() for kind, figure in self.by_kind.items()},
            "attributes": {**self.attributes, "dates_invented": self.dates_invented},
            "status_confusion": self.status_confusion,
        }


@dataclass(slots=True)
class _Tally:
    """Running counts over documents."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    lenient: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    confusion: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Record]] = field(default_factory=list)
    spurious: list[tuple[str, Record]] = field(default_factory=list)
    judged: list[tuple[Record, bool]] = field(default_factory=list)

    def figure(self, kinds: Iterable[str]) -> Figure:
        wanted = set(kinds)

        def total(counts: Counter[str]) -> int:
            return sum(n for kind, n in counts.items() if kind in wanted)

        return Figure(
            found=total(self.found), right=total(self.right), n_claimed=total(self.claimed), n_gold=total(self.gold)
        )

    def attribute(self, name: str, hit: bool) -> None:
        self.tries[name] += 1
        self.hits[name] += hit


def score(gold: Sequence[Record], claims: Iterable[Record]) -> Report:
    """Figures of `claims` (interchange records) over all `gold` documents; claims of other documents do not count."""
    by_doc: defaultdict[str | None, list[Record]] = defaultdict(list)
    for claim in claims:
        by_doc[claim.get("doc")].append(claim)
    tally = _Tally()
    for document in gold:
        _score_document(document, by_doc[document["id"]], tally)
    kinds = {*tally.gold, *tally.claimed}
    everything = tally.figure(kinds)
    named = ("status", "date", "role", "source", "reason", "grounded")
    return Report(
        n_documents=len(gold),
        all=everything,
        moves=tally.figure(MOVES),
        lenient=Figure(
            found=tally.lenient, right=tally.lenient, n_claimed=everything.n_claimed, n_gold=everything.n_gold
        ),
        by_kind={kind: tally.figure([kind]) for kind in sorted(kind for kind in kinds if kind)},
        attributes={name: _rate(tally.hits[name], tally.tries[name]) for name in named},
        dates_invented=tally.invented,
        status_confusion=dict(tally.confusion.most_common()),
        missed=tuple(tally.missed),
        spurious=tuple(tally.spurious),
        judged=tuple(tally.judged),
    )


def _rate(hits: int, tries: int) -> float | None:
    return round(hits / tries, DIGITS) if tries else None


def _score_document(document: Record, claims: Sequence[Record], tally: _Tally) -> None:
    facts, aliases = document["facts"], document.get("aliases") or {}
    tally.gold.update(fact["kind"] for fact in facts)
    claims = without_optional(facts, document.get("optional") or [], claims, aliases)
    tally.claimed.update(claim.get("kind") or "" for claim in claims)
    pairs = pair_up(facts, claims, aliases, strict=True)
    tally.lenient += len(pair_up(facts, claims, aliases, strict=False))
    for i, j in pairs:
        tally.found[facts[i]["kind"]] += 1
        tally.right[claims[j]["kind"]] += 1
        _judge_attributes(facts[i], claims[j], tally)
    for claim in claims:
        tally.attribute("grounded", is_grounded(claim, document["text"]))
    found, right = {i for i, _ in pairs}, {j for _, j in pairs}
    tally.missed += [(document["id"], fact) for i, fact in enumerate(facts) if i not in found]
    tally.spurious += [(document["id"], claim) for j, claim in enumerate(claims) if j not in right]
    tally.judged += [(claim, j in right) for j, claim in enumerate(claims)]


def without_optional(
    facts: Sequence[Record], optional: Sequence[Record], claims: Sequence[Record], aliases: Aliases
) -> list[Record]:
    """Claims less those that match an optional fact and no required one."""
    required = {j for _, j in pair_up(facts, claims, aliases, strict=True)}
    rest = [j for j in range(len(claims)) if j not in required]
    excused = {rest[j] for _, j in pair_up(optional, [claims[j] for j in rest], aliases, strict=True)}
    return [claim for j, claim in enumerate(claims) if j not in excused]


def _judge_attributes(fact: Record, claim: Record, tally: _Tally) -> None:
    status_is_right = claim.get("status") in accepted(fact, "status")
    tally.attribute("status", status_is_right)
    if not status_is_right:
        tally.confusion[f"{fact['status']}->{claim.get('status')}"] += 1
    is_dated = any(dates_agree(value, claim.get("date")) for value in accepted(fact, "date"))
    if fact.get("date"):
        tally.attribute("date", is_dated)
    elif claim.get("date") and not is_dated and claim.get("date_basis") != "vague":
        tally.invented += 1
    for name, threshold in MIN_OVERLAP.items():
        if fact.get(name):
            tally.attribute(name, any(overlap(value, claim.get(name)) >= threshold for value in accepted(fact, name)))


def is_grounded(claim: Record, text: str) -> bool:
    """The quote stands in the text, and at the span where the claim names one."""
    quote = claim.get("quote")
    if not quote or quote not in text:
        return False
    start = claim.get("start")
    return start is None or text[start : claim.get("end")] == quote


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Gold documents of a .jsonl file, or the one of a .json file whose text may stand in `text_file` beside it."""
    try:
        if path.suffix != ".json":
            return [_gold(path, record) for record in load_lines(path)]
        document: dict[str, Any] = orjson.loads(path.read_bytes())
        if "text" not in document:
            document["text"] = (path.parent / document["text_file"]).read_text("utf-8")
        return [_gold(path, document)]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path}: no gold here: {error}") from error


def _gold(path: Path, document: dict[str, Any]) -> dict[str, Any]:
    for key, kind in GOLD.items():
        if not isinstance(document.get(key), kind):
            raise InputError(f"{path}: no gold here: a document has no `{key}`")
    return document


def load_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file; InputError names the file and line that is none."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    records = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InputError(f"{path}:{number}: not JSON: {error}") from error
            if not isinstance(record, dict):
                raise InputError(f"{path}:{number}: not an object")
            records.append(record)
    return records
