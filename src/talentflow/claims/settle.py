"""From proposals to claims: what the whole document decides about them.

One fact told twice is one claim; the last word on it wins; leaving a post while staying is a step down; going to
another employer from a present post implies leaving it; a background post that a move already tells is not repeated.
"""

from __future__ import annotations

from collections.abc import Sequence

from talentflow.claims import confidence
from talentflow.claims.draft import Draft
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.lang.text import Reading, fold
from talentflow.model.claim import Claim
from talentflow.model.span import Evidence

OUT = frozenset({"leave", "step_down"})
IN = frozenset({"join", "appoint"})
# a later word on one fact replaces an earlier one of a lower figure
LATER = {"planned": 0, "rumored": 1, "reported": 2, "announced": 3, "denied": 4}
NEAR = 2  # sentences between a move and the post it explains


def settle(reading: Reading, drafts: Sequence[Draft], people: People, orgs: Organizations
           ) -> list[tuple[Draft, Claim]]:
    """The document's claims with the proposals they come from, in order of their evidence."""
    kept = list(drafts)
    kept = _employers_differ(kept, orgs)
    kept = _serving(kept, orgs)
    kept = _drop_shadowed(kept, orgs)
    kept = _merge(kept, orgs)
    kept = _stay(kept, orgs)
    kept = _moved_on(kept, orgs, vocabulary().lists["transfers"])
    kept += _implied(kept, orgs)
    _fill_roles(kept, orgs)
    kept = _drop_told_posts(kept, orgs)
    kept.sort(key=lambda d: (d.start, d.end, d.order, d.kind, d.person))
    return [(d, claim) for d in kept if (claim := _claim(reading, d, people, orgs)) is not None]


def _same_org(left: Draft, right: Draft, orgs: Organizations) -> bool:
    if left.org is None or right.org is None:
        return left.org is right.org
    return orgs.same(left.org, right.org)


def _related(left: Draft, right: Draft, orgs: Organizations) -> bool:
    return left.org is not None and right.org is not None and orgs.related(left.org, right.org)


def _employers_differ(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """An appointment at another organization than the present employer's is a join, board seats aside."""
    out = []
    for draft in drafts:
        if draft.kind == "appoint" and draft.org is not None and draft.trigger not in vocabulary().lists["acting"]:
            own = [d for d in drafts if d.person == draft.person and d is not draft and d.org is not None]
            present = [d for d in own if d.kind == "held" and d.rule == "held.post" and d.sentence == draft.sentence]
            left = [d for d in own if d.kind == "leave" and abs(d.sentence - draft.sentence) <= 1
                    and not (d.date and draft.date and draft.date.is_before(d.date))]
            elsewhere = [d for d in (*present, *left) if not _related(d, draft, orgs)]
            home = [d for d in own if _related(d, draft, orgs) and d.kind in ("held", "join", "step_down", "appoint")
                    and d.order < draft.order and not (d.kind == "held" and d.past)
                    and not (d.date and draft.date and draft.date.is_before(d.date))]
            back = [d for d in own if d.kind == "leave" and _same_org(d, draft, orgs) and d.date and draft.date
                    and d.date.is_before(draft.date)]
            if (elsewhere and not home or back and not present) and not _board_seat(draft):
                draft.kind, draft.returns = "join", draft.returns or bool(back)
        out.append(draft)
    return out


def _serving(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """'joined O. There he serves as R': the post told right after, without a date of its own, belongs to the joining."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.kind == "appoint" and draft.date is None and draft.role:
            join = next((d for d in drafts if d.kind == "join" and d.person == draft.person and d.role is None
                         and 0 <= draft.sentence - d.sentence <= 2 and d.order < draft.order and _related(d, draft, orgs)), None)
            if join is not None:
                join.role, join.role_start = draft.role, draft.role_start
                continue
        out.append(draft)
    return out


def _board_seat(draft: Draft) -> bool:
    """A seat on a board does not end another employment."""
    return bool(draft.role) and fold(draft.role or "").endswith(tuple(vocabulary().lists["board_seats"]))


def founder(role: str) -> bool:
    """A founder's title, which leaving does not end."""
    return fold(role).endswith(tuple(vocabulary().lists["founder_titles"]))


def _drop_shadowed(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """Within one sentence a join outranks the appointment it carries, a strong trigger the weak one beside it."""
    out: list[Draft] = []
    beside: dict[tuple[str, int], list[Draft]] = {}
    for draft in drafts:
        beside.setdefault((draft.person, draft.sentence), []).append(draft)
    for draft in drafts:
        rivals = [d for d in beside[draft.person, draft.sentence] if d is not draft]
        if draft.kind == "appoint":
            join = next((d for d in rivals if d.kind == "join" and _related(d, draft, orgs) and _compatible(d, draft)), None)
            if join is not None:
                join.role = join.role or draft.role
                continue
        if draft.weak and any(d.kind == draft.kind and not d.weak and _same_org(d, draft, orgs) for d in rivals):
            continue
        if draft.kind == "held" and draft.rule != "held.post" and any(
            d.kind in ("appoint", "join", "leave", "step_down") and d.role_start == draft.role_start >= 0 for d in rivals
        ):
            continue
        out.append(draft)
    return out


def _compatible(left: Draft, right: Draft) -> bool:
    if left.date is None or right.date is None:
        return True
    return left.date.overlaps(right.date)


def _merge(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """One fact told several times: the fullest wording is kept, the last status wins, dates and reasons are gathered."""
    out: list[Draft] = []
    alike: dict[tuple[str, str, str | None], list[Draft]] = {}  # what can be one fact at all
    for draft in drafts:
        if draft.nominal and any(d is not draft and not d.nominal and d.kind == draft.kind and d.person == draft.person
                                 and _same_org(d, draft, orgs) for d in drafts):
            continue
        told = alike.setdefault((draft.person, draft.kind, draft.to), [])
        twin = next((d for d in told if _one_fact(d, draft, orgs)), None)
        if twin is None:
            out.append(draft)
            told.append(draft)
            continue
        if LATER[draft.attribution.status] > LATER[twin.attribution.status]:
            twin.attribution = draft.attribution
        if twin.role is None and draft.role is not None:
            twin.role, twin.role_start = draft.role, draft.role_start
        if twin.date is None or (draft.date is not None and _narrower(draft, twin)):
            twin.date, twin.date_text = draft.date or twin.date, draft.date_text or twin.date_text
        twin.reason = twin.reason or draft.reason
        twin.returns = twin.returns or draft.returns
        if twin.org is None:
            twin.org = draft.org
        twin.score = max(twin.score, draft.score)
    return out


def _one_fact(left: Draft, right: Draft, orgs: Organizations) -> bool:
    if left.person != right.person or left.kind != right.kind or left.to != right.to:
        return False
    if left.kind == "found":
        return left.org is None or right.org is None or _same_org(left, right, orgs)
    if not _same_org(left, right, orgs):
        return False
    if left.kind in ("held", "appoint", "step_down"):
        a, b = left.role or "", right.role or ""
        if a and b and a not in b and b not in a:
            return False
    return _compatible(left, right)


def _narrower(left: Draft, right: Draft) -> bool:
    if left.date is None or right.date is None:
        return left.date is not None
    return (left.date.n_days or 10**6) < (right.date.n_days or 10**6)


def _stay(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """Who leaves a post and gets or keeps another at the same organization steps down."""
    for draft in drafts:
        if draft.kind != "leave" or draft.org is None or draft.attribution.status == "denied":
            continue
        for other in drafts:
            near = 0 <= other.sentence - draft.sentence <= NEAR or other.sentence == draft.sentence
            if other.person == draft.person and near and other is not draft and other.attribution.status != "denied" and \
                    _same_org(draft, other, orgs) and other.order >= draft.order - 60 and (
                        other.kind == "appoint" and _compatible(draft, other) and other.role != draft.role
                        or other.rule == "held.now" and other.order > draft.order):
                draft.kind = "step_down"
    return drafts


def _moved_on(drafts: list[Draft], orgs: Organizations, transfers: frozenset[str]) -> list[Draft]:
    """A present post of somebody who is transferred within the house, or whose post another takes, is given up."""
    for draft in drafts:
        if draft.kind != "appoint" or draft.attribution.status == "denied":
            continue
        for post in drafts:
            if post.kind != "held" or post.rule != "held.post" or post.past or post.person != draft.person \
                    or post.sentence != draft.sentence or post.order >= draft.order or not _related(post, draft, orgs):
                continue
            taken = any(d.kind in IN and d.person != draft.person and _related(d, post, orgs) and _same_role(d, post)
                        and d.order > post.order for d in drafts)
            if draft.trigger in transfers or taken:
                post.kind, post.rule = "step_down", "step_down.moved"
                post.attribution, post.date, post.date_text = draft.attribution, draft.date, draft.date_text
    return drafts


def _fill_roles(drafts: list[Draft], orgs: Organizations) -> None:
    """A departure without a post takes the one post told shortly before at the same organization."""
    for draft in drafts:
        if draft.kind == "leave" and draft.role is None:
            posts = {d.role for d in drafts if d.kind == "held" and d.person == draft.person and d.role and d.rule != "held.duty"
                     and 0 <= draft.sentence - d.sentence <= NEAR and d.order < draft.order and _same_org(d, draft, orgs)}
            if len(posts) == 1:
                draft.role = posts.pop()


def _implied(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """A present post at A in the sentence that tells of joining B: leaving A is implied, with the post as its role."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.kind not in ("join",) or draft.attribution.status in ("denied",):
            continue
        if any(d.person == draft.person and d.kind in OUT and d.sentence in (draft.sentence, draft.sentence - 1) for d in drafts):
            continue
        posts = [d for d in drafts if d.kind == "held" and d.rule == "held.post" and not d.past and d.person == draft.person
                 and d.sentence == draft.sentence and d.order < draft.order]
        posts = [p for p in posts if p.org is not None and not _related(p, draft, orgs)]
        if not posts or all(founder(p.role or "") for p in posts) or any(p.org.kind == "unnamed" for p in posts if p.org):
            continue
        first = posts[0]
        out.append(Draft(
            person=draft.person, kind="leave", org=first.org, role="\u3001".join(dict.fromkeys(p.role for p in posts if p.role)),
            start=first.start, end=draft.end, sentence=draft.sentence, rule="leave.implied", trigger=draft.trigger,
            score=draft.score - 1, attribution=draft.attribution, date=draft.date, date_text=draft.date_text,
            role_start=first.role_start, order=first.order,
        ))
        for post in posts:
            post.consumed_by = "leave.implied"
    return out


def _drop_told_posts(drafts: list[Draft], orgs: Organizations) -> list[Draft]:
    """A background post that a leave, step-down, join or appointment of the same words already tells is no claim of its own."""
    out = []
    for draft in drafts:
        if draft.kind == "held":
            if draft.consumed_by:
                continue
            if draft.role is None and draft.date is None and any(
                d is not draft and d.person == draft.person and _related(d, draft, orgs) for d in drafts
            ):
                continue
            told = [d for d in drafts if d is not draft and d.person == draft.person and d.attribution.status != "denied"
                    and (d.kind in OUT or d.kind in IN) and _related(d, draft, orgs) and _same_role(d, draft)]
            if draft.rule == "held.post" and not draft.past and any(
                d.kind == "leave" and d.person == draft.person and d.sentence == draft.sentence
                and d.attribution.status != "denied" and _same_org(d, draft, orgs) for d in drafts
            ):
                continue
            if told and draft.rule == "held.post" and not (draft.past and all(d.kind in IN for d in told)):
                continue
            if told and draft.rule not in ("held.post", "held.past"):
                continue
        out.append(draft)
    return out


def _same_role(left: Draft, right: Draft) -> bool:
    a, b = left.role or "", right.role or ""
    return bool(a) and bool(b) and (a in b or b in a)


def _claim(reading: Reading, draft: Draft, people: People, orgs: Organizations) -> Claim | None:
    start, end = reading.raw(draft.start, draft.end)
    text = reading.document.text
    while end > start and text[end - 1] in " \t\n\r\u3000,\uff0c;\uff1b:\uff1a":
        end -= 1
    while start < end and text[start] in " \t\n\r\u3000,\uff0c;\uff1b":
        start += 1
    if end <= start:
        return None
    org_id, org_name = orgs.official(draft.org) if draft.org else (None, None)
    name = orgs.words(draft.org) if draft.org else None
    attribution = draft.attribution
    date = draft.date
    return Claim(
        doc=reading.document.id, doc_hash=reading.document.hash, person=people.words(draft.person), kind=draft.kind,
        evidence=Evidence.of(text, start, end), org=name, role=draft.role, date=date, status=attribution.status,
        source=attribution.source if draft.kind != "held" else None, reason=draft.reason,
        to=people.words(draft.to) if draft.to else None, venture=draft.venture, returns=draft.returns,
        org_id=org_id, org_name=org_name, trigger=draft.trigger, date_text=draft.date_text,
        announced_text=attribution.words, confidence=confidence.chance(draft), engine="rules", rule=draft.rule,
        lang=reading.document.lang,
    )
