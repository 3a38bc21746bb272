"""The quality gate: figures on the gold corpora of bench/quality against pinned floors (`make bench`).

    python -m talentflow.evaluate.gate            compare; exit 1 when a figure is under its floor
    python -m talentflow.evaluate.gate --detail   and list what was missed and what was too much
    python -m talentflow.evaluate.gate --update   pin today's figures; a floor is never lowered

A floor belongs to a corpus by its digest. Where the corpus has changed, the old floors say nothing: `--update` pins new
ones and prints the old beside them, but lowers a figure only with `--accept-new-corpus`. Corpora whose name starts with
`blind` are for judging rules, not for writing them: only their totals are shown.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from talentflow.errors import InputError, TalentflowError
from talentflow.evaluate.reliability import Reliability, reliability
from talentflow.evaluate.score import Report, load_gold, load_lines, score

FOLDER = Path("bench/quality")
BLIND = "blind"
FLOORS = (
    "moves.p",
    "moves.r",
    "moves.f1",
    "all.f1",
    "attributes.status",
    "attributes.date",
    "attributes.grounded",
)
CEILINGS = ("attributes.dates_invented",)
TOLERANCE = 1e-9
EXTRACT = "from talentflow.cli import app; app()"  # the program as users run it, in a process of its own

Predict = Callable[[Path], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """What floors.json holds of one corpus; figures by their path in the report."""

    sha256: str
    n_documents: int
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "documents": self.n_documents,
            "floors": dict(self.floors),
            "ceilings": dict(self.ceilings),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One corpus measured: its figures as they would be pinned, and what is wrong with them."""

    name: str
    report: Report
    pinned: Pinned
    problems: tuple[str, ...] = field(default=())
    is_new_corpus: bool = False

    @property
    def is_blind(self) -> bool:
        return self.name.startswith(BLIND)


def predict_by_command(corpus: Path) -> list[dict[str, Any]]:
    """Claims of `talentflow extract` over the corpus; InputError with its last words when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        run = subprocess.run(
            [sys.executable, "-c", EXTRACT, "extract", str(corpus), "-o", str(out)], capture_output=True, text=True
        )
        if run.returncode or not out.is_file():
            last = (run.stderr or run.stdout).strip().splitlines()[-1:]
            raise InputError(f"extract {corpus}: exit {run.returncode}: {' '.join(last)}")
        return load_lines(out)


def measure(corpus: Path, pinned: Pinned | None, predict: Predict) -> Result:
    """The figures of one corpus, and every one that is worse than pinned."""
    gold = load_gold(corpus)
    report = score(gold, predict(corpus))
    figures = report.to_json()
    now = Pinned(
        sha256=hashlib.sha256(corpus.read_bytes()).hexdigest(),
        n_documents=len(gold),
        floors={path: value for path in FLOORS if (value := _at(figures, path)) is not None},
        ceilings={path: value for path in CEILINGS if (value := _at(figures, path)) is not None},
    )
    if pinned is None:
        return Result(name=corpus.stem, report=report, pinned=now, is_new_corpus=True)
    problems = [
        f"{path} {now.floors.get(path)} is under its floor {floor}"
        for path, floor in pinned.floors.items()
        if now.floors.get(path, -1.0) < floor - TOLERANCE
    ]
    problems += [
        f"{path} {now.ceilings.get(path)} is over its ceiling {ceiling}"
        for path, ceiling in pinned.ceilings.items()
        if now.ceilings.get(path, float("inf")) > ceiling + TOLERANCE
    ]
    is_new = pinned.sha256 != now.sha256
    return Result(name=corpus.stem, report=report, pinned=now, problems=tuple(problems), is_new_corpus=is_new)


def _at(figures: Mapping[str, Any], path: str) -> float | None:
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return value if value is None else float(value)


def raised(old: Pinned | None, new: Pinned) -> Pinned:
    """`new` with every floor and ceiling at least as strict as the old one."""
    if old is None:
        return new
    floors = {path: max(value, old.floors.get(path, value)) for path, value in new.floors.items()}
    ceilings = {path: min(value, old.ceilings.get(path, value)) for path, value in new.ceilings.items()}
    return Pinned(sha256=new.sha256, n_documents=new.n_documents, floors=floors, ceilings=ceilings)


def load_floors(path: Path) -> dict[str, Pinned]:
    """Floors by corpus name; none when the file is not there yet."""
    if not path.is_file():
        return {}
    try:
        return {
            name: Pinned(
                sha256=item["sha256"],
                n_documents=item["documents"],
                floors=item["floors"],
                ceilings=item.get("ceilings", {}),
            )
            for name, item in orjson.loads(path.read_bytes()).items()
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise InputError(f"{path}: no floors here: {error}") from error


def save_floors(path: Path, floors: Mapping[str, Pinned]) -> None:
    plain = {name: floors[name].to_json() for name in sorted(floors)}
    path.write_bytes(orjson.dumps(plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def run(folder: Path, predict: Predict, options: argparse.Namespace) -> int:
    """Measure every corpus, say how it stands, and pin when asked; 0 when nothing is under its floor."""
    corpora = sorted((folder / "gold").glob("*.jsonl"))
    if not corpora:
        raise InputError(f"{folder / 'gold'}: no gold corpora (*.jsonl)")
    floors = load_floors(folder / "floors.json")
    results = [measure(corpus, floors.get(corpus.stem), predict) for corpus in corpora]
    for result in results:
        _show(result, detail=options.detail)
    _show_reliability(results)
    gone = sorted(set(floors) - {result.name for result in results})
    failed = [result.name for result in results if result.problems] + gone
    for name in gone:
        print(f"{name}: pinned, but its corpus is gone")
    if options.update:
        return _update(folder / "floors.json", floors, results, accept_new=options.accept_new_corpus)
    stale = [result.name for result in results if result.is_new_corpus]
    if stale:
        print(f"no floors for this text of: {', '.join(stale)} (run with --update)")
    return 1 if failed or stale else 0


def _update(path: Path, floors: Mapping[str, Pinned], results: Iterable[Result], *, accept_new: bool) -> int:
    refused = [r.name for r in results if r.problems and not (r.is_new_corpus and accept_new)]
    if refused:
        print(f"not pinned: a floor would be lowered in {', '.join(refused)}")
        return 1
    save_floors(path, {r.name: r.pinned if r.problems else raised(floors.get(r.name), r.pinned) for r in results})
    print(f"pinned in {path}")
    return 0


def _show(result: Result, *, detail: bool) -> None:
    report = result.report
    kinds = () if result.is_blind else report.by_kind.items()
    print(f"== {result.name}: {report.n_documents} documents")
    for name, figure in (("moves", report.moves), ("all", report.all), *kinds):
        print(
            f"  {name:11} P {figure.p:.3f}  R {figure.r:.3f}  F1 {figure.f1:.3f}"
            f"   ({figure.found} of {figure.n_gold} found, {figure.n_claimed} claimed)"
        )
    shown = ", ".join(f"{name} {'-' if value is None else f'{value:.3f}'}" for name, value in report.attributes.items())
    print(f"  {shown}, dates invented {report.dates_invented}")
    if detail and not result.is_blind:
        for doc, fact in report.missed:
            print(f"  MISSED   {doc} {fact['person']} {fact['kind']} {fact.get('org')} | {fact.get('quote')}")
        for doc, claim in report.spurious:
            print(
                f"  SPURIOUS {doc} {claim.get('person')} {claim.get('kind')} {claim.get('org')} | {claim.get('rule')}"
            )
    for problem in result.problems:
        print(f"  FAILED   {problem}")


def _show_reliability(results: Iterable[Result]) -> None:
    pairs = [
        (float(claim["confidence"]), is_right)
        for result in results
        for claim, is_right in result.report.judged
        if claim.get("confidence") is not None
    ]
    table: Reliability = reliability(pairs)
    if not table.n:
        return
    print(f"== confidence: {table.n} claims, calibration error {table.error:.3f}, Brier {table.brier:.3f}")
    for room in table.bins:
        if room.n:
            print(
                f"  {room.low:.1f}-{room.high:.1f}  said {room.confidence:.2f}  right {room.accuracy:.2f}  n {room.n}"
            )


def main(argv: Sequence[str] | None = None, predict: Predict = predict_by_command) -> int:
    parser = argparse.ArgumentParser(prog="talentflow.evaluate.gate", description="the quality gate")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="holds gold/*.jsonl and floors.json")
    parser.add_argument("--update", action="store_true", help="pin today's figures; never lowers a floor")
    parser.add_argument(
        "--accept-new-corpus", action="store_true", help="with --update: a changed corpus may score less"
    )
    parser.add_argument("--detail", action="store_true", help="list missed facts and spurious claims")
    try:
        options = parser.parse_args(argv)
        return run(options.folder, predict, options)
    except TalentflowError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
