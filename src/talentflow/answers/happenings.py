"""What happened to organizations: each thing once, with everything that was said of it and where it stands.

Sources tell of one sale, round or layoff as they do of a move: rumored, reported, denied. The law of
`model.standing` says where it stands, so that what was reported and then shown false is denied, not a happening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talentflow.ledger import Clock, View
from talentflow.model.claim import OrgEvent
from talentflow.model.descent import descents
from talentflow.model.document import Document
from talentflow.model.event import StatusStep
from talentflow.model.likeness import alike
from talentflow.model.lineage import Descent
from talentflow.model.standing import STRENGTH, standing
from talentflow.model.time import When

# How many days two tellings of one kind may lie apart to be of one thing; None: it happens once. Chosen.
NEAR: dict[str, int | None] = {
    "founding": None,
    "acquisition": 366,
    "dispute": 366,
    "reorganization": 92,
    "layoff": 92,
    "strategy_shift": 92,
    "product_release": 92,
    "product_stop": 92,
    "financing": 31,
}
BY_UNIT = frozenset({"product_release", "product_stop", "strategy_shift"})  # another product is another thing

# The ids of an organization so called, its parents and its units; none where nobody knows the name.
Family = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened to an organization, or was said to; values are those of the telling that counts most."""

    kind: str
    org: str | None
    org_id: str | None
    unit: str | None
    other: str | None
    amount: str | None
    date: When | None
    status: str
    history: tuple[StatusStep, ...]
    best: OrgEvent
    tellings: tuple[OrgEvent, ...]


def happenings(view: View, org_ids: Sequence[str], clock: Clock, family: Family) -> tuple[Happening, ...]:
    """What sources say of these organizations, by day."""
    told = view.org_events(org_ids, clock)
    documents = view.documents({event.doc_hash for event in told})
    ancestry = _descents(view, documents, clock)
    groups: list[list[OrgEvent]] = []
    for event in sorted(told, key=lambda e: (_days(e, documents), e.doc_hash, e.evidence.span.start)):
        fitting = (g for g in groups if all(_one(event, other, documents, family) for other in g))
        group = next(fitting, None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    return tuple(_fused(group, documents, ancestry) for group in groups)


def _one(left: OrgEvent, right: OrgEvent, documents: Mapping[str, Document], family: Family) -> bool:
    """Two tellings can be of one thing."""
    if (left.kind, left.org_id) != (right.kind, right.org_id):
        return False
    if left.kind in BY_UNIT and (left.unit is None) != (right.unit is None):
        return False
    if left.unit is not None and right.unit is not None and not alike(left.unit, right.unit):
        return False
    if left.other is not None and right.other is not None and not _same_other(left.other, right.other, family):
        return False
    most = NEAR[left.kind]
    (a, b), (c, d) = _days(left, documents), _days(right, documents)
    return most is None or max((c - b).days, (a - d).days) <= most


def _same_other(left: str, right: str, family: Family) -> bool:
    return alike(left, right) or not family(left).isdisjoint(family(right))


def _days(event: OrgEvent, documents: Mapping[str, Document]) -> tuple[date, date]:
    """The days in which it lies: its date, else the day it was told."""
    published = documents[event.doc_hash].published or date.max
    if event.date is None:
        return published, published
    return event.date.start or event.date.end or published, event.date.end or event.date.start or published


def _descents(view: View, documents: Mapping[str, Document], clock: Clock) -> Mapping[str, Descent]:
    links = view.derivations(documents)
    origins = {link.origin_hash for link in links if link.origin_hash is not None}
    return descents(links, {*documents, *view.speaking(origins, clock)})


def _fused(told: Sequence[OrgEvent], documents: Mapping[str, Document], ancestry: Mapping[str, Descent]) -> Happening:
    telling = {event.doc_hash for event in told}
    denying = {event.doc_hash for event in told if event.status == "denied"}

    def is_copied(event: OrgEvent) -> bool:
        origins = ancestry[event.doc_hash].origins
        return not telling.isdisjoint(origins) and (event.status != "denied" or not denying.isdisjoint(origins))

    ordered = sorted(told, key=lambda e: (*_known(documents[e.doc_hash]), e.doc_hash, e.evidence.span.start))
    history = tuple(_step(e, documents, ancestry, is_copied(e)) for e in ordered)
    own = [event for event in ordered if not is_copied(event)]
    stands = standing([step for step in history if not step.copied])
    best = max(own, key=lambda e: (e.status == stands, STRENGTH.get(e.status, 0)))
    return Happening(
        kind=best.kind,
        org=best.org,
        org_id=best.org_id,
        unit=_first(best.unit, (e.unit for e in own)),
        other=_first(best.other, (e.other for e in own)),
        amount=_first(best.amount, (e.amount for e in own)),
        date=best.date or next((e.date for e in own if e.date is not None), None),
        status=stands,
        history=history,
        best=best,
        tellings=tuple(ordered),
    )


def _known(document: Document) -> tuple[bool, date]:
    return document.published is None, document.published or date.max


def _first(own: str | None, others: Iterable[str | None]) -> str | None:
    return own if own is not None else next((value for value in others if value is not None), None)


def _step(
    event: OrgEvent, documents: Mapping[str, Document], ancestry: Mapping[str, Descent], copied: bool
) -> StatusStep:
    return StatusStep(
        status=event.status,
        known_on=documents[event.doc_hash].published,
        doc=event.doc,
        source=None,
        claim_id="",
        root=ancestry[event.doc_hash].root,
        copied=copied,
    )
