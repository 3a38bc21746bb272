"""A typed stretch of the shadow text: what the mentions station finds and the claims station reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from talentflow.model.light import light


@light
@dataclass(frozen=True, slots=True)
class Chunk:
    """Half-open `[start, end)` in the shadow; `text` is the shadow's words there.

    kind: person, org, role, time, unnamed (an organization without a name), anaphor, pronoun. `key` is the registry id
    of an organization, `detail` a chunk's class within its kind, `value` the parsed expression of a time.
    """

    kind: str
    start: int
    end: int
    text: str
    key: str | None = None
    detail: str | None = None
    score: float = 1.0
    value: Any = None
