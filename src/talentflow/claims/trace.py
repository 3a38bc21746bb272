"""Why a claim is what it is: the trigger, the cues, the candidates with their features and scores, and who lost."""

from __future__ import annotations

from dataclasses import dataclass

from talentflow.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One candidate for an argument: its words, its features and their sum; the first of a list won."""

    words: str
    features: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The decision at one trigger. `orgs` is empty where the words name the organization for the argument."""

    rule: str
    trigger: str
    people: tuple[Weighed, ...]
    orgs: tuple[Weighed, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim, the rule's own reason, where its organization came from, and the decision behind it.

    `trace` is None for a claim that no trigger proposed: a position bound to a name, or what a move implies.
    """

    claim: Claim
    why: str
    org_basis: str
    trace: Trace | None


DERIVED = {
    "held.post": "a position bound to a name by the grammar of its noun phrase",
    "held.former": "a past mark and an organization in front of a name: a tie of the past",
    "leave.implied": "a present post in the sentence that tells of joining another employer: the tie ends",
    "leave.from": "the words name where the person joins from",
    "leave.home": "the organization in front of the name is another one than the person joins",
    "leave.old": "the words name the old employer beside the new one",
    "leave.changed": "the words tell of a change of employer: the post the sentence names is given up",
    "step_down.handover": "the post goes from this person to another",
    "step_down.moved": "a present post is given up by a transfer within the house, or because another takes it",
    "step_down.ousted": "somebody is put in this person's place",
}  # rules of the engine itself: claims that follow from other words than a trigger of their own
