"""One fact told several times is one draft: what counts as the same, and what of several tellings is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from talentflow.claims.draft import Draft
from talentflow.claims.frames import OUT, vocabulary
from talentflow.claims.identity import Organizations
from talentflow.lang.text import fold

IN = frozenset({"join", "appoint"})
WITH_ROLE = frozenset({"held", "appoint", "step_down"})  # another position makes another fact of these
# a later word on one fact replaces an earlier one of a lower figure
LATER = {"planned": 0, "rumored": 1, "reported": 2, "announced": 3, "denied": 4}
NEAR = 3  # sentences between a notice and the day of the departure
NOTICE = 400  # ... and days
BEGINNING = "join.start"  # how somebody began: the post that follows is another one
OPEN_DAYS = 10**6  # the length of an interval with an open end


def same_org(left: Draft, right: Draft, orgs: Organizations) -> bool:
    """The same organization, or both without one."""
    if left.org is None or right.org is None:
        return left.org is right.org
    return orgs.same(left.org, right.org)


def related(left: Draft, right: Draft, orgs: Organizations) -> bool:
    """The same organization, or one above the other."""
    return left.org is not None and right.org is not None and orgs.related(left.org, right.org)


def akin(left: Draft, right: Draft, orgs: Organizations) -> bool:
    """The same organization, or two of one group."""
    return left.org is not None and right.org is not None and orgs.akin(left.org, right.org)


def same_role(left: Draft, right: Draft) -> bool:
    """Both tell a position, one in the words of the other; a deputy or an assistant of it holds another."""
    short, long = sorted((_bare(left.role), _bare(right.role)), key=len)
    at = long.find(short) if short else -1
    affixes = vocabulary().affixes
    return at >= 0 and not (
        long[:at].endswith(affixes["deputy"]) or long[at + len(short) :].endswith(affixes["assistant"])
    )


@lru_cache(maxsize=1 << 14)
def _bare(role: str | None) -> str:
    """A position without the words that every one may have: "the company's", "the post of"."""
    affixes = vocabulary().affixes
    bare = fold(role or "")
    for lead in affixes["role_leads"]:
        bare = bare.removeprefix(lead)
    for tail in affixes["role_tails"]:
        bare = bare.removesuffix(tail)
    return bare or role or ""


def by_person(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """The drafts of each person, in order: what is one person's is never compared with all."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.person, []).append(draft)
    return found


def compatible(left: Draft, right: Draft) -> bool:
    """Their dates may be one; no date agrees with any."""
    return left.date is None or right.date is None or left.date.overlaps(right.date)


def merge(drafts: Sequence[Draft], orgs: Organizations) -> list[Draft]:
    """One fact told several times: the last status wins, and what one telling leaves open another fills."""
    out: list[Draft] = []
    alike: dict[tuple[str, str, str | None], list[Draft]] = {}  # what can be one fact at all
    told_of = by_person(drafts)
    for draft in drafts:
        if draft.nominal and any(_told_in_full(d, draft, orgs) for d in told_of[draft.person]):
            continue
        told = alike.setdefault((draft.person, draft.kind, draft.to), [])
        own = told_of[draft.person]
        twin = next((d for d in told if _one_fact(d, draft, orgs) or _one_departure(d, draft, own, orgs)), None)
        if twin is None:
            out.append(draft)
            told.append(draft)
        else:
            _gather(twin, draft)
    return out


def _told_in_full(other: Draft, draft: Draft, orgs: Organizations) -> bool:
    """Another draft tells with a verb what `draft` names in passing ("his departure")."""
    alike = other.kind == draft.kind and other.person == draft.person
    return alike and not other.nominal and same_org(other, draft, orgs)


def _one_fact(left: Draft, right: Draft, orgs: Organizations) -> bool:
    """Two drafts of one person, kind and manager tell one fact."""
    if left.kind == "found":
        return left.org is None or right.org is None or same_org(left, right, orgs)
    if not same_org(left, right, orgs):
        return False
    if left.kind in WITH_ROLE and left.role and right.role and not same_role(left, right):
        return False
    return compatible(left, right)


def _one_departure(left: Draft, right: Draft, own: Sequence[Draft], orgs: Organizations) -> bool:
    """'P handed in her notice on Monday and leaves in May': the notice and the day, with no return in between."""
    if left.kind != "leave" or not same_org(left, right, orgs) or abs(right.sentence - left.sentence) > NEAR:
        return False
    first, last = sorted((left, right), key=lambda d: d.order)
    if first.date is None or last.date is None or not first.date.is_before(last.date):
        return False
    days = ((last.date.start or date.max) - (first.date.end or date.min)).days
    back = (d for d in own if d.kind in IN and first.order < d.order < last.order)
    return days <= NOTICE and first.trigger in vocabulary().lists["notice"] and not any(back)


def _gather(twin: Draft, draft: Draft) -> None:
    """Take over into `twin` what a later telling adds."""
    if LATER[draft.attribution.status] > LATER[twin.attribution.status]:
        twin.attribution = draft.attribution
    if twin.role is None and draft.role is not None:
        twin.role, twin.role_start = draft.role, draft.role_start
    dated = twin.date is not None and draft.date is not None and twin.date.is_before(draft.date)
    if twin.date is None or (dated and twin.kind == "leave") or _narrower(draft, twin):
        twin.date, twin.date_text = draft.date or twin.date, draft.date_text or twin.date_text
    if twin.basis != "named" and draft.basis == "named" and draft.sentence == twin.sentence:
        twin.rule, twin.trigger, twin.basis, twin.features = draft.rule, draft.trigger, draft.basis, draft.features
        twin.start, twin.end, twin.org = min(twin.start, draft.start), max(twin.end, draft.end), draft.org
    twin.kept = twin.kept or (draft.kind == "held" and draft.rule == "held.now")
    twin.reason = twin.reason or draft.reason
    twin.returns = twin.returns or draft.returns
    twin.org = twin.org or draft.org


def _narrower(left: Draft, right: Draft) -> bool:
    if left.date is None or right.date is None:
        return left.date is not None
    return (left.date.n_days or OPEN_DAYS) < (right.date.n_days or OPEN_DAYS)


# -- what another draft tells already ----------------------------------------------------------------------------------


def without_shadowed(drafts: Sequence[Draft], orgs: Organizations) -> list[Draft]:
    """Within one sentence a join outranks the appointment it carries, a strong trigger the weak one beside it."""
    out: list[Draft] = []
    beside: dict[tuple[str, int], list[Draft]] = {}
    for draft in drafts:
        beside.setdefault((draft.person, draft.sentence), []).append(draft)
    joined = [d for d in drafts if d.kind == "join" and d.role]
    for draft in drafts:
        if draft.kind == "appoint" and draft.date is None and any(_carries(d, draft, orgs) for d in joined):
            continue
        rivals = [d for d in beside[draft.person, draft.sentence] if d is not draft]
        if draft.trigger in vocabulary().lists["otherwise_used"] and any(d.kind in OUT for d in rivals):
            continue  # "is no longer R, and will serve elsewhere"
        if draft.trigger in vocabulary().lists["replaces"] and any(_is_taken_before(d, draft, orgs) for d in rivals):
            continue  # "is R of O, in the place of Q"
        if draft.kind == "appoint" and not vocabulary().rises.match(draft.trigger or ""):
            joins = (
                d
                for d in rivals
                if d.kind == "join" and d.rule != BEGINNING and related(d, draft, orgs) and compatible(d, draft)
            )
            join = next(joins, None)
            if join is not None:
                join.role = join.role or draft.role
                if join.basis != "named" and draft.basis == "named" and same_org(join, draft, orgs):
                    join.basis, join.features = draft.basis, draft.features
                continue
        shadow = next((rival for rival in rivals if _shadows(rival, draft, orgs)), None)
        if shadow is None:
            out.append(draft)
        elif shadow.kind == draft.kind and compatible(shadow, draft):
            _gather(shadow, draft)
    return out


def _is_taken_before(other: Draft, draft: Draft, orgs: Organizations) -> bool:
    """Another draft tells with a position what `draft`, behind it, tells by naming who had it."""
    takes = other.kind in IN and draft.kind in IN and other.trigger not in vocabulary().lists["replaces"]
    return takes and bool(other.role) and other.order < draft.order and same_org(other, draft, orgs)


def _carries(join: Draft, post: Draft, orgs: Organizations) -> bool:
    """A joining as R that another sentence tells again as a post taken up."""
    told = join.person == post.person and join.sentence != post.sentence and same_org(join, post, orgs)
    return told and same_role(join, post)


def _shadows(rival: Draft, draft: Draft, orgs: Organizations) -> bool:
    """The same by a stronger trigger, or a move by the very words that `draft` takes for background."""
    if draft.weak and not rival.weak and rival.kind == draft.kind and same_org(rival, draft, orgs):
        return True
    if draft.kind != "held" or draft.rule == "held.post":
        return False
    return rival.kind in OUT | IN and (rival.role_start == draft.role_start >= 0 or rival.order == draft.order)


def without_told_posts(drafts: Sequence[Draft], orgs: Organizations) -> list[Draft]:
    """A background post that a move of the same words already tells is no claim of its own."""
    told_of = by_person(drafts)
    return [d for d in drafts if d.kind != "held" or not (d.consumed or _is_told(d, told_of[d.person], orgs))]


def _others_title(left: Draft, post: Draft) -> bool:
    """A founder's title beside the departure from another post."""
    founder = fold(post.role or "").endswith(vocabulary().affixes["founder_titles"])
    return founder and not same_role(left, post)


def _is_told(post: Draft, of_person: Sequence[Draft], orgs: Organizations) -> bool:
    own = [d for d in of_person if d is not post]
    if post.role is None and post.date is None and any(related(d, post, orgs) for d in own):
        return True
    moves = [d for d in own if d.attribution.status != "denied" and d.kind in OUT | IN]
    told = [d for d in moves if related(d, post, orgs) and same_role(d, post)]
    if post.rule != "held.post":
        return bool(told) and post.rule != "held.past"
    left = [d for d in moves if d.kind == "leave" and d.sentence == post.sentence and same_org(d, post, orgs)]
    if any(not d.role or not _others_title(d, post) for d in left) and not post.past:
        return True
    return bool(told) and not (post.past and all(d.kind in IN for d in told))
