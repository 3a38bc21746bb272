"""Does a confidence of 0.8 mean right four times in five? Calibration bins, expected error, Brier score (Guo 2017)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

N_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims whose confidence is in `[low, high)`, the last bin closed; None where there are none."""

    low: float
    high: float
    n: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """`error` is the expected calibration error, `brier` the mean squared one; both 0 is perfect, None without data."""

    bins: tuple[Bin, ...]
    n: int
    error: float | None
    brier: float | None


def reliability(judged: Iterable[tuple[float, bool]], n_bins: int = N_BINS) -> Reliability:
    """The table over `(confidence, is_right)` pairs; confidences outside 0..1 raise ValueError.

    >>> reliability([(0.9, True), (0.9, False)]).error
    0.4
    """
    rooms: list[list[tuple[float, bool]]] = [[] for _ in range(n_bins)]
    for confidence, is_right in judged:
        if not 0.0 <= confidence <= 1.0:
            raise ValueError(f"confidence {confidence} is not in 0..1")
        rooms[min(int(confidence * n_bins), n_bins - 1)].append((confidence, is_right))
    bins = tuple(_bin(room, i / n_bins, (i + 1) / n_bins) for i, room in enumerate(rooms))
    pairs = [pair for room in rooms for pair in room]
    if not pairs:
        return Reliability(bins=bins, n=0, error=None, brier=None)
    gaps = sum(
        b.n * abs(b.confidence - b.accuracy) for b in bins if b.confidence is not None and b.accuracy is not None
    )
    return Reliability(
        bins=bins,
        n=len(pairs),
        error=round(gaps / len(pairs), 4),
        brier=round(sum((confidence - is_right) ** 2 for confidence, is_right in pairs) / len(pairs), 4),
    )


def _bin(room: list[tuple[float, bool]], low: float, high: float) -> Bin:
    if not room:
        return Bin(low=low, high=high, n=0, confidence=None, accuracy=None)
    n = len(room)
    return Bin(
        low=low, high=high, n=n, confidence=sum(c for c, _ in room) / n, accuracy=sum(right for _, right in room) / n
    )
