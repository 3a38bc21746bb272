"""A person or organization behind many mentions, and the verdicts that bring mentions together (nomenklatura)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talentflow.model.light import light

EntityKind = Literal["person", "org"]
Verdict = Literal["positive", "negative", "unsure"]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """`id` is canonical and stable; `aliases` are every form seen or known; `kind_detail` is the registry's kind."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    kind_detail: str | None = None
    parent_id: str | None = None
    country: str | None = None
    placeholder: bool = False


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Append-only: `left_id` and `right_id` are (positive), are not (negative) or may be (unsure) one thing."""

    left_id: str
    right_id: str
    verdict: Verdict
    by: str
    reason: str
    score: float | None = None
