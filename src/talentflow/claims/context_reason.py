"""Why a person goes: the words of the reason, from the trigger's clause and its neighbours."""

from __future__ import annotations

from talentflow.claims.scene import Scene

REACH = 44  # characters behind the trigger
QUOTES = '"\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f'


def reason(scene: Scene, start: int, end: int) -> str | None:
    """The reason of a trigger at [start, end), None where the text gives none."""
    text = scene.text
    clause = scene.clause(start)
    own = scene.clauses[clause]
    before = _before(scene, clause)
    after = scene.clauses[min(clause + 2, len(scene.clauses) - 1)][1]
    searches = (
        ("reason_before", before, start),
        ("reason_purpose", before, start),
        ("reason_wish", before, start),
        ("reason_after", end, min(after, end + REACH)),
        ("reason_wish", end, min(after, end + REACH)),
        ("reason_told", before, max(own[1], end)),
    )
    for name, low, high in searches:
        match = scene.words.patterns[name].search(text, low, high)
        if match is None:
            continue
        if name in ("reason_after", "reason_wish") and low == end and _another_person(scene, end, match.start()):
            continue
        low, high = match.span("why")
        if scene.is_possessive(high - 1):
            continue  # "because of P's departure": what follows from it
        return scene.reading.words(low, high).strip(QUOTES + " ")
    return None


def _before(scene: Scene, clause: int) -> int:
    """Where the search starts: the clause before belongs to the trigger unless the trigger's own names its people."""
    low, high = scene.clauses[clause]
    if clause == 0:
        return low
    first = scene.groups[0].start if scene.groups else high
    fresh = [p for p in scene.of("person") if low <= p.start < high]
    previous = scene.clauses[clause - 1]
    if fresh and first < low:
        return low
    return scene.clauses[clause - 2][0] if clause > 1 and previous[1] - previous[0] <= 8 else previous[0]


def _another_person(scene: Scene, start: int, end: int) -> bool:
    return any(start <= c.start < end for c in scene.of("person"))
