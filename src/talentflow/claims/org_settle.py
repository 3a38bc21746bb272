"""What the whole text decides about organization events: one told twice is one, and the record of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentflow.claims import context
from talentflow.claims.identity import Organizations
from talentflow.claims.org_rules import Rule
from talentflow.claims.quotes import trim
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading
from talentflow.model.claim import OrgEvent
from talentflow.model.span import Evidence
from talentflow.model.time import When

STRENGTH = {"planned": 0, "reported": 1, "rumored": 2, "announced": 3, "denied": 4}
OPEN_DAYS = 10**6  # the length of an interval with an open end


@dataclass(slots=True)
class OrgDraft:
    """An event in the making; `org` None is a venture without a name, told by `unit` and `other`."""

    rule: Rule
    org: Chunk | None
    org_words: str | None
    start: int
    end: int
    sentence: int
    attribution: context.Attribution
    unit: str | None = None
    other: str | None = None
    amount: str | None = None
    date: When | None = None


def settle(reading: Reading, drafts: Sequence[OrgDraft], orgs: Organizations) -> list[OrgEvent]:
    """The events of a document in order of their evidence."""
    return [_event(reading, d, orgs) for d in sorted(_merged(drafts, orgs), key=lambda d: (d.start, d.end))]


def _merged(drafts: Sequence[OrgDraft], orgs: Organizations) -> list[OrgDraft]:
    """One event told several times is one; the strongest word on it wins, what is open is filled."""
    out: list[OrgDraft] = []
    for draft in drafts:
        twin = next((d for d in out if _one_event(d, draft, orgs)), None)
        if twin is None:
            out.append(draft)
            continue
        if STRENGTH[draft.attribution.status] > STRENGTH[twin.attribution.status]:
            twin.attribution = draft.attribution
        twin.unit = max(twin.unit or "", draft.unit or "", key=len) or None
        twin.other, twin.amount = twin.other or draft.other, twin.amount or draft.amount
        if twin.date is None or (draft.date is not None and _days(draft.date) < _days(twin.date)):
            twin.date = draft.date or twin.date
    return out


def _one_event(left: OrgDraft, right: OrgDraft, orgs: Organizations) -> bool:
    if left.rule.kind != right.rule.kind:
        return False
    if left.org is not None and right.org is not None:
        if not orgs.same(left.org, right.org):
            return False
    elif left.org is not right.org or left.org_words != right.org_words or left.other != right.other:
        return False
    if left.date is not None and right.date is not None and not left.date.overlaps(right.date):
        return False
    return left.rule.kind == "founding" or (_agree(left.unit, right.unit) and _agree(left.other, right.other))


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left in right or right in left


def _days(when: When) -> int:
    return when.n_days or OPEN_DAYS


def _event(reading: Reading, draft: OrgDraft, orgs: Organizations) -> OrgEvent:
    text = reading.document.text
    org_id, name = orgs.official(draft.org) if draft.org is not None else (None, None)
    words = draft.org_words
    if draft.org is not None:
        words = name if draft.org.detail == "product" and name else orgs.words(draft.org)
    return OrgEvent(
        doc=reading.document.id,
        doc_hash=reading.document.hash,
        kind=draft.rule.kind,
        org=words,
        evidence=Evidence.of(text, *trim(text, *reading.raw(draft.start, draft.end))),
        org_id=org_id,
        unit=draft.unit,
        other=draft.other,
        amount=draft.amount,
        date=draft.date,
        status=draft.attribution.status,
        rule=draft.rule.id,
    )
