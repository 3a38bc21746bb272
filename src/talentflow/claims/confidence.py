"""How likely a proposed fact is right: a log-linear table over what the decision rested on, fitted on open gold.

`tools/fit_confidence.py` writes the table from the open passages of `bench/quality/gold`; how reliable its figures
are is shown by `talentflow check --reliability` and kept in docs/model-card.md. Below `floor` a proposal is a Refusal.
"""

from __future__ import annotations

import math
from functools import cache

from talentflow.claims.draft import Draft
from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml

TABLE = "zh/confidence.yml"
LINK_FEATURES = frozenset(
    [
        "told_before",
        "earlier_clause",
        "other_paragraph",
        "pronoun",
        "relative",
        "relative_here",
        "by_mark",
        "object",
        "oblique",
        "possessor",
        "nearest",
        "adjacent",
        "colon_list",
        "clause_head",
        "was_subject",
    ]
)  # those of link.WEIGHTS that say something of the chance
NAMED = "named"  # the basis of an organization that the words of a claim name
LOW_NAME = 0.8  # below this score a name is in doubt
DOUBTFUL_ORGS = frozenset({"unnamed", "latin", "word", "slot"})


def of_chunks(person: Chunk, org: Chunk | None) -> tuple[str, ...]:
    """What the mentions themselves say: a doubtful name, how the organization was told."""
    told = org.kind if org is not None and org.kind != "org" else org.detail if org is not None else None
    found = [f"org:{told}"] if told in DOUBTFUL_ORGS else []
    if person.score < LOW_NAME:
        found.append("name:low")
    return tuple(found)


def of_guess(basis: str, org: Chunk | None, *, is_once: bool, is_pronoun: bool, is_titled: bool) -> tuple[str, ...]:
    """What speaks for and against an organization that the words do not name.

    `is_once`: a text of some length tells of it no more than once; `is_titled`: it is the first that the title names.
    """
    if org is None or basis == NAMED:
        return ()
    found = ["guess:unlisted"] if org.key is None else []
    found += ["guess:once"] if is_once else []
    found += ["guess:titled"] if is_titled else []
    found += ["guess:pronoun"] if is_pronoun else []
    return tuple(found)


def features(draft: Draft) -> tuple[str, ...]:
    """All features of a proposal, as the table names them."""
    return (
        "bias",
        f"kind:{draft.kind}",
        f"basis:{draft.basis}",
        f"rule:{draft.rule}",
        f"status:{draft.attribution.status}",
        f"at:{draft.kind}@{draft.basis}",
        *draft.features,
    )


def chance(draft: Draft) -> float:
    """The chance, 0..1, that person, kind and organization are right."""
    weights = _table()["weights"]
    return 1 / (1 + math.exp(-sum([weights.get(name, 0.0) for name in features(draft)])))


def floor(kind: str, status: str) -> float:
    """Below this chance a proposal is refused as unsure; a denial has to be less sure, for none may be dropped."""
    floors: dict[str, float] = _table()["floors"]
    return floors["denied"] if status == "denied" else floors.get(kind, floors["other"])


@cache
def _table() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = read_yaml(TABLE)
    return table
