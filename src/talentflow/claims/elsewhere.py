"""The position that stands elsewhere: in front of its verb, just given up, or the one its person is told to hold."""

from __future__ import annotations

from dataclasses import replace

from talentflow.claims import nearby
from talentflow.claims.frames import OUT
from talentflow.claims.handovers import handed
from talentflow.claims.proposals import Proposal, Site, by_taker, vacancy, vacant_post, vacated
from talentflow.lang.chunk import Chunk

BY_GAP = 4  # characters between a seat and 'by'


def role_elsewhere(site: Site, org: Chunk | None) -> Proposal | None:
    """The position stands in front of the verb, or is the one just given up."""
    scene, trigger, kind = site.scene, site.trigger, site.rule.kind
    if kind == "leave" and site.is_in("serves_no_more") and site.words.clause_end.match(scene.text, trigger.end):
        return Proposal() if any(p.end <= trigger.start for listed in scene.posts.values() for p in listed) else None
    if kind == "held" and site.is_in("serves_for") and by_taker(site):
        given = tuple(r for r in nearby.roles_before(scene, trigger.start) if not is_empty(site, r))
        if given:
            return replace(role_told(site, org or nearby.org_of(scene, given[0]), given), kind="appoint")
        filled = vacancy(site, Proposal())
        return replace(filled, kind="appoint") if filled is not None else None
    if kind == "held" and site.is_in("kept"):
        kept = tuple(r for r in nearby.roles_before(scene, trigger.start) if r.start >= site.low)
        return role_told(site, org or nearby.org_of(scene, kept[0]), kept) if kept else None
    seat = _seat_of_another(site) if kind == "appoint" else None
    if seat is not None:
        return seat
    if kind == "held" or (kind in OUT and not site.is_in("role_first")):
        return None
    if org is not None and org.kind != "anaphor" and site.is_in("takes_org"):
        return Proposal(org=org, takes_org=True)
    if kind in OUT and any(0 <= p.start - trigger.end <= 1 for p in scene.of("person")):
        return None  # "dismissed P", whose post it is
    roles = tuple(r for r in nearby.roles_before(scene, trigger.start) if not is_empty(site, r))
    source = nearby.from_org(scene, trigger) if site.is_in("transfers") else None
    if source is not None and roles and source.end == roles[0].start:
        return Proposal(from_org=source, kind="join", takes_org=True)  # "transferred from R at O"
    if roles:
        home = org or nearby.org_of(scene, roles[0]) or vacated(site, roles) or _post_of_another(site, roles)
        return role_told(site, home, roles)
    if site.is_in("takes_domain") and site.words.seat_words.match(scene.text, trigger.end):
        return vacancy(site, Proposal()) or _present_post(site)
    domain = _domain(site, org)
    if domain is not None:
        return domain
    own = _own_post(site) if site.is_in("starts") and site.words.clause_end.match(scene.text, trigger.end) else None
    if own is not None:
        return own
    if not _takes_vacancy(site):
        return None
    return vacancy(site, Proposal()) or _present_post(site)


def holder(site: Site) -> Proposal | None:
    """'the R of O is P': the position stands in front of the verb, and who holds it right behind."""
    scene, trigger = site.scene, site.trigger
    who = next((g for g in scene.groups if g.start == trigger.end and len(g.people) == 1), None)
    if who is None or not site.is_in("names_holder") or who.people[0].start in scene.posts:
        return None
    roles = tuple(r for r in nearby.roles_before(scene, trigger.start) if r.start >= site.low)
    if not roles or not site.words.holder_gap.fullmatch(scene.text, roles[-1].end, trigger.start):
        return None
    org = nearby.org_of(scene, roles[0])
    lead = scene.text[org.end if org is not None else site.low : roles[0].start]
    if site.words.holder_lead.fullmatch(lead) is None:
        return None
    fresh = lead.endswith(site.words.affixes["new_marks"])
    return Proposal(org=org, roles=roles, subject=who, kind="appoint" if fresh else None)


def _domain(site: Site, org: Chunk | None) -> Proposal | None:
    """'takes over O's D': what is taken over is no position but a field of work, or an organization."""
    scene, trigger = site.scene, site.trigger
    domain = handed(site)
    if domain is not None and org is None:
        return domain
    taken = site.words.domain_named.match(scene.text, trigger.end, site.high) if site.is_in("takes_domain") else None
    if taken is not None and not any(trigger.end <= c.start < taken.end() for c in scene.of("person", "pronoun")):
        low, high = taken.span("what")
        owner = next((c for c in scene.of("org") if c.start == low and c.end < high), None)
        low = owner.end + scene.is_possessive(owner.end) if owner is not None else low
        return Proposal(org=owner, roles=(Chunk("role", low, high, scene.text[low:high]),))
    goes_over = org is not None and org.kind == "org" and site.is_in("goes_over")
    if org is not None and goes_over and site.words.clause_end.match(scene.text, org.end):
        return Proposal(org=org, takes_org=True, kind="join")
    return None


def _own_post(site: Site) -> Proposal | None:
    """'the new R P takes office', 'R P in May took office': the post of the person's noun phrase in the clause."""
    scene = site.scene
    people = [p for p in scene.of("person") if site.low <= p.start and p.end <= site.trigger.start]
    posts = scene.posts.get(people[-1].start, []) if people else []
    if not posts or posts[0].past:
        return None
    own_time = any(people[-1].end <= t.start and t.end <= site.trigger.start for t in scene.of("time"))
    if not own_time and not scene.text.startswith(site.words.affixes["new_marks"], scene.heads[people[-1].start]):
        return None
    return Proposal(org=posts[0].org, roles=posts[0].roles)


def _present_post(site: Site) -> Proposal | None:
    """'R P falls ill, by Q is taken over': the post that somebody else is told to hold."""
    scene, start = site.scene, site.trigger.start
    if not by_taker(site):
        return None
    holders = [p for p in scene.of("person") if p.end < site.low and p.start in scene.posts]
    taker = next((g for g in reversed(scene.groups) if g.end <= start), None)
    for person in reversed(holders):
        posts = [p for p in scene.posts[person.start] if not p.past and p.end <= person.start]
        if posts and (taker is None or person not in taker.people):
            return Proposal(org=posts[-1].org, roles=posts[-1].roles)
    return None


def _seat_of_another(site: Site) -> Proposal | None:
    """'the seat of O's R P goes to Q': the post that the owner of the seat is told to hold."""
    scene, start = site.scene, site.trigger.start
    for person in reversed([p for p in scene.of("person") if site.low <= p.start and p.end < start]):
        seat = site.words.seat_of.match(scene.text, person.end, start)
        posts = [p for p in scene.posts.get(person.start, []) if not p.past]
        if seat is None or not posts:
            continue
        ends = range(seat.end() + 1, seat.end() + BY_GAP)
        if any(site.words.by_mark.search(scene.text, seat.end(), end) for end in ends):
            return Proposal(org=posts[-1].org, roles=posts[-1].roles)
    return None


def _post_of_another(site: Site, roles: tuple[Chunk, ...]) -> Chunk | None:
    """'O's R P is gone, the post of R goes to Q': where the sentence told before that somebody holds the post."""
    held = [p for listed in site.scene.posts.values() for p in listed if p.end < roles[0].start and p.org is not None]
    return next((p.org for p in held if any(r.text == roles[0].text for r in p.roles)), None)


def is_empty(site: Site, role: Chunk) -> bool:
    """'the post', which names none, where one was given up before."""
    lists = site.words.lists
    return role.text in lists["all_posts"] or (vacant_post(site) is not None and role.text in lists["empty_roles"])


def _takes_vacancy(site: Site) -> bool:
    """The verb needs no position where one was just given up; some verbs only at the end of their clause."""
    text, end, words = site.scene.text, site.trigger.end, site.words
    if site.is_in("vacancy_end"):
        return words.clause_end.match(text, end) is not None
    return site.is_in("vacancy") and words.afterwards.match(text, end) is None


def role_told(site: Site, org: Chunk | None, roles: tuple[Chunk, ...]) -> Proposal:
    """The position of a verb; a part-time one that is given up is no departure."""
    scene, trigger = site.scene, site.trigger
    part_time = site.words.part_time.match(scene.text, roles[-1].end) or site.words.part_time.search(
        scene.text, trigger.end, roles[0].start
    )
    return Proposal(
        org=org,
        roles=roles,
        kind="step_down" if site.rule.kind == "leave" and part_time else None,
        orgs=nearby.orgs_at(scene, trigger) if site.rule.kind == "held" and org is None else (),
    )
