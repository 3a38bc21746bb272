"""Is one text made from another? Containment of wording and of facts, as in METER (Clough and others, ACL 2002)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from talentflow.documents.lineage.facts import telling
from talentflow.documents.lineage.rarity import weight
from talentflow.documents.lineage.sign import GRAM, grams
from talentflow.model.lineage import Reason, Signature

# Every figure that decides. "Tuning": measured on the part `tune` of bench/quality/lineage/pairs.jsonl, no other.
COPY_IN_ORIGIN = 0.50  # 3-gram containment from which wording alone decides. Tuning: spun copies >= 0.75, extracts
#                        >= 0.59; rewrites, follow-ups, other reports <= 0.33
ORIGIN_IN_COPY = 0.80  # a longer text holds the whole earlier one: reposts with words added. Tuning: >= 0.98
KEPT = 0.77  # share of its facts that a copy keeps, or its origin's that it holds; two notices of one form about two
#                        people share wording and hardly a fact. Tuning: copies >= 0.84, notices of one form <= 0.70
MIN_GRAMS = 40  # fewer different 3-grams are a headline or a formula, not a text that can be rewritten: chosen
TINY_GRAMS = 12  # and with fewer than this only an identical text is a copy: chosen
W_COVER, W_CHARS, W_OPENING = 0.47, 0.31, 0.22  # shares of facts, rare characters, the opening's rare bigrams: a
#                        logistic regression on the tuning pairs gave 5.12 : 3.25 : 2.50
REWRITE = 0.57  # the middle between the highest other report (0.530) and the lowest rewrite or summary (0.616) of
#                        the tuning pairs; the regression's own border is 0.570
OPENING = 2  # sentences of the copy that tell its news: a follow-up opens with what its predecessor does not have
CREDITED = 0.40  # instead of REWRITE where the copy names the origin's outlet: chosen, not measured
MIN_COVER = (
    0.50  # no rewrite brings more facts of its own than it takes, no story from a release either. Tuning: rewrites
)
#                        >= 0.66, releases >= 0.72
MIN_SHARED = 4.0  # telling facts shared at least; two names and a date cannot be traced. Tuning: >= 4.9
FAINT = 0.30  # weight of a fact that any article may have (years, days, small numbers) against 1 of a telling one
ORDER = (
    0.35  # least share of the shared facts that stand in one order; a list of the topic's facts has none. Tuning: 0.50
)
MAX_DAYS = 120  # a rewrite follows its origin; copies may come at any time: chosen
PASSAGE = 40  # characters in a row that two texts have only where one takes from the other, or both from a third
RELEASE = 0.35  # share of the shorter text that such passages cover in two stories from one release. Tuning: >= 0.70
OWN_WORDS = 0.10  # share of both texts outside of the passages: two stories, not one


@dataclass(frozen=True, slots=True)
class Verdict:
    reason: Reason
    score: float


class Side:
    """A signature with the sets that comparing needs."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.sentences = signature.shadow.split("\n")

    @cached_property
    def grams(self) -> set[str]:
        return grams(self.signature.shadow)

    @cached_property
    def pairs(self) -> list[set[str]]:
        """Bigrams by sentence."""
        return [grams(sentence, 2) for sentence in self.sentences]

    @cached_property
    def places(self) -> dict[str, int]:
        return {fact: at for at, fact in enumerate(self.signature.facts)}

    @cached_property
    def told(self) -> float:
        return _told(self.signature.facts)


def compare(copy: Side, origin: Side) -> Verdict | None:
    """Whether `copy`, the later text, is made from `origin`; None when it is not."""
    if copy.signature.version != origin.signature.version:
        return None
    shorter = min(len(copy.grams), len(origin.grams))
    if shorter < TINY_GRAMS:
        return Verdict("copy", 1.0) if copy.signature.shadow == origin.signature.shadow and copy.grams else None
    n_shared = len(copy.grams & origin.grams)
    taken, given = n_shared / len(copy.grams), n_shared / len(origin.grams)
    if taken >= COPY_IN_ORIGIN or given >= ORIGIN_IN_COPY or n_shared >= RELEASE * shorter:
        released = _passages(copy, origin)
        if released is not None and _kept_facts(copy, origin) >= MIN_COVER:
            return Verdict("release", released)
        if (taken >= COPY_IN_ORIGIN or given >= ORIGIN_IN_COPY) and _kept_facts(copy, origin) >= KEPT:
            return Verdict("copy", round(max(taken, given), 3))
    if shorter < MIN_GRAMS:
        return None
    return _rewrite(copy, origin)


def _kept_facts(copy: Side, origin: Side) -> float:
    """The share of the facts of the one that tells fewer which the other tells too; 1 where it tells none."""
    least = min(copy.told, origin.told)
    return _told(fact for fact in copy.signature.facts if fact in origin.places) / least if least else 1.0


def _rewrite(copy: Side, origin: Side) -> Verdict | None:
    a, b = copy.signature, origin.signature
    if a.published and b.published and abs((a.published - b.published).days) > MAX_DAYS:
        return None
    shared = [fact for fact in a.facts if fact in origin.places]
    told = _told(shared)
    cover = told / copy.told if copy.told else 0.0
    if cover < MIN_COVER or told < MIN_SHARED or _order([origin.places[fact] for fact in shared]) < ORDER:
        return None
    chars, opening = _kept(copy, origin)
    score = W_COVER * cover + W_CHARS * chars + W_OPENING * opening
    least = CREDITED if any(credit.name == b.source for credit in a.credits) else REWRITE
    return Verdict("rewrite", round(score, 3)) if score >= least else None


def _told(facts: Iterable[str]) -> float:
    return sum(1.0 if telling(fact) else FAINT for fact in facts)


def _order(places: Sequence[int]) -> float:
    """Share of the shared facts that stand in the same order (longest increasing subsequence)."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / len(places) if places else 0.0


def _kept(copy: Side, origin: Side) -> tuple[float, float]:
    """Shares, by rarity, of the copy's characters and its opening's bigrams that matching sentences of the origin hold.

    Only the sentence nearest to each of the copy's and its neighbours count: a long text has every character somewhere.
    """
    region: set[int] = set()
    for pairs in copy.pairs:
        shared = [len(pairs & other) for other in origin.pairs]
        best = max(range(len(shared)), key=shared.__getitem__)
        if shared[best]:
            region.update((best - 1, best, best + 1))
    near = [at for at in region if 0 <= at < len(origin.sentences)]
    letters = set(copy.signature.shadow) - {"\n"}
    known = {letter for at in near for letter in origin.sentences[at]}
    opening: set[str] = set().union(*copy.pairs[:OPENING])
    theirs: set[str] = set().union(*(origin.pairs[at] for at in near))
    return (
        weight(letters & known) / (weight(letters) or 1.0),
        sum(map(weight, opening & theirs)) / (sum(map(weight, opening)) or 1.0),
    )


def _passages(copy: Side, origin: Side) -> float | None:
    """The share of the shorter text in passages that both have word for word; None when one has hardly other words."""
    ours, theirs = copy.signature.shadow.replace("\n", ""), origin.signature.shadow.replace("\n", "")
    n_common = sum(length for length in _runs(ours, theirs) if length >= PASSAGE)
    shorter, longer = sorted((len(ours), len(theirs)))
    share = n_common / shorter
    if share < RELEASE or share > 1 - OWN_WORDS or n_common / longer > 1 - OWN_WORDS:
        return None
    return round(share, 3)


def _runs(ours: str, theirs: str) -> list[int]:
    """Lengths of the stretches of `ours` that stand in `theirs`, found greedily from left to right."""
    first: dict[str, int] = {}
    for at in range(len(theirs) - GRAM * 4, -1, -1):
        first[theirs[at : at + GRAM * 4]] = at
    runs, at = [], 0
    while at < len(ours):
        place = first.get(ours[at : at + GRAM * 4])
        if place is None:
            at += 1
            continue
        length = 0
        while at + length < len(ours) and place + length < len(theirs) and ours[at + length] == theirs[place + length]:
            length += 1
        runs.append(length)
        at += length
    return runs


def earlier(signature: Signature) -> tuple[bool, date, int, int, str]:
    """The order of origins, total, so that no circle can be: the earlier published; of one day or undated the one
    that credits fewer, then the fuller one. Undated texts come after all dated ones.
    """
    day = signature.published
    whole = sum(credit.whole for credit in signature.credits)
    return day is None, day or date.max, whole, -len(signature.shadow), signature.doc_hash
