"""Some tell a change of a unit and others of the organization above it: details that differ, one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from talentflow.events.occurrence import Key, Occurrence
from talentflow.events.window import LAST, Window
from talentflow.model.teller import NOBODY, Tellers

SAME = frozenset({"join", "leave"})  # a post at a unit and a post above it are two posts
AROUND = 31  # days around its telling in which an undated one is taken to lie: chosen, not measured

Above = Mapping[str, Collection[str]]


def told_of_units(found: Mapping[Key, list[Occurrence]], above: Above, tellers: Tellers) -> None:
    """Put what is told of a parent to the one occurrence at a unit that it can be, and take it off the parent's list.

    Not where several can be it, where one document tells both, as it tells them apart, nor where either is denied.
    """
    below: dict[Key, list[Key]] = defaultdict(list)
    for person, kind, place in sorted(found):
        for parent in above.get(place, ()):
            if (person, kind, parent) in found:
                below[person, kind, parent].append((person, kind, place))
    for higher in sorted(below):
        for one in list(found[higher]):
            fitting = [unit for key in below[higher] for unit in found[key] if _same(unit, one, tellers)]
            if len(fitting) == 1:
                fitting[0].claims += one.claims
                fitting[0].copies += one.copies
                found[higher].remove(one)


def _same(unit: Occurrence, one: Occurrence, tellers: Tellers) -> bool:
    a, b = [*unit.claims, *unit.copies], [*one.claims, *one.copies]
    if not SAME & {claim.kind for claim in a} & {claim.kind for claim in b}:
        return False
    if any(claim.status == "denied" for claim in (*a, *b)):
        return False
    if not {claim.doc_hash for claim in a}.isdisjoint(claim.doc_hash for claim in b):
        return False
    return _days(unit, tellers).meet(_days(one, tellers)) is not None


def _days(one: Occurrence, tellers: Tellers) -> Window:
    """Its days; of an undated one those around its first telling, as it may as well be an old story told again."""
    if any(claim.date is not None for claim in one.claims):
        return one.days
    days = [day for claim in one.claims if (day := tellers.get(claim.doc_hash, NOBODY).known_on) is not None]
    first = min(days).toordinal() if days else LAST
    return Window(first - AROUND, min(first + AROUND, LAST))
