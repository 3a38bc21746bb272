"""One occurrence's claims to one career event: its history, and every told value with its rivals and its belief."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from talentflow.events.belief import beliefs, chance
from talentflow.events.group import group
from talentflow.model.claim import KINDS, Claim, ClaimKind
from talentflow.model.event import CareerEvent, StatusStep, Value
from talentflow.model.ids import content_id
from talentflow.model.likeness import folded
from talentflow.model.standing import STRENGTH, standing
from talentflow.model.time import When

Days = Mapping[str, date | None]
Roots = Mapping[str, str]


def find(claims: Iterable[Claim], known_on: Days, roots: Roots | None = None) -> tuple[CareerEvent, ...]:
    """All events that the claims tell, in order of id; see `group` and `fuse`."""
    found = [fuse(told, known_on, roots) for told in group(claims, known_on)]
    return tuple(sorted(found, key=lambda event: event.id))


def fuse(claims: Sequence[Claim], known_on: Days, roots: Roots | None = None) -> CareerEvent:
    """One event of the claims of one occurrence; the order of the claims does not matter.

    `known_on` is the day of publication and `roots` the lineage root by document hash; a document without a root is
    its own. Beliefs are AccuVote's (`events.belief`): one vote a root. The id is that of the earliest claim, so it
    stays while later ones arrive.
    """
    told = sorted(claims, key=lambda c: _when_told(c, known_on))
    by_id = {claim.id: claim for claim in told}
    first = told[0]
    root = {c.id: (roots or {}).get(c.doc_hash, c.doc_hash) for c in told}
    history = tuple(
        StatusStep(status=c.status, known_on=known_on.get(c.doc_hash), doc=c.doc, source=c.source, claim_id=c.id)
        for c in told
    )
    affirming = [c for c in told if c.status != "denied"] or told
    roles = _values(affirming, root, lambda c: c.role)
    reasons = _values(affirming, root, lambda c: c.reason)
    dates = _dates(affirming, root)
    days = [step.known_on for step in history if step.known_on is not None]
    return CareerEvent(
        id=content_id("e", first.id),
        kind=_kind(affirming),
        person_id=first.person_id or "",
        org_id=first.org_id,
        person=_name(c.person for c in told) or first.person,
        org=first.org_name or _name(c.org for c in told if c.org),
        status=standing(history),
        history=history,
        claim_ids=tuple(by_id),
        role=roles[0].text if roles else None,
        date=_when(dates, by_id),
        reason=reasons[0].text if reasons else None,
        to=_name(c.to for c in told if c.to),
        venture=_name(c.venture for c in affirming if c.venture),
        returns=any(c.returns for c in affirming),
        roles=roles,
        dates=dates,
        reasons=reasons,
        n_roots=len(set(root.values())),
        confidence=_confidence(told, root),
        known_from=min(days, default=None),
    )


def _when_told(claim: Claim, known_on: Days) -> tuple[bool, date, str, int, str]:
    day = known_on.get(claim.doc_hash)
    return day is None, day or date.max, claim.doc_hash, claim.evidence.span.start, claim.id


def _kind(claims: Sequence[Claim]) -> ClaimKind:
    """The kind most claims tell; the earlier in DOMAIN's list on a tie."""
    counted = Counter(claim.kind for claim in claims)
    return min(counted, key=lambda kind: (-counted[kind], KINDS.index(kind)))


def _name(names: Iterable[str]) -> str | None:
    """The most frequent form, the longer and then the first in code-point order on a tie; None of none."""
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], -len(name), name)) if counted else None


def _values(claims: Sequence[Claim], root: Mapping[str, str], take: Callable[[Claim], str | None]) -> tuple[Value, ...]:
    """The told values, most believed first; spellings of one word are one value."""
    tellers: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for claim in claims:
        text = take(claim)
        if text is not None:
            tellers[folded(text) or text].append((text, claim))
    belief = beliefs({key: _votes([c for _, c in told], root) for key, told in tellers.items()})
    values = [
        Value(text=_name(text for text, _ in told) or key, claim_ids=tuple(c.id for _, c in told), belief=belief[key])
        for key, told in tellers.items()
    ]
    return tuple(sorted(values, key=lambda v: (-v.belief, -len(v.claim_ids), -len(v.text), v.text)))


def _dates(claims: Sequence[Claim], root: Mapping[str, str]) -> tuple[Value, ...]:
    """The told dates, most believed first, then narrowest; a wide date that holds a narrow one speaks for it too."""
    dated = [(claim, claim.date) for claim in claims if claim.date is not None]
    told: dict[str, When] = {when.edtf: when for _, when in dated}
    tellers = {edtf: [c for c, w in dated if w.edtf == edtf] for edtf in told}
    speaking = {edtf: [c for c, w in dated if w.contains(when)] for edtf, when in told.items()}
    belief = beliefs({edtf: _votes(speaking[edtf], root) for edtf in told})

    def order(edtf: str) -> tuple[float, int, str]:
        n_days = told[edtf].n_days
        return -belief[edtf], n_days if n_days is not None else date.max.toordinal(), edtf

    return tuple(
        Value(text=edtf, claim_ids=tuple(c.id for c in tellers[edtf]), belief=belief[edtf])
        for edtf in sorted(told, key=order)
    )


def _when(dates: Sequence[Value], claims: Mapping[str, Claim]) -> When | None:
    if not dates:
        return None
    bases = sorted((when.basis, when.edtf) for c in dates[0].claim_ids if (when := claims[c].date) is not None)
    return When.parse(dates[0].text, basis=bases[0][0])


def _votes(claims: Iterable[Claim], root: Mapping[str, str]) -> dict[str, str]:
    """Each root's strongest status."""
    votes: dict[str, str] = {}
    for claim in claims:
        at = root[claim.id]
        if at not in votes or STRENGTH.get(claim.status, 0) > STRENGTH.get(votes[at], 0):
            votes[at] = claim.status
    return votes


def _confidence(claims: Sequence[Claim], root: Mapping[str, str]) -> float:
    affirmed = _votes((c for c in claims if c.status != "denied"), root)
    denying = {root[c.id] for c in claims if c.status == "denied"}
    return chance(affirmed.values(), len(denying), max(c.confidence for c in claims))
