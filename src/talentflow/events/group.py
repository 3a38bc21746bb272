"""Which claims tell one change: one person, one group of kinds, one organization, days that can be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from talentflow.events.occurrence import BY_ROLE, Key, Occurrence
from talentflow.events.rival import Stay, one_change
from talentflow.events.unit import Above, told_of_units
from talentflow.events.window import LAST, window
from talentflow.model.claim import Claim, ClaimKind
from talentflow.model.likeness import alike, folded
from talentflow.model.teller import NOBODY, Tellers

# Kinds that may be two wordings of one change; they meet only where their roles agree.
KIND_GROUP: dict[ClaimKind, str] = {
    "leave": "out",
    "step_down": "out",
    "join": "in",
    "appoint": "in",
    "found": "found",
    "held": "held",
    "reports_to": "reports_to",
}
# The groups of kinds that say that the person was there, or was not, between two changes of a group.
BETWEEN: dict[str, tuple[str, ...]] = {"out": ("in", "found", "held"), "in": ("out",), "found": ("out",)}


def group(claims: Iterable[Claim], tellers: Tellers, above: Above | None = None) -> list[tuple[Claim, ...]]:
    """Claims by occurrence, whatever the order they came in; every claim needs a `person_id`.

    Within one person, group of kinds and organization the claims are taken narrowest date first; each joins the
    occurrence whose days all its claims share with it (days that all pairs share have a common day), the nearest one
    to its publication where several do. A copy's claim goes with its origin's, whatever day it gives. Days that do not
    meet are two occurrences, unless they are too near for the person to have been back in between (`events.rival`).
    `above` gives the parents of an organization: what some tell of a unit and others of its parent is one
    (`events.unit`).
    """
    buckets: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.person_id is None:
            raise ValueError(f"claim {claim.id} has no person_id")
        buckets[_key(claim)].append(claim)
    found: dict[Key, list[Occurrence]] = {}
    for key in sorted(buckets):
        found[key] = _occurrences(buckets[key], tellers)
        if len(found[key]) > 1 and key[1] in BETWEEN and key[2]:
            found[key] = _joined(found[key], _stays(buckets, key, tellers))
    if above is not None:
        told_of_units(found, above, tellers)
    return [(*o.claims, *o.copies) for key in sorted(found) for o in found[key]]


def _key(claim: Claim) -> Key:
    place = claim.org_id or (f"words:{folded(claim.org)}" if claim.org else "")
    kind = KIND_GROUP[claim.kind]
    if kind == "reports_to":
        place = f"{place}>{folded(claim.to or '')}"
    return claim.person_id or "", kind, place


def _occurrences(claims: Sequence[Claim], tellers: Tellers) -> list[Occurrence]:
    """Origins first, then what is made from them, each copy after the copies it is made from."""

    def known(claim: Claim) -> int:
        day = tellers.get(claim.doc_hash, NOBODY).known_on
        return day.toordinal() if day is not None else LAST

    def order(claim: Claim) -> tuple[int, bool, int, bool, int, int, str]:
        days = windows[claim.id]
        depth = len(origins[claim.id])
        return depth, claim.date is None, days.n_days, claim.role is None, days.first, known(claim), claim.id

    telling = {claim.doc_hash for claim in claims}
    origins = {c.id: telling.intersection(tellers.get(c.doc_hash, NOBODY).origins) for c in claims}
    windows = {c.id: window(c, tellers.get(c.doc_hash, NOBODY).known_on) for c in claims}
    found: list[Occurrence] = []
    for claim in sorted(claims, key=order):
        days = windows[claim.id]
        made_from = origins[claim.id]
        theirs = [o for o in found if made_from and o.told_by(made_from) and o.like(claim)]
        open_to = [o for o in theirs or found if o.takes(claim, days)] or theirs
        if not open_to:
            found.append(Occurrence([claim], days, {claim.post} if claim.post is not None else set()))
            continue
        at = known(claim)
        chosen = min(open_to, key=lambda o: (o.days.gap(days), o.days.distance(at), o.days.first))
        if made_from:
            chosen.copies.append(claim)
        else:
            chosen.add(claim, days)
    return found


def _joined(found: Sequence[Occurrence], stays: Sequence[Stay]) -> list[Occurrence]:
    """Occurrences that can only be one change told with rival dates, as one."""
    done: list[Occurrence] = []
    for late in sorted(found, key=lambda o: (o.days.last, o.days.first, o.claims[0].id)):
        early = next((one for one in reversed(done) if _agree(one, late)), None)
        if early is not None and one_change((early.days, early.claims), (late.days, late.claims), stays):
            early.claims += late.claims
            early.copies += late.copies
            early.roles |= late.roles
        else:
            done.append(late)
    return done


def _agree(early: Occurrence, late: Occurrence) -> bool:
    """The two can be one change but for their days."""
    shared = {claim.kind for claim in early.claims} & {claim.kind for claim in late.claims}
    if shared - BY_ROLE:
        return True
    if not shared:
        return False
    return not early.roles or not late.roles or any(alike(a, b) for a in early.roles for b in late.roles)


def _stays(buckets: dict[Key, list[Claim]], key: Key, tellers: Tellers) -> list[Stay]:
    """Dated days on which the person is told, by no copy, to have been there, or gone, between two changes."""
    person, kind, place = key
    return [
        Stay(window(claim, None), seen=claim.kind == "held")
        for other in BETWEEN[kind]
        for claim in buckets.get((person, other, place), ())
        if claim.date is not None and claim.status != "denied" and not tellers.get(claim.doc_hash, NOBODY).origins
    ]
