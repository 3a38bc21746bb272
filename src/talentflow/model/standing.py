"""Where an event stands after all that was said of it: the law that turns a status history into one word.

Documents speak in order of the day they were published; one document has one last word. Without a denial the
strongest word so far stands. A denial beats rumors, plans and reports told before it; `announced` against `denied`
is `disputed`, until a later announcement settles it; a mere report after a denial makes it `disputed` too.
Words of one day, or of a day that nobody knows, stand side by side: nobody had the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from talentflow.model.claim import Status
from talentflow.model.event import StatusStep

STRENGTH: dict[str, int] = {"rumored": 1, "planned": 2, "reported": 3, "announced": 4}
FIRM = frozenset({"reported", "announced"})

# (what stood, a later word) -> what stands; pairs that are missing keep the stronger of two affirmations.
NEXT: dict[tuple[str, str], str] = {
    ("rumored", "denied"): "denied",
    ("planned", "denied"): "denied",
    ("reported", "denied"): "denied",
    ("announced", "denied"): "disputed",
    ("denied", "denied"): "denied",
    ("denied", "rumored"): "denied",
    ("denied", "planned"): "denied",
    ("denied", "reported"): "disputed",
    ("denied", "announced"): "announced",
    ("disputed", "denied"): "disputed",
    ("disputed", "rumored"): "disputed",
    ("disputed", "planned"): "disputed",
    ("disputed", "reported"): "disputed",
    ("disputed", "announced"): "announced",
}


def standing(history: Sequence[StatusStep]) -> str:
    """The status after `history`: steps in order of `known_on` (None last), within a document in order of its text.

    Raises ValueError on an empty history.
    """
    if not history:
        raise ValueError("an event without a claim has no status")
    dated = [step for step in history if step.known_on is not None]
    undated = [step for step in history if step.known_on is None]
    stands: str | None = None
    for _, steps in groupby(dated, key=_day):
        stands = _then(stands, _side_by_side(_last_words(steps)))
    if undated:
        words = _last_words(undated)
        stands = _side_by_side(words if stands is None else [stands, *words])
    return stands or history[-1].status


def _day(step: StatusStep) -> date | None:
    return step.known_on


def _last_words(steps: Iterable[StatusStep]) -> list[str]:
    """One word a document: a denial stands unless the document affirms after it; else its strongest word."""
    by_document: dict[str, list[Status]] = {}
    for step in steps:
        by_document.setdefault(step.doc, []).append(step.status)
    return [_last_word(told) for told in by_document.values()]


def _last_word(told: list[Status]) -> str:
    denials = [index for index, word in enumerate(told) if word == "denied"]
    after = told[denials[-1] + 1 :] if denials else told
    firm = [word for word in after if not denials or word in FIRM]
    return max(firm, key=STRENGTH.__getitem__) if firm else "denied"


def _side_by_side(words: list[str]) -> str:
    """What several words of one day come to."""
    affirmed = [word for word in words if word in STRENGTH]
    if "disputed" in words:
        return "disputed"
    if "denied" not in words:
        return max(affirmed, key=STRENGTH.__getitem__)
    return "disputed" if FIRM.intersection(affirmed) else "denied"


def _then(stood: str | None, word: str) -> str:
    if stood is None or word == "disputed":
        return word
    if (stood, word) in NEXT:
        return NEXT[stood, word]
    return max(stood, word, key=STRENGTH.__getitem__)
