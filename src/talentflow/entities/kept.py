"""What was worked out of some profiles and holds whatever else is read: the days of a block have most in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from talentflow.entities.compare import Comparison, compare
from talentflow.entities.orgs import org_id
from talentflow.entities.profile import Profile
from talentflow.lang.registry import Registry
from talentflow.model.claim import Claim
from talentflow.model.entity import Entity, Judgement


class Kept:
    """Gives what `compare`, `Profile.merged`, `org_id` give, each once. Profiles are kept: identity tells them apart.

    One stands for one registry, one set of mentions and of verdicts, and for claims that differ where their ids do.
    """

    def __init__(self) -> None:
        self._profiles: dict[Hashable, Profile] = {}
        self._compared: dict[tuple[int, int], Comparison] = {}
        self._merged: dict[tuple[int, int], tuple[Profile, Profile, Profile]] = {}
        self._judged: dict[int, tuple[Comparison, Judgement]] = {}
        self._orgs: dict[str, str | None] = {}
        self._persons: dict[int, tuple[Profile, Entity]] = {}

    def org_id(self, claim: Claim, registry: Registry) -> str | None:
        if claim.id not in self._orgs:
            self._orgs[claim.id] = org_id(claim, registry)
        return self._orgs[claim.id]

    def profile(self, told: Hashable, make: Callable[[], Profile]) -> Profile:
        """The profile of all that `told` says."""
        found = self._profiles.get(told)
        if found is None:
            found = self._profiles[told] = make()
        return found

    def compared(self, left: Profile, right: Profile) -> Comparison:
        pair = id(left), id(right)
        found = self._compared.get(pair)
        if found is None:
            found = self._compared[pair] = compare(left, right)
        return found

    def merged(self, first: Profile, second: Profile) -> Profile:
        pair = id(first), id(second)
        found = self._merged.get(pair)
        if found is None:
            found = self._merged[pair] = first, second, first.merged(second)
        return found[2]

    def person(self, profile: Profile, make: Callable[[Profile], Entity]) -> Entity:
        found = self._persons.get(id(profile))
        if found is None:
            found = self._persons[id(profile)] = profile, make(profile)
        return found[1]

    def judgement(self, one: Comparison) -> Judgement:
        found = self._judged.get(id(one))
        if found is None:
            found = self._judged[id(one)] = one, one.judgement()
        return found[1]
