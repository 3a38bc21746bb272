"""What a person's other drafts make of one: a join, a step down, a departure that nobody says in so many words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from talentflow.claims.draft import Draft
from talentflow.claims.frames import OUT, Vocabulary
from talentflow.claims.identity import Organizations
from talentflow.claims.merging import IN, akin, by_person, compatible, related, same_org, same_role
from talentflow.claims.quotes import LIST_COMMA
from talentflow.lang.text import fold

NEAR = 2  # sentences between a move and the post it explains
STAY_BACK = 60  # characters by which the post that is kept may stand in front of the departure
DOUBTED = frozenset({"denied", "rumored", "planned"})
GUESSED = frozenset({"main", "told", "sentence"})  # where an organization comes from that the words do not name
KNOWN_HOME = frozenset({"held", "appoint", "step_down", "join", "found"})


def is_board_seat(role: str, words: Vocabulary) -> bool:
    """A seat on a board does not end another employment."""
    return fold(role).endswith(words.affixes["board_seats"])


def is_founder(role: str, words: Vocabulary) -> bool:
    """A founder's title, which leaving does not end."""
    return fold(role).endswith(words.affixes["founder_titles"])


def mark_joins(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> None:
    """An appointment at another organization than the present employer's is a join, board seats aside."""
    told_of = by_person(drafts)
    for draft in drafts:
        if draft.kind == "join" and draft.rule.startswith("appoint.") and draft.org is not None:
            own = [d for d in told_of[draft.person] if d is not draft and d.org is not None]
            draft.kind = "appoint" if _at_home(draft, own, orgs) else "join"
        if draft.kind != "appoint" or draft.org is None or draft.trigger in words.lists["acting"]:
            continue
        if draft.role and is_board_seat(draft.role, words):
            continue
        own = [d for d in told_of[draft.person] if d is not draft and d.org is not None]
        present = [d for d in own if d.kind == "held" and d.rule == "held.post" and d.sentence == draft.sentence]
        told = [d for d in own if draft.basis == "named" and d.sentence == draft.sentence and d.order < draft.order]
        elsewhere = [
            d for d in (*present, *told, *_just_left(draft, own), *_last_told(draft, own)) if not akin(d, draft, orgs)
        ]
        back = [d for d in own if d.kind == "leave" and same_org(d, draft, orgs) and _is_before(d, draft)]
        if (elsewhere and not _at_home(draft, own, orgs)) or (back and not present):
            draft.kind, draft.returns = "join", draft.returns or bool(back)


def _is_before(left: Draft, right: Draft) -> bool:
    return left.date is not None and right.date is not None and left.date.is_before(right.date)


def _just_left(draft: Draft, own: Sequence[Draft]) -> list[Draft]:
    """Departures told beside an appointment, and not dated after it."""
    left = [d for d in own if d.kind == "leave" and abs(d.sentence - draft.sentence) <= 1]
    return [d for d in left if not _is_before(draft, d)]


def _last_told(draft: Draft, own: Sequence[Draft]) -> list[Draft]:
    """The move told last before an appointment whose words name its organization, where it is not dated after it."""
    before = [d for d in own if d.order < draft.order and draft.sentence - d.sentence <= NEAR]
    last = max((d for d in before if d.kind in IN | OUT), key=lambda d: d.order, default=None)
    if last is None or draft.basis != "named" or _is_before(draft, last) or last.attribution.status == "denied":
        return []
    return [last]


def _at_home(draft: Draft, own: Sequence[Draft], orgs: Organizations) -> bool:
    """The person was told to be at the organization before."""
    for other in own:
        past = (other.kind == "held" and other.past) or _is_before(draft, other)
        told = other.order < draft.order or other.rule == "held.post"
        if other.kind in KNOWN_HOME and told and not past and akin(other, draft, orgs):
            return True
    return False


def fold_serving(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> list[Draft]:
    """'joined O. There he serves as R': a post told right after, without a date, belongs to the joining."""
    out: list[Draft] = []
    told_of = by_person(drafts)
    for draft in drafts:
        later = words.rises.match(draft.trigger or "") is not None
        serves = draft.kind == "appoint" and draft.date is None and draft.role and not later
        join = next((d for d in told_of[draft.person] if _opens_post(d, draft, orgs)), None) if serves else None
        if join is None:
            out.append(draft)
        else:
            join.role, join.role_start = draft.role, draft.role_start
    return out


def _opens_post(join: Draft, post: Draft, orgs: Organizations) -> bool:
    """A joining without a position, told shortly before the post."""
    if join.kind != "join" or join.person != post.person or join.role is not None or join.order >= post.order:
        return False
    return 0 <= post.sentence - join.sentence <= NEAR and related(join, post, orgs)


def mark_stays(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> None:
    """Who leaves a post and gets or keeps another at the same organization steps down; who walks out does not."""
    told_of = by_person(drafts)
    for draft in drafts:
        is_final = draft.trigger in words.lists["for_good"] or draft.attribution.status == "denied"
        leaves = draft.kind == "leave" and draft.org is not None and not is_final
        own = told_of[draft.person]
        if leaves and any(_stays_in(other, draft, own, orgs) for other in own):
            draft.kind = "step_down"


def _goes_elsewhere(left: Draft, own: Sequence[Draft], orgs: Organizations) -> bool:
    """The person is told to join another house right after."""
    near = (d for d in own if d.kind == "join" and left.order < d.order and d.sentence - left.sentence <= NEAR)
    sure = (d for d in near if d.attribution.status not in DOUBTED and not d.returns)
    return any(not akin(d, left, orgs) and not _is_before(d, left) for d in sure)


def without_wrong_homes(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> list[Draft]:
    """Without what the person's other drafts speak against, of moves whose organization nobody names.

    A departure from the organization that the person only then joins, and a joining of the one just left.
    """
    told_of = by_person(drafts)
    wrong = (
        draft.basis != "named"
        and (
            _left_unjoined(draft, told_of[draft.person], orgs) or _joins_left(draft, told_of[draft.person], orgs, words)
        )
        for draft in drafts
    )
    return [draft for draft, is_wrong in zip(drafts, wrong, strict=True) if not is_wrong]


def _left_unjoined(left: Draft, own: Sequence[Draft], orgs: Organizations) -> bool:
    """The first that the person's drafts tell of the organization is joining or founding it behind the departure."""
    if left.kind != "leave" or left.basis not in GUESSED:
        return False
    told = [d for d in own if d.basis not in GUESSED and d.kind not in OUT and related(d, left, orgs)]
    first = min(told, key=lambda d: d.order, default=None)
    if first is None or first.kind not in ("join", "found") or first.returns or first.order < left.order:
        return False
    if first.date is not None and left.date is None:
        return False
    return first.sentence - left.sentence <= NEAR and not _is_before(first, left)


def _joins_left(join: Draft, own: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> bool:
    """'... left O. What she will do when she arrives': O is not where she arrives."""
    if join.kind != "join" or join.returns or join.trigger not in words.lists["arrives"]:
        return False
    return any(d.kind in OUT and d.order < join.order and related(d, join, orgs) for d in own)


def mark_seats(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> None:
    """Giving up a seat of form ends no employment, nor does one on the board beside a present post of another sort."""
    forms, told_of = words.affixes["seats_of_form"], by_person(drafts)
    for draft in drafts:
        if draft.kind != "leave" or not draft.role:
            continue
        posts = [d for d in told_of[draft.person] if d.rule == "held.post" and not d.past]
        works = any(
            p.sentence == draft.sentence and same_org(p, draft, orgs) and not is_board_seat(p.role or "", words)
            for p in posts
        )
        if all(fold(r).endswith(forms) for r in _each(draft.role, words)) or (
            works and all(is_board_seat(r, words) for r in _each(draft.role, words))
        ):
            draft.kind = "step_down"


def _each(role: str, words: Vocabulary) -> list[str]:
    """The positions of a list."""
    for joiner in words.lists["and_of_one"]:
        role = role.replace(joiner, LIST_COMMA)
    return [part for part in role.split(LIST_COMMA) if part]


def _stays_in(post: Draft, left: Draft, own: Sequence[Draft], orgs: Organizations) -> bool:
    """The person keeps the post, or gets it and goes nowhere else."""
    if post is left or post.attribution.status == "denied":
        return False
    if not 0 <= post.sentence - left.sentence <= NEAR or post.order < left.order - STAY_BACK:
        return False
    told = post.rule in ("held.now", "appoint.role") or post.stays
    keeps = post.kind == "held" and told and not post.past and post.order > left.order
    gets = post.kind == "appoint" and compatible(left, post) and post.role != left.role
    gets = gets and (post.date is None or left.date is not None or post.sentence == left.sentence)
    if not (keeps or gets) or not same_org(left, post, orgs):
        return False
    return keeps or not _goes_elsewhere(left, own, orgs)


def mark_moved_on(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> None:
    """A present post of somebody who is transferred within the house, or whose post another takes, is given up."""
    transfers, told_of = words.lists["transfers"], by_person(drafts)
    for draft in drafts:
        if draft.kind != "appoint" or draft.attribution.status == "denied":
            continue
        for post in _posts_before(draft, told_of[draft.person], lately=True):
            keeps = same_org(post, draft, orgs) and same_role(post, draft)
            seated = _sits_too(draft, told_of[draft.person], words)
            if keeps or seated or is_founder(post.role or "", words):
                continue
            left = (d for d in told_of[draft.person] if d.kind in OUT and d is not post)
            if any(same_org(d, post, orgs) and compatible(d, draft) and d.sentence == post.sentence for d in left):
                continue
            rises = post.lately and words.promotes.match(draft.trigger or "") is not None
            gone = rises or draft.trigger in transfers or (not post.past and _is_taken(post, drafts, orgs))
            if akin(post, draft, orgs) and gone:
                post.kind, post.rule = "step_down", "step_down.moved"
                post.attribution, post.date, post.date_text = draft.attribution, draft.date, draft.date_text


def _posts_of_taken(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """'O took R P of A': the present posts of whoever the verb has behind it."""
    if draft.rule != "join.poached":
        return []
    posts = (d for d in drafts if d.kind == "held" and d.rule == "held.post" and not d.past and d.basis == "named")
    return [d for d in posts if d.sentence == draft.sentence and draft.order < d.order < draft.end]


def _sits_too(seat: Draft, own: Sequence[Draft], words: Vocabulary) -> bool:
    """A seat on the board that comes with another post of the same sentence: nothing is given up for it."""
    told = (d for d in own if d.kind in IN and d.sentence == seat.sentence and d.order < seat.order)
    return (seat.role or "").endswith(words.affixes["directors"]) and any(told)


def _posts_before(draft: Draft, drafts: Sequence[Draft], *, lately: bool = False) -> list[Draft]:
    """The present posts that the sentence binds to the person in front of a move; with those given up `lately`."""
    posts = [d for d in drafts if d.kind == "held" and d.rule == "held.post"]
    posts = [d for d in posts if not d.past or (lately and d.lately)]
    return [d for d in posts if d.person == draft.person and d.sentence == draft.sentence and d.order < draft.order]


def _is_taken(post: Draft, drafts: Sequence[Draft], orgs: Organizations) -> bool:
    """Somebody else is told to take the post after it was told of."""
    others = [d for d in drafts if d.kind in IN and d.person != post.person and d.order > post.order]
    return any(related(d, post, orgs) and same_role(d, post) for d in others)


def implied(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> list[Draft]:
    """A present post at A in the sentence that tells of joining B: leaving A is implied, with the post as its role."""
    out: list[Draft] = []
    told_of = by_person(drafts)
    for draft in drafts:
        own = told_of[draft.person]
        if draft.kind != "join" or draft.attribution.status == "denied" or _is_out(draft, own):
            continue
        if draft.trigger in words.lists["elected"]:
            continue  # a seat that one is elected to is often held beside a post
        recent = draft.trigger in words.lists["transfers"] or _changes(draft, words)
        told = _posts_before(draft, own, lately=recent) or _posts_of_taken(draft, own)
        posts = [p for p in told if p.org is not None and not p.kept and not akin(p, draft, orgs)]
        if not posts or (all(is_founder(p.role or "", words) for p in posts) and not _changes(draft, words)):
            continue
        if any(p.org is not None and p.org.kind == "unnamed" for p in posts):
            continue
        out.append(_implied_leave(draft, posts))
        for post in posts:
            post.consumed = True
    return out


def moved_on(drafts: Sequence[Draft], orgs: Organizations, words: Vocabulary) -> list[Draft]:
    """'joined A in 2009, went over to B in 2013': a verb of changing employers ends the stay told right before it."""
    out: list[Draft] = []
    told_of = by_person(drafts)
    for draft in drafts:
        if draft.kind != "join" or draft.org is None or draft.attribution.status in DOUBTED:
            continue
        own = told_of[draft.person]
        stay = _stay_before(draft, own, orgs, changes=_changes(draft, words))
        dated = stay is not None and stay.date is not None and draft.date is not None
        if not _changes(draft, words) and not (dated and draft.rule.startswith("join.")):
            continue
        if stay is not None and not _has_left(draft, stay, own, orgs):
            out.append(
                replace(_implied_leave(draft, [stay]), rule="leave.changed", start=draft.start, order=draft.order)
            )
    return out


def _changes(draft: Draft, words: Vocabulary) -> bool:
    """The words say that one employer is exchanged for another."""
    return words.changes.match(draft.trigger or "") is not None


def _stay_before(join: Draft, drafts: Sequence[Draft], orgs: Organizations, *, changes: bool) -> Draft | None:
    """The last thing told of the person before a joining, shortly before, where it is a stay elsewhere.

    With a verb that `changes` employers a post that the person is told to have held is such a stay.
    """
    own = [d for d in drafts if d.person == join.person and d.org is not None and d.order < join.order]
    last = max((d for d in own if d.kind != "reports_to"), key=lambda d: d.order, default=None)
    if last is None or last.attribution.status in DOUBTED or related(last, join, orgs):
        return None
    stays = changes and last.kind == "held" and last.rule not in ("held.post", "held.past", "held.did")
    if last.kind not in IN and not stays:
        return None
    in_order = last.date is not None and join.date is not None and last.date.is_before(join.date)
    near = last.sentence == join.sentence or (in_order and join.sentence - last.sentence <= NEAR)
    return last if near and not _is_before(join, last) else None


def _has_left(join: Draft, stay: Draft, drafts: Sequence[Draft], orgs: Organizations) -> bool:
    """A departure from that employer is told."""
    left = [d for d in drafts if d.kind in OUT and d.person == join.person and related(d, stay, orgs)]
    return any(compatible(d, join) or d.order < join.order for d in left)


def _is_out(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A departure is told in the sentence of a joining or the one before."""
    out = [d for d in drafts if d.kind in OUT and d.person == draft.person]
    return any(0 <= draft.sentence - d.sentence <= 1 for d in out)


def _implied_leave(join: Draft, posts: Sequence[Draft]) -> Draft:
    first = posts[0]
    return Draft(
        person=join.person,
        kind="leave",
        org=first.org,
        role=LIST_COMMA.join(dict.fromkeys(p.role for p in posts if p.role)) or None,
        start=first.start,
        end=join.end,
        sentence=join.sentence,
        rule="leave.implied",
        trigger=join.trigger,
        attribution=join.attribution,
        date=join.date,
        date_text=join.date_text,
        role_start=first.role_start,
        order=first.order,
    )


def fill_roles(drafts: Sequence[Draft], orgs: Organizations) -> None:
    """A departure without a post takes the one held there, told shortly before, or the last one taken up there."""
    told_of = by_person(drafts)
    for draft in drafts:
        if draft.kind != "leave" or draft.role:
            continue
        before = [d for d in told_of[draft.person] if d.role and d.order < draft.order and same_org(d, draft, orgs)]
        held = [d for d in before if d.kind == "held" and d.rule != "held.duty"]
        near = {d.role for d in held if 0 <= draft.sentence - d.sentence <= NEAR}
        taken = [d for d in before if d.kind in IN and d.attribution.status not in DOUBTED and not _is_before(draft, d)]
        if taken:
            draft.role = max(taken, key=lambda d: (d.date.start or date.min if d.date else date.min, d.order)).role
        elif len(near) == 1:
            draft.role = near.pop()
