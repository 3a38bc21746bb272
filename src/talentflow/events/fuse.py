"""One occurrence's claims to one career event: its history, and every told value with its rivals and its belief."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from talentflow.events.belief import COPIED, accuracy, beliefs, chance, denial
from talentflow.events.group import group
from talentflow.events.unit import Above
from talentflow.events.voice import Echoed, Voices, never, voices
from talentflow.model.claim import KINDS, Claim, ClaimKind
from talentflow.model.event import CareerEvent, StatusStep, Value
from talentflow.model.ids import content_id
from talentflow.model.likeness import folded
from talentflow.model.standing import standing
from talentflow.model.teller import NOBODY, Tellers
from talentflow.model.time import When

Take = Callable[[Claim], str | None]
EXACT = (1, 31, 92, 366)  # days of a date up to which it is as exact as another: a day, a month, a season, a year


def find(
    claims: Iterable[Claim], tellers: Tellers, echoed: Echoed = never, above: Above | None = None
) -> tuple[CareerEvent, ...]:
    """All events that the claims tell, in order of id; see `group` and `fuse`."""
    found = [fuse(told, tellers, echoed, above) for told in group(claims, tellers, above)]
    return tuple(sorted(found, key=lambda event: event.id))


def fuse(claims: Sequence[Claim], tellers: Tellers, echoed: Echoed = never, above: Above | None = None) -> CareerEvent:
    """One event of the claims of one occurrence; the order of the claims does not matter.

    Beliefs are AccuVote's (`events.belief`): one vote a root. A copy's word moves nothing where its origin speaks
    (`events.voice`); it is kept, and marked. Of an organization and its unit the unit stands: it says more.
    The id is that of the earliest claim, so it stays while later ones arrive.
    """
    told = sorted(claims, key=lambda c: _when_told(c, tellers))
    by_id = {claim.id: claim for claim in told}
    said = voices(told, tellers, echoed)
    heard = said.heard
    history = _history(said)
    affirming = [c for c in heard if c.status != "denied"] or heard
    roles = _values(said, lambda c: c.role, lambda c: c.post)
    reasons = _values(said, lambda c: c.reason)
    dates = _dates(said)
    days = [step.known_on for step in history if step.known_on is not None]
    at = _place(heard, above or {})
    return CareerEvent(
        id=content_id("e", told[0].id),
        kind=_kind(affirming),
        person_id=told[0].person_id or "",
        org_id=at.org_id,
        person=_name(c.person for c in heard) or told[0].person,
        org=at.org_name or _name(c.org for c in heard if c.org and c.org_id == at.org_id),
        status=standing([step for step in history if not step.copied] or history),
        history=history,
        claim_ids=tuple(by_id),
        role=_best(roles),
        role_key=next((c.role_key for c in heard if c.role is not None and c.role == _best(roles)), None),
        date=_when(dates, by_id),
        reason=_best(reasons),
        to=_name(c.to for c in heard if c.to),
        venture=_name(c.venture for c in affirming if c.venture),
        returns=any(c.returns for c in affirming),
        roles=roles,
        dates=dates,
        reasons=reasons,
        orgs=_values(said, lambda c: c.org_name or c.org) if len({c.org_id for c in told}) > 1 else (),
        n_roots=0 if said.copied else len({said.roots[c.doc_hash] for c in heard}),
        copied=said.copied,
        confidence=_confidence(said),
        known_from=min(days, default=None),
    )


def _when_told(claim: Claim, tellers: Tellers) -> tuple[bool, date, str, int, str]:
    day = tellers.get(claim.doc_hash, NOBODY).known_on
    return day is None, day or date.max, claim.doc_hash, claim.evidence.span.start, claim.id


def _history(said: Voices) -> tuple[StatusStep, ...]:
    heard = {claim.id for claim in said.heard} if not said.copied else set()
    return tuple(
        StatusStep(
            status=c.status,
            known_on=said.tellers.get(c.doc_hash, NOBODY).known_on,
            doc=c.doc,
            source=c.source,
            claim_id=c.id,
            root=said.roots[c.doc_hash],
            copied=c.id not in heard,
        )
        for c in said.told
    )


def _kind(claims: Sequence[Claim]) -> ClaimKind:
    """The kind most claims tell; the earlier in DOMAIN's list on a tie."""
    counted = Counter(claim.kind for claim in claims)
    return min(counted, key=lambda kind: (-counted[kind], KINDS.index(kind)))


def _place(claims: Sequence[Claim], above: Above) -> Claim:
    """The first claim of those at the lowest organization."""
    higher = {parent for claim in claims if claim.org_id for parent in above.get(claim.org_id, ())}
    return next((claim for claim in claims if claim.org_id not in higher), claims[0])


def _name(names: Iterable[str]) -> str | None:
    """The most frequent form, the longer and then the first in code-point order on a tie; None of none."""
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], -len(name), name)) if counted else None


def _best(values: Sequence[Value]) -> str | None:
    """The most believed value that is not only a copy's."""
    return next((value.text for value in values if not value.copied), None)


def _affirming(said: Voices) -> Sequence[Claim]:
    """The claims whose values are values of the event: what a denial says is none, unless nothing else is heard."""
    if all(claim.status == "denied" for claim in said.heard):
        return said.told
    return [claim for claim in said.told if claim.status != "denied"]


def _values(said: Voices, take: Take, compared: Take | None = None) -> tuple[Value, ...]:
    """The told values, most believed first; spellings of one word, by what is `compared`, are one value."""
    tellers: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    telling: set[str] = set()
    for claim in _affirming(said):
        text = take(claim)
        if text is not None:
            key = (compared or take)(claim) or text
            tellers[folded(key) or key].append((text, claim))
            telling.add(claim.doc_hash)
    counting = {key: [(t, c) for t, c in told if said.counts(c, telling)] for key, told in tellers.items()}
    belief = beliefs({key: _votes([c for _, c in told], said) for key, told in counting.items()})
    values = {
        key: Value(
            text=_name(text for text, _ in counting[key] or told) or key,
            claim_ids=tuple(c.id for _, c in told),
            belief=belief[key],
            copied=not counting[key],
        )
        for key, told in tellers.items()
    }

    def order(key: str) -> tuple[bool, float, int, int, str]:
        value = values[key]
        return value.copied, -value.belief, -len(counting[key]), -len(value.text), value.text

    return tuple(values[key] for key in sorted(values, key=order))


def _dates(said: Voices) -> tuple[Value, ...]:
    """The told dates, most believed first, then as exact as any, then told first; a wide date that holds a narrow one
    speaks for it too.

    A copy counts a relative day from its own publication, so where its origin gives no date only its explicit ones are
    words of the origin.
    """
    dated = [(claim, claim.date) for claim in _affirming(said) if claim.date is not None]
    telling = {claim.doc_hash for claim, _ in dated}
    told: dict[str, When] = {when.edtf: when for _, when in dated}
    tellers = {edtf: [c for c, w in dated if w.edtf == edtf] for edtf in told}
    heard = {claim.id for claim in said.heard}
    counting = [(c, w) for c, w in dated if said.counts(c, telling) and (c.id in heard or w.basis == "explicit")]
    own = {when.edtf for _, when in counting}
    voted = {
        edtf: _votes([c for c, w in counting if w.contains(when)], said) if edtf in own else {}
        for edtf, when in told.items()
    }
    belief = beliefs(voted)

    def order(edtf: str) -> tuple[bool, float, int, tuple[bool, date, str, int, str]]:
        speaking = [c for c, w in counting if w.edtf == edtf] or tellers[edtf]
        first = min(_when_told(claim, said.tellers) for claim in speaking)
        n_days = told[edtf].n_days
        exact = bisect_left(EXACT, n_days) if n_days is not None else len(EXACT)
        return edtf not in own, -belief[edtf], exact, first

    return tuple(
        Value(text=edtf, claim_ids=tuple(c.id for c in tellers[edtf]), belief=belief[edtf], copied=edtf not in own)
        for edtf in sorted(told, key=order)
    )


def _when(dates: Sequence[Value], claims: Mapping[str, Claim]) -> When | None:
    if not dates or dates[0].copied:
        return None
    bases = sorted((when.basis, when.edtf) for c in dates[0].claim_ids if (when := claims[c].date) is not None)
    return When.parse(dates[0].text, basis=bases[0][0])


def _votes(claims: Iterable[Claim], said: Voices) -> dict[str, float]:
    """Each root's accuracy where it is surest."""
    votes: dict[str, float] = {}
    for claim in claims:
        at = said.roots[claim.doc_hash]
        right = COPIED if said.copied else accuracy(claim.status, _outlet(claim, said))
        votes[at] = max(right, votes.get(at, 0.0))
    return votes


def _confidence(said: Voices) -> float:
    affirmed = _votes((c for c in said.heard if c.status != "denied"), said)
    denying: dict[str, float] = {}
    for claim in said.heard:
        if claim.status == "denied":
            at = said.roots[claim.doc_hash]
            denying[at] = max(denial(_outlet(claim, said)), denying.get(at, 0.0))
    return chance(affirmed.values(), denying.values(), max(c.confidence for c in said.heard))


def _outlet(claim: Claim, said: Voices) -> str:
    return said.tellers.get(claim.doc_hash, NOBODY).outlet
