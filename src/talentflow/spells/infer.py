"""What a career suggests and nobody says: arriving at Y, one may have left X. Marked as such; it moves no bound."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from talentflow.model.event import CareerEvent
from talentflow.model.spell import Hypothesis
from talentflow.model.time import When
from talentflow.spells.draft import Draft, days

ARRIVES = frozenset({"join", "found"})
FIRM = frozenset({"announced", "reported", "disputed"})


def suppose(drafts: Sequence[Draft], above: Mapping[str, Collection[str]]) -> None:
    """Add a `left_by` hypothesis to each open spell that begins before the person arrives elsewhere, the first time.

    Organizations that belong to one another are no elsewhere, and a second arrival at the same place ends the stay
    before it as far as anybody can suppose.
    """
    for draft in drafts:
        if not draft.is_open or draft.first.status not in FIRM:
            continue
        moves = [
            other.opened[0]
            for other in drafts
            if other is not draft and _arrives(other) and _elsewhere(draft, other, above) and _before(draft, other)
        ]
        if moves:
            first = min(moves, key=lambda event: (days(event)[1], event.id))
            draft.hypotheses.append(Hypothesis(kind="left_by", date=_by(first), event_ids=(first.id,)))


def _arrives(draft: Draft) -> bool:
    return bool(draft.opened) and draft.opened[0].kind in ARRIVES and draft.opened[0].status in FIRM


def _elsewhere(draft: Draft, other: Draft, above: Mapping[str, Collection[str]]) -> bool:
    if draft.place == other.place:
        return draft.opened[:1] != other.opened[:1] and _arrives(draft)
    return other.place not in above.get(draft.place, ()) and draft.place not in above.get(other.place, ())


def _before(draft: Draft, other: Draft) -> bool:
    """The stay began before the arrival, and nothing shows it after; an undated one began before it was told."""
    arrival, first = other.opened[0], draft.first
    if first is arrival:
        return False
    seen = [one.date for one in draft.told if one.date is not None]
    if arrival.date is not None and any(arrival.date.is_before(when) for when in seen):
        return False
    if first.date is None:
        return days(first)[1] < days(arrival)[1]
    return days(first)[0] <= days(arrival)[1]


def _by(event: CareerEvent) -> When | None:
    if event.date is None or event.date.end is None:
        return None
    return When.range(None, event.date.end.isoformat())
