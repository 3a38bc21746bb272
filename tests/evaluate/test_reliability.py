"""Calibration bins add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentflow.evaluate import reliability

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_nothing_judged() -> None:
    table = reliability([])
    assert (table.n, table.error, table.brier) == (0, None, None)


def test_perfect_confidence() -> None:
    table = reliability([(1.0, True)] * 3 + [(0.0, False)] * 2)
    assert (table.error, table.brier) == (0.0, 0.0)
    assert (table.bins[-1].n, table.bins[0].n) == (3, 2)


def test_a_confidence_outside_the_scale() -> None:
    with pytest.raises(ValueError, match=r"1\.5"):
        reliability([(1.5, True)])


@given(PAIRS, st.integers(1, 20))
def test_every_pair_is_in_one_bin(pairs: list[tuple[float, bool]], n_bins: int) -> None:
    table = reliability(pairs, n_bins)
    assert sum(room.n for room in table.bins) == table.n == len(pairs)
    assert table.error is None or 0 <= table.error <= 1
    assert all(room.confidence is None or room.low - 1e-9 <= room.confidence <= room.high + 1e-9 for room in table.bins)
