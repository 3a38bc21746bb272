"""What was known when: a record and the days on which the documents known by then told exactly this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")

# The day on which an undated document speaks: after every day, so only to those who ask for what is known now.
UNDATED = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Generic[T]):
    """Half-open `[since, until)`; `until` None is what stands now."""

    record: T
    since: date
    until: date | None = None


def stretches(steps: Sequence[tuple[date, Mapping[str, T]]]) -> list[Known[T]]:
    """The records of each step, by key, as stretches of steps on which they are equal; the last step stands now.

    >>> steps = [(date(2024, 1, 1), {"a": 1}), (date(2025, 1, 1), {"a": 1})]
    >>> [(known.record, known.since.year, known.until) for known in stretches(steps)]
    [(1, 2024, None)]
    """
    done: list[Known[T]] = []
    running: dict[str, tuple[T, date]] = {}
    for day, records in steps:
        for key in [key for key, (record, _) in running.items() if _differs(records.get(key), record)]:
            record, since = running.pop(key)
            done.append(Known(record=record, since=since, until=day))
        for key, record in records.items():
            running.setdefault(key, (record, day))
    done += [Known(record=record, since=since) for record, since in running.values()]
    return done


def _differs(one: object, other: object) -> bool:
    return one is not other and one != other  # most are the very same: comparing their fields costs
