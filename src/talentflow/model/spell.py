"""A spell: a person at an organization over an interval, what opened and closed it, and what is not known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from talentflow.model.light import light
from talentflow.model.time import When

# Why a bound is not a told date. `open`: nobody says that it ended. `before`: it had begun when it was first told.
# `between`: the change lies in an interval longer than a month. `told`: a source says that it happened, not when.
Censoring = Literal["none", "left", "right", "interval", "told"]
HypothesisKind = Literal["left_by", "end_rumored", "end_planned", "start_rumored", "start_planned"]
ContradictionKind = Literal["disputed", "left_before_joined", "left_twice", "told_after_leaving", "joined_twice"]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """What the events suggest and nobody says; it never moves a bound. `date` None: nobody says when."""

    kind: HypothesisKind
    date: When | None
    event_ids: tuple[str, ...]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Events about this spell that cannot all be as they are told."""

    kind: ContradictionKind
    event_ids: tuple[str, ...]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A person in a role (None: no source names one) at an organization.

    `start` and `end` are the days in which the change lies, None where nobody dates it; `start_censoring` is `left`
    where it had begun before anybody told, `end_censoring` is `right` where nobody says that it ended. `seen` are days
    on which a source puts the person there. `status` is that of what opened it, or told of it.
    """

    id: str
    person_id: str
    person: str
    org_id: str | None
    org: str | None
    role: str | None
    status: str
    start: When | None
    end: When | None
    start_censoring: Censoring
    end_censoring: Censoring
    opened_by: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    seen: tuple[When, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    rejoined: bool = False
    confidence: float = 1.0

    @property
    def is_open(self) -> bool:
        """Nobody says that it ended."""
        return self.end_censoring == "right"

    def held_on(self, day: date) -> Literal["yes", "maybe", "no"]:
        """Whether the person was there on a day, as far as the sources say.

        `no` needs a told bound on that side of the day; a right-censored spell holds as long as nobody ends it only
        as `maybe` after the last day it was seen.
        """
        started, ended = self.start, self.end
        if started is not None and started.start is not None and day < started.start:
            return "no"
        if ended is not None and ended.end is not None and day > ended.end:
            return "no"
        if self.end_censoring != "right" and ended is None:
            return "maybe"
        began = started is not None and started.end is not None and started.end <= day
        began = began or any(when.start is not None and when.start <= day for when in self.seen)
        lasts = ended is not None and ended.start is not None and day < ended.start
        lasts = lasts or any(when.end is not None and day <= when.end for when in self.seen)
        return "yes" if began and lasts else "maybe"
