"""How much to believe a value that some sources tell: accuracy-weighted votes of independent roots.

The method is AccuVote of Dong, Berti-Equille and Srivastava ("Integrating conflicting data: the role of source
dependence", VLDB 2009) with fixed accuracies: a root of accuracy A votes ln(n A / (1 - A)) for its value, n being how
many wrong values there are to choose from; beliefs are the softmax of the votes over the told values and those that
nobody told. Dependence is settled before: copies share a root, and a root votes once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

# How often a claim of this status is right about a detail.
ACCURACY: dict[str, float] = {"announced": 0.95, "reported": 0.85, "planned": 0.6, "rumored": 0.5, "denied": 0.4}
N_WRONG = 10  # wrong values a detail can take
# How often a denial is right.
DENIAL_ACCURACY = 0.85


def beliefs(votes: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    """Belief of each value; `votes` is value -> root -> the strongest status with which the root tells it."""
    score = {
        value: sum(math.log(N_WRONG * ACCURACY[s] / (1 - ACCURACY[s])) for s in by_root.values())
        for value, by_root in votes.items()
    }
    if not score:
        return {}
    top = max(score.values())
    n_untold = max(N_WRONG + 1 - len(score), 0)
    total = sum(math.exp(s - top) for s in score.values()) + n_untold * math.exp(-top)
    return {value: round(math.exp(s - top) / total, 4) for value, s in score.items()}


def chance(affirmed: Iterable[str], n_denied: int, read_right: float) -> float:
    """The chance, 0..1, that an event happened: roots' log-odds for, minus denying roots', times the reading's own.

    `affirmed` is the strongest status of each affirming root.
    """
    odds = sum(math.log(ACCURACY[s] / (1 - ACCURACY[s])) for s in affirmed)
    odds -= n_denied * math.log(DENIAL_ACCURACY / (1 - DENIAL_ACCURACY))
    return round(read_right / (1 + math.exp(-odds)), 4)
