"""A user's words to ids: the registry first, then the names the ledger has seen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from talentflow.answers import CohortQuestion
from talentflow.entities import name_key
from talentflow.errors import InputError
from talentflow.lang.registry import Cohort, Registry
from talentflow.ledger import Clock, View
from talentflow.model.entity import Entity, EntityKind

BIG_TECH = ("big-tech-cn", "magnificent-seven", "faang")  # cohorts whose members count as big tech


class NotFound(InputError):
    """Nothing in the ledger has this name."""


class Lookup:
    """Finds people, organizations and cohorts by what a user calls them."""

    def __init__(self, view: View, registry: Registry | None = None, clock: Clock | None = None) -> None:
        self.view = view
        self.clock = clock or Clock()
        self.registry = registry or Registry.load()

    def persons(self, words: str) -> list[Entity]:
        """People of this name or id, several where the name is shared; raises NotFound with what is near."""
        by_id = self.view.entity(words, self.clock)
        if by_id is not None and by_id.kind == "person":
            return [by_id]
        return self.view.find("person", name_key(words), self.clock) or self._nobody("person", words)

    def orgs(self, words: str) -> list[Entity]:
        """Organizations of this name or id; one the registry lists is given even if no document tells of it."""
        listed = self.registry.by_id.get(words) or self.registry.find(words)
        if listed is not None:
            entity = Entity(
                id=listed.id,
                kind="org",
                name=listed.name,
                aliases=(listed.name, *listed.aliases),
                kind_detail=listed.kind,
                parent_id=listed.parent,
                country=listed.country or None,
            )
            return self.view.entities([listed.id], self.clock) or [entity]
        by_id = self.view.entity(words, self.clock)
        if by_id is not None and by_id.kind == "org":
            return [by_id]
        return self.view.find("org", name_key(words), self.clock) or self._nobody("org", words)

    def with_units(self, org_ids: Iterable[str]) -> tuple[str, ...]:
        """The organizations and every unit below them."""
        return tuple(dict.fromkeys(one for org_id in org_ids for one in (org_id, *self._units.get(org_id, ()))))

    def places(self, org: str | None, cohort: str | None) -> tuple[str, ...] | None:
        """Ids of an organization, of a cohort's members, or of those in both, with units; None without either."""
        chosen: list[tuple[str, ...]] = []
        if org is not None:
            chosen.append(self.with_units(one.id for one in self.orgs(org)))
        if cohort is not None:
            chosen.append(self.with_units(self.cohort(cohort).members))
        if not chosen:
            return None
        return tuple(one for one in chosen[0] if all(one in other for other in chosen[1:]))

    def family(self, words: str) -> frozenset[str]:
        """The organization of this name with its units and its parents; nothing where the registry has none."""
        listed = self.registry.find(words)
        if listed is None:
            return frozenset()
        return frozenset((listed.id, *self._units.get(listed.id, ()), *self.registry.parents(listed.id)))

    def cohort(self, words: str) -> Cohort:
        """The cohort by id, name or alias; raises NotFound with those there are."""
        found = self.registry.cohort(words)
        if found is None:
            known = ", ".join(cohort.name for cohort in self.registry.cohorts) or "none"
            raise NotFound(f"no cohort is called {words!r}; known: {known}")
        return found

    def question(self, cohort: Cohort) -> CohortQuestion:
        """What `answers.ask` needs to know about the cohort's organizations."""
        cohorts = [found for name in BIG_TECH if (found := self.registry.cohort(name)) is not None]
        big = [member for one in cohorts for member in one.members]
        names = {member: self.registry.by_id[member].name for member in cohort.members}
        families = {
            org.id: frozenset((org.id, *self._units.get(org.id, ()), *self.registry.parents(org.id)))
            for org in self.registry.organizations
        }
        return CohortQuestion(
            name=cohort.name,
            members=names,
            units={member: self._units.get(member, ()) for member in names},
            families=families,
            big=frozenset(self.with_units(big)),
            family=self.family,
        )

    @cached_property
    def _units(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for org in self.registry.organizations:
            for parent in self.registry.parents(org.id):
                below.setdefault(parent, []).append(org.id)
        return {parent: tuple(units) for parent, units in below.items()}

    def _nobody(self, kind: EntityKind, words: str) -> list[Entity]:
        near = self.view.near(kind, name_key(words), clock=self.clock)
        what = "person" if kind == "person" else "organization"
        hint = f"; near: {', '.join(near)}" if near else ""
        hint += f" ({then})" if (then := self._then()) else ""
        raise NotFound(f"no {what} called {words!r} in this ledger{hint}")

    def _then(self) -> str:
        day = self.clock.known_by
        return f"as known by {day}" if day is not None else ""
