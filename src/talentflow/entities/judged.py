"""What people said of identity: the last word on each pair, and the names that a positive one brings together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from talentflow.model.entity import Judgement, Verdict

HUMAN = "human"  # `by` of a person's judgement starts so
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """`pairs` is (smaller id, larger id) -> verdict, of profiles, organizations or anything with an id; `links` are
    pairs of names that a positive verdict on profiles connects.
    """

    pairs: Mapping[Pair, Verdict] = field(default_factory=dict)
    links: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, judgements: Sequence[Judgement], names: Mapping[str, str]) -> Verdicts:
        """The last word of people on each pair; `judgements` oldest first, `names` the name behind a profile's id."""
        pairs: dict[Pair, Verdict] = {}
        for one in judgements:
            if one.by.startswith(HUMAN):
                pairs[min(one.left_id, one.right_id), max(one.left_id, one.right_id)] = one.verdict
        kept: dict[Pair, Verdict] = {pair: v for pair, v in pairs.items() if v != "unsure"}
        links = sorted(
            (names[left], names[right])
            for (left, right), verdict in kept.items()
            if verdict == "positive" and left in names and right in names
        )
        return cls(pairs=kept, links=tuple(links))

    def among(self, ids: Iterable[str]) -> dict[Pair, Verdict]:
        """The verdicts on pairs of these ids."""
        listed = set(ids)
        return {pair: verdict for pair, verdict in self.pairs.items() if listed.issuperset(pair)}
