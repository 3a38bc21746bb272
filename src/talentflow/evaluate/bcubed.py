"""How well mentions were put together: B-cubed (Bagga and Baldwin 1998), and which wrong joins and splits there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """Precision and recall averaged over mentions; `false_joins` are pairs of true clusters found in one."""

    precision: float
    recall: float
    n_mentions: int
    n_clusters: int
    false_joins: tuple[tuple[str, str], ...]
    split: tuple[str, ...]

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> BCubed:
    """Score `found` (mention -> cluster) against `gold` (mention -> true cluster); both name the same mentions.

    >>> score = bcubed({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "x"})
    >>> round(score.precision, 3), score.recall, score.false_joins
    (0.556, 1.0, (('1', '2'),))
    """
    if gold.keys() != found.keys():
        raise ValueError("gold and found are about different mentions")
    both = Counter((gold[m], found[m]) for m in gold)
    true, made = Counter(gold.values()), Counter(found.values())
    n = len(gold) or 1
    inside: dict[str, set[str]] = defaultdict(set)
    pieces: dict[str, set[str]] = defaultdict(set)
    for who, cluster in both:
        inside[cluster].add(who)
        pieces[who].add(cluster)
    joins = {(a, b) for people in inside.values() for a in people for b in people if a < b}
    return BCubed(
        precision=sum(count * count / made[cluster] for (_, cluster), count in both.items()) / n,
        recall=sum(count * count / true[who] for (who, _), count in both.items()) / n,
        n_mentions=len(gold),
        n_clusters=len(true),
        false_joins=tuple(sorted(joins)),
        split=tuple(sorted(who for who, clusters in pieces.items() if len(clusters) > 1)),
    )
