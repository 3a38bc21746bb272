"""Person names in normalized Chinese text, each with a probability.

A generous candidate generator (name_candidates) and a log-linear model over sets of non-overlapping spans (a
semi-Markov conditional random field: Sarawagi and Cohen 2004), so that a span's score is its marginal probability
given all rivals.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from talentflow.lang.name_candidates import Candidate, Frame, candidates
from talentflow.lang.name_lexicon import NameLexicon, load_lexicon
from talentflow.lang.name_scores import Scorer
from talentflow.model.light import light

THRESHOLD = 0.4  # least marginal probability of a returned span
KNOWN_SHARE = 1.0  # share of a name's best log odds that its other occurrences in the document inherit
KNOWN_MAX = 6.0
OPEN = 0.003  # a span less likely than this is not looked at again
SHORTER_STEP = 1.0  # log odds a doubling: how much oftener "Zhang Yong" stands in the document than "Zhang Yong de"
NEVER_SHORTER = 2.0  # log odds against "Zhang Yi" where it only ever stands inside "Zhang Yiming"
OVERLAP_PENALTY = -4.0  # a candidate that cuts into a title or an organization
LOGIT_MAX = 30.0
FULL, HALF_SURE, N_AGAIN = 3, 0.2, 3  # characters of a full name, its least probability, and repetitions that count
GLOSS = re.compile(r"\([A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){1,3}\)")
SURE_MEMBER, MEMBER, LEAST_MEMBER = 0.9, 0.75, 0.02  # of a list: its sure names, one beside them, the least likely one
TITLED = 0.18  # least probability of a full name right behind a title
GLOSSED = 0.25  # least probability of a name with a gloss
LIST_MARKS = frozenset("\u3001\u548c\u4e0e\u53ca")
MARKS = frozenset(",;:\u3002!?()\u201c\u201d\n")
KINDS = {"tr": "translit", "dot": "translit", "lat": "latin"}

Offsets = Sequence[tuple[int, int]]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """`text[start:end]` names a person; score is a probability; kind is zh, translit or latin."""

    start: int
    end: int
    text: str
    score: float
    kind: str


def marginals(spans: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """Probability of each span under all sets of non-overlapping spans; `spans` ordered by end."""
    weights = [math.exp(score if score < LOGIT_MAX else LOGIT_MAX) for score in scores]
    if _all_rivals(spans):  # the usual case
        total = sum(weights, 1.0)
        return [weight / total for weight in weights]
    edges = sorted({i for i, _, _ in spans} | {j for _, j, _ in spans})
    at = {edge: k for k, edge in enumerate(edges)}
    inner = [(at[i], at[j]) for i, j, _ in spans]
    size = len(edges)
    forward = [1.0] * size
    by_end: list[list[int]] = [[] for _ in range(size)]
    by_start: list[list[int]] = [[] for _ in range(size)]
    for k, (low, high) in enumerate(inner):
        by_end[high].append(k)
        by_start[low].append(k)
    for node in range(1, size):
        forward[node] = forward[node - 1] + sum([forward[inner[k][0]] * weights[k] for k in by_end[node]])
    backward = [1.0] * size
    for node in range(size - 2, -1, -1):
        backward[node] = backward[node + 1] + sum([backward[inner[k][1]] * weights[k] for k in by_start[node]])
    total = forward[-1]
    return [forward[low] * weight * backward[high] / total for (low, high), weight in zip(inner, weights, strict=True)]


def _all_rivals(spans: Sequence[Candidate]) -> bool:
    """All start together and end apart."""
    start, ended = spans[0][0], -1
    for i, j, _ in spans:
        if i != start or j == ended:
            return False
        ended = j
    return True


def clusters(spans: Sequence[Candidate]) -> list[list[int]]:
    """Indices of spans that overlap, directly or through others; spans of different clusters are independent.

    `spans` ordered by end and start, and so are those of a cluster.
    """
    out: list[list[int]] = []
    reach = sys.maxsize  # the first start of the group that is being filled, from the last one on
    for k in range(len(spans) - 1, -1, -1):
        i, j, _ = spans[k]
        if not out or j <= reach:
            out.append([k])
            reach = i
        else:
            out[-1].append(k)
            if i < reach:
                reach = i
    for group in out:
        group.reverse()
    out.reverse()
    return out


class NameFinder:
    """Finds person names; stateless after loading, safe to share between threads."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._lexicon = lexicon
        self._scorer = Scorer(lexicon)

    @classmethod
    @cache
    def load(cls) -> NameFinder:
        """The finder with the shipped tables and weights; read once per process."""
        return cls(load_lexicon())

    def find(
        self,
        text: str,
        *,
        blocked: Offsets = (),
        titles: Offsets = (),
        orgs: Offsets = (),
        threshold: float = THRESHOLD,
    ) -> list[NameSpan]:
        """Names of persons in one normalized text, in order, never overlapping each other or a blocked span.

        blocked: half-open spans no name may touch; titles, orgs: known spans, used as context and shunned when cut.
        """
        frame = Frame(text, self._lexicon)
        spans = _allowed(candidates(frame, self._lexicon), len(text), blocked)
        scores = self._score(frame, spans, titles, orgs)
        groups = clusters(spans)
        chances = _chances(spans, scores, groups)
        repeated = _recount(text, spans, scores, chances)
        if repeated is not None:
            changed = {k for k, (old, new) in enumerate(zip(scores, repeated, strict=True)) if old != new}
            moved = [group for group in groups if not changed.isdisjoint(group)]
            chances = _chances(spans, repeated, moved, chances)
        told = _glossed(text, spans, _in_lists(text, spans, chances))
        return _choose(text, spans, _titled(spans, told, frozenset(end for _, end in titles), threshold), threshold)

    def _score(self, frame: Frame, spans: Sequence[Candidate], titles: Offsets, orgs: Offsets) -> list[float]:
        left = {end: "title" for _, end in titles}
        right = {start: "title" for start, _ in titles}
        left.update((end, "org") for _, end in orgs)
        right.update((start, "org") for start, _ in orgs)
        scores = self._scorer.score(frame, spans, left, right)
        if not (titles or orgs):
            return scores
        soft = _mask(len(frame.text), [*titles, *orgs])
        return [
            score + OVERLAP_PENALTY if soft.find(1, span[0], span[1]) >= 0 else score
            for span, score in zip(spans, scores, strict=True)
        ]


def _logit(chance: float) -> float:
    return math.log(max(chance, 1e-9) / max(1.0 - chance, 1e-9))


def _recount(
    text: str, spans: Sequence[Candidate], scores: Sequence[float], chances: Sequence[float]
) -> list[float] | None:
    """Scores moved by what the rest of the document says about the same string; None where nothing repeats.

    A name that is sure once is likely elsewhere; of two names with the same start, the one that stands more often than
    the other can explain is favoured.
    """
    places: dict[str, list[int]] = {}
    for k, (i, j, _) in enumerate(spans):
        if chances[k] >= OPEN:
            places.setdefault(text[i:j], []).append(k)
    counts = {name: text.count(name) for name in places}
    if max(counts.values(), default=1) == 1:
        return None
    out = list(scores)
    for name, found in places.items():
        count = counts[name]
        if count > 1:
            ranked = sorted((chances[k] for k in found), reverse=True)
            for k in found:
                best = ranked[0] if chances[k] < ranked[0] or len(found) == 1 else ranked[1]
                if len(name) >= FULL and ranked[0] >= HALF_SURE:
                    out[k] += min(count - 1, N_AGAIN)  # three characters in a row, told again, are no accident
                if len(found) > 1:
                    out[k] += KNOWN_SHARE * min(KNOWN_MAX, max(0.0, _logit(best)))
        if len(name) >= 3 and name[:-1] in counts:
            shorter = counts[name[:-1]]
            if shorter > count:
                step = SHORTER_STEP * min(3.0, math.log2(shorter / count))
                for k in found:
                    out[k] -= step
            elif count > 1:
                for k in places[name[:-1]]:
                    out[k] -= NEVER_SHORTER
    return out


def _in_lists(text: str, spans: Sequence[Candidate], chances: Sequence[float]) -> Sequence[float]:
    """A whole member of a list beside a sure name is one itself, however rare it is."""
    starts = {i for (i, _, _), chance in zip(spans, chances, strict=True) if chance >= SURE_MEMBER}
    ends = {j for (_, j, _), chance in zip(spans, chances, strict=True) if chance >= SURE_MEMBER}
    if not starts:
        return chances
    out = list(chances)
    for k, (i, j, _) in enumerate(spans):
        if LEAST_MEMBER <= chances[k] < MEMBER:
            before, after = text[i - 1 : i], text[j : j + 1]
            opened, closed = before in LIST_MARKS, after in LIST_MARKS
            beside = (opened and i - 1 in ends) or (closed and j + 1 in starts)
            if beside and (opened or before in MARKS) and (closed or after in MARKS):
                out[k] = MEMBER
    return out


def _glossed(text: str, spans: Sequence[Candidate], chances: Sequence[float]) -> Sequence[float]:
    """The likeliest span in front of a foreign name in brackets is that name, however rare it is."""
    best: dict[int, int] = {}
    for k, (_, j, _) in enumerate(spans):
        if chances[k] >= GLOSSED and GLOSS.match(text, j):
            best[j] = max(k, best.get(j, k), key=lambda at: chances[at])
    out = list(chances)
    for k in best.values():
        out[k] = max(out[k], MEMBER)
    return out


def _titled(
    spans: Sequence[Candidate], chances: Sequence[float], ends: frozenset[int], threshold: float
) -> Sequence[float]:
    """A full name right behind a title passes with less, for something has to stand there."""
    out = list(chances)
    for k, (i, j, kind) in enumerate(spans):
        if TITLED <= chances[k] < threshold and i in ends and j - i >= FULL and kind == "zh":
            out[k] = threshold
    return out


def _mask(size: int, spans: Offsets) -> bytearray:
    mask = bytearray(size)
    for start, end in spans:
        mask[start:end] = b"\x01" * (min(end, size) - start)
    return mask


def _allowed(spans: list[Candidate], size: int, blocked: Offsets) -> list[Candidate]:
    if not blocked:
        return spans
    find = _mask(size, blocked).find
    return [span for span in spans if find(1, span[0], span[1]) < 0]


def _chances(
    spans: Sequence[Candidate], scores: Sequence[float], groups: Sequence[Sequence[int]], known: Sequence[float] = ()
) -> list[float]:
    """The marginals of the spans of `groups`; the others keep what is known of them."""
    chances = list(known) or [0.0] * len(spans)
    for group in groups:
        if len(group) == 1:  # nothing but the text itself against it
            score = scores[group[0]]
            weight = math.exp(score if score < LOGIT_MAX else LOGIT_MAX)
            chances[group[0]] = weight / (1.0 + weight)
            continue
        found = marginals([spans[k] for k in group], [scores[k] for k in group])
        for k, chance in zip(group, found, strict=True):
            chances[k] = chance
    return chances


def _choose(text: str, spans: Sequence[Candidate], chances: Sequence[float], threshold: float) -> list[NameSpan]:
    """Above one half the marginals of overlapping spans cannot both pass; below it the likelier one wins."""
    picked: list[NameSpan] = []
    taken = bytearray(len(text))
    likely = [k for k, chance in enumerate(chances) if chance >= threshold]
    for k in sorted(likely, key=lambda k: -chances[k]):
        i, j, kind = spans[k]
        if taken.find(1, i, j) < 0:
            taken[i:j] = b"\x01" * (j - i)
            picked.append(
                NameSpan(start=i, end=j, text=text[i:j], score=round(chances[k], 4), kind=KINDS.get(kind, "zh"))
            )
    return sorted(picked, key=lambda span: span.start)
