"""How much to believe a value or an event that some sources tell: accuracy-weighted votes of independent roots.

The method is AccuVote of Dong, Berti-Equille and Srivastava ("Integrating conflicting data: the role of source
dependence", VLDB 2009) with fixed accuracies: a root of accuracy A votes ln(n A / (1 - A)) for its value, n being how
many wrong values there are to choose from; beliefs are the softmax of the votes over the told values and those that
nobody told. An event is the two-valued case (n = 1): it happened or it did not, and a denial votes for the latter.
Dependence is settled before: copies share a root, a root votes once, and a copy has no vote beside its origin.

The tables below are all the parameters there are. They are chosen, not measured: no set of labeled events exists.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

# How often a root that tells with this status is right about an event or one of its details.
ACCURACY: dict[str, float] = {"announced": 0.95, "reported": 0.85, "planned": 0.6, "rumored": 0.5, "denied": 0.4}
DENIAL = 0.85  # how often a denial is right
COPIED = 0.3  # what only copies tell and the text they are made from does not
# What the class of the outlet adds to the log-odds of its accuracy (`documents.outlets`).
OUTLET: dict[str, float] = {
    "filing": 1.5,  # exchanges, registers, the company's own pages
    "agency": 0.5,  # news agencies, financial dailies
    "press": 0.0,
    "unknown": 0.0,
    "portal": -0.3,  # pages that mostly carry the texts of others
    "self_media": -0.7,  # accounts that anybody can open
}
N_WRONG = 10  # wrong values a detail can take


def accuracy(status: str, outlet: str = "unknown") -> float:
    """How often a root of such an outlet is right about what it tells with this status."""
    return _shifted(ACCURACY[status], outlet)


def denial(outlet: str = "unknown") -> float:
    """How often such a root is right when it says that something did not happen."""
    return _shifted(DENIAL, outlet)


def _shifted(base: float, outlet: str) -> float:
    return 1 / (1 + math.exp(-_log_odds(base) - OUTLET[outlet]))


def beliefs(votes: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Belief of each value; `votes` is value -> root -> the root's accuracy.

    A value without a vote is believed as much as one that nobody tells.
    """
    score = {value: sum(math.log(N_WRONG) + _log_odds(a) for a in by_root.values()) for value, by_root in votes.items()}
    if not score:
        return {}
    top = max(score.values())
    n_untold = max(N_WRONG + 1 - len(score), 0)
    total = sum(math.exp(s - top) for s in score.values()) + n_untold * math.exp(-top)
    return {value: round(math.exp(s - top) / total, 4) for value, s in score.items()}


def chance(affirmed: Iterable[float], denied: Iterable[float], read_right: float) -> float:
    """The chance, 0..1, that an event happened: roots' log-odds for, minus denying roots', times the reading's own."""
    odds = sum(map(_log_odds, affirmed)) - sum(map(_log_odds, denied))
    return round(read_right / (1 + math.exp(-odds)), 4)


def _log_odds(accuracy: float) -> float:
    return math.log(accuracy / (1 - accuracy))
