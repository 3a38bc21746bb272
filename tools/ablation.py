"""What each part of the reader is worth: the figures on gold with one part taken out at a time, into docs/ablation.md.

    python tools/ablation.py            show the tables
    python tools/ablation.py --write    and write them into docs/ablation.md

A part is taken out by putting something plain in its place, here and not in the engine: each variant reads in a process
of its own, and the engine knows nothing of it. Of blind corpora only totals are shown.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from talentflow.claims import bulletins, context, employers, link, rules
from talentflow.claims.discourse import Topic
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.evaluate.score import Report, load_gold, score
from talentflow.lang import name_candidates, names, registry
from talentflow.lang.names import NameFinder, NameSpan
from talentflow.mentions import organizations, places, shapes
from talentflow.model.document import Document
from talentflow.run import pipeline

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "bench/quality/gold"
PAGE = ROOT / "docs/ablation.md"
START, END = "<!-- figures -->", "<!-- /figures -->"
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One variant on one set of passages."""

    part: str
    report: Report


# -- what stands in the place of a part --------------------------------------------------------------------------------


def no_name_model() -> None:
    """Names only beside a title, the longest candidate there, then wherever the same characters stand."""

    def find(
        self: NameFinder, text: str, *, blocked: Any = (), titles: Any = (), orgs: Any = (), threshold: float = 0.0
    ) -> list[NameSpan]:
        starts, ends = {end for _, end in titles}, {start for start, _ in titles}
        taken = [*blocked, *titles, *orgs]
        frame = name_candidates.Frame(text, self._lexicon)
        spans = {(i, j): kind for i, j, kind in name_candidates.candidates(frame, self._lexicon)}
        beside = [(i, j) for i, j in spans if i in starts or j in ends]
        forms = dict.fromkeys(text[i:j] for i, j in sorted(beside, key=lambda s: (s[0] not in starts, s[0] - s[1])))
        found: list[NameSpan] = []
        for form in forms:
            kind = next(names.KINDS.get(kind, "zh") for (i, j), kind in spans.items() if text[i:j] == form)
            for match in re.finditer(re.escape(form), text):
                free = [*taken, *((one.start, one.end) for one in found)]
                if not any(match.start() < b and a < match.end() for a, b in free):
                    found.append(NameSpan(start=match.start(), end=match.end(), text=form, score=1.0, kind=kind))
        return sorted(found, key=lambda one: one.start)

    NameFinder.find = find  # type: ignore[method-assign]


def no_person_scorer() -> None:
    """The nearest people in front of the trigger in its sentence, else those told of last."""

    def rank(scene: Scene, trigger: Trigger, heard: link.Heard) -> list[link.Candidate]:
        before = [g for g in (*scene.groups, *heard.pronouns) if g.end <= trigger.start]
        if before:
            nearest = max(before, key=lambda g: g.end)
            return [link.Candidate(nearest, ("nearest",), link.WEIGHTS["before_in_clause"])]
        if heard.carried is None:
            return []
        return [link.Candidate(heard.carried, ("told_before",), link.WEIGHTS["before_in_clause"], carried=True)]

    link.rank = rank


def no_org_scorer() -> None:
    """Where the words name no organization: the nearest one in front of the trigger, else the one told last."""

    def rank(scene: Scene, trigger: Trigger, name: str, topic: Topic, **_: Any) -> list[employers.Place]:
        before = [c for c in scene.of("org") if c.end <= trigger.start]
        if before:
            return [employers.Place(employers.NAMED, before[-1], "sentence")]
        return [employers.Place(employers.NAMED, topic.org, "told")] if topic.org is not None else []

    employers.rank = rank


def no_discourse() -> None:
    """Every sentence for itself: no pronouns, no carried subject, employer, organization or announcement."""

    class Forgetful(Topic):
        __slots__ = ()

        def pronouns(self, scene: Scene) -> list[Group]:
            return []

        def saw(self, scene: Scene) -> None:
            self.subject = self.org = self.vacant = self.carried = None
            self.recent, self.employer, self.joined, self.role = [], {}, {}, {}

    rules.Topic = Forgetful  # type: ignore[misc]


def no_registry() -> None:
    """No organization is known beforehand; those of shape, place and grammar remain."""
    nothing = registry.Registry((), ())
    registry._load = lambda: nothing


def no_unlisted() -> None:
    """Only organizations of the registry: no shapes, no places, no capitalized runs."""
    for module, name in ((shapes, "shaped"), (places, "placed"), (places, "repeats"), (organizations, "latin")):
        setattr(module, name, lambda *_: [])


def no_status() -> None:
    """Everything is reported, by nobody in particular."""

    def plain(*_: Any, **__: Any) -> context.Attribution:
        return context.REPORTED

    def nothing(*_: Any, **__: Any) -> None:
        return None

    context.attribution = plain
    bulletins.opened = bulletins.carry = bulletins.denial = nothing
    build = rules.vocabulary

    def vocabulary() -> Any:
        words = build()
        triggers = words.triggers
        for word, listed in list(triggers._labels.items()):
            triggers._labels[word] = tuple(replace(rule, status=None) for rule in listed)
        return words

    rules.vocabulary = vocabulary


def nothing_taken() -> None:
    """The engine as it is."""


PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "full engine": ("as it is", nothing_taken),
    "name model": ("names only beside a title, and where they stand again", no_name_model),
    "scorer of people": ("the nearest people in front of the trigger", no_person_scorer),
    "scorer of organizations": ("the nearest organization in front of the trigger", no_org_scorer),
    "discourse": ("every sentence for itself", no_discourse),
    "registry": ("an empty one", no_registry),
    "unlisted organizations": ("only those of the registry", no_unlisted),
    "status rules": ("all is reported", no_status),
}


# -- measuring ---------------------------------------------------------------------------------------------------------


def corpora() -> dict[str, list[Path]]:
    """Passages by name; the development passages stand beside the clone where they are not in it."""
    dev = next((p for p in (GOLD / "dev-zh.jsonl", ROOT.parent / "shared/bench/dev-zh.jsonl") if p.is_file()), None)
    found = {"zh-a to zh-k, zh-w (open)": sorted(GOLD.glob("zh-*.jsonl"))}
    if dev is not None:
        found["dev-zh"] = [dev]
    found["blind-a to blind-f (blind)"] = sorted(GOLD.glob("blind*.jsonl"))
    return found


def measure(part: str) -> dict[str, Report]:
    """The figures without one part; meant for a process of its own."""
    PARTS[part][1]()
    reports = {}
    for name, paths in corpora().items():
        gold = [record for path in paths for record in load_gold(path)]
        lines = [line for record in gold for line in _claims(record)]
        reports[name] = score(gold, lines)
    return reports


def _claims(record: dict[str, Any]) -> list[dict[str, Any]]:
    published = record.get("published")
    document = Document(
        id=record["id"],
        text=record["text"],
        title=record.get("title"),
        published=date.fromisoformat(published[:10]) if published else None,
        url=record.get("url"),
        lang=record.get("lang") or "und",
    )
    return [claim.to_line() for claim in pipeline.extract_or_refuse(document).claims]


def tables(measured: dict[str, dict[str, Report]]) -> str:
    """Markdown: one table a set of passages, the change of F1 beside each variant."""
    out: list[str] = []
    for name in corpora():
        full = measured["full engine"][name]
        out += [
            f"### {name}: {full.n_documents} passages, {full.all.n_gold} facts, {full.moves.n_gold} of them moves",
            "",
        ]
        out.append("| without | instead | moves P | moves R | moves F1 | | all F1 | | status |")
        out.append("|---|---|--:|--:|--:|--:|--:|--:|--:|")
        for part, (instead, _) in PARTS.items():
            report = measured[part][name]
            status = report.attributes["status"]
            out.append(
                f"| {'-' if part == 'full engine' else part} | {instead} | {report.moves.p:.3f} | {report.moves.r:.3f} "
                f"| {report.moves.f1:.3f} | {_change(report.moves.f1, full.moves.f1)} | {report.all.f1:.3f} "
                f"| {_change(report.all.f1, full.all.f1)} | {'-' if status is None else f'{status:.3f}'} |"
            )
        out.append("")
    return "\n".join(out)


def _change(now: float, full: float) -> str:
    return "" if now == full else f"{now - full:+.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="ablation")
    parser.add_argument("--write", action="store_true", help=f"write the tables into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(argv)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        measured = dict(zip(PARTS, pool.map(measure, PARTS), strict=True))
    made = tables(measured)
    print(made)
    if options.write:
        page = PAGE.read_text("utf-8")
        low, high = page.index(START) + len(START), page.index(END)
        PAGE.write_text(f"{page[:low]}\n{made}\n{page[high:]}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
