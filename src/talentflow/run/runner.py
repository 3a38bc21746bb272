"""The port that carries pure work out, here or on many machines: one method, `map`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Runner(Protocol):
    """Applies `work` to every item and gives the results in the order of the items, each exactly once.

    `work` and the items can be pickled; `work` does not raise. An item whose worker dies again and again gives
    `lost(item, reason)` instead of a result. Items are taken lazily.
    """

    def map(self, work: Callable[[T], R], items: Iterable[T], lost: Callable[[T, str], R]) -> Iterator[R]:
        """See the class."""
        ...
