"""The frames of what is done to somebody: named, taken on, dismissed, lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talentflow.claims import nearby
from talentflow.claims.nearby import TOLD_REACH
from talentflow.claims.proposals import Proposal, Site, acting, vacancy, vacant_post
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.lang.chunk import Chunk
from talentflow.model.claim import ClaimKind

PERSON_REACH = 24  # characters between a verb and the person it names
OF_REACH = 2  # ... between an organization and its position
RELATIVE_GAP = 3  # ... between a passive verb and the person of its relative clause
SEQUEL_REACH = 2  # sentences between a departure and who is told on
AGENT_REACH = 10  # characters from the passive mark to the verb: who did it
SEAT_REACH = 2  # ... between a verb of taking over and whose seat it is
TAKER_GAP = 2  # characters between the person who takes over and the verb


def taker_of(site: Site) -> Chunk | None:
    """'was made R by O': the organization between the passive mark and the verb."""
    scene, start = site.scene, site.trigger.start
    if site.rule.kind != "appoint":
        return None
    for org in scene.of("org", "unnamed"):
        if site.low < org.start and 0 <= start - org.end <= TAKER_GAP:
            return org if site.words.passive_mark.fullmatch(scene.text[org.start - 1 : org.start]) else None
    return None


def object_person(site: Site) -> Proposal | None:
    """'appointed P as R': the position behind the person, or the one the person's noun phrase has."""
    scene, trigger = site.scene, site.trigger
    taker = taker_of(site)
    if taker is not None:
        roles = nearby.roles_behind(scene, trigger.end)
        return Proposal(org=taker, roles=roles) if roles else None
    named = _pronoun_named(site)
    if named is not None:
        return named
    listed = _namely(site)
    if listed is not None:
        return listed
    person = next((p for p in scene.of("person") if p.start >= trigger.end), None)
    if person is None or person.start - trigger.end > PERSON_REACH:
        return None
    if scene.clause(person.start) != scene.clause(trigger.start):
        return None
    group = next((g for g in scene.groups if person in g.people), None)
    made = _named(site, person, group)
    touches = group is not None and group.people[0] is person and person.start - trigger.end <= 1
    return replace(made, subject=group) if made is not None and touches else made


def _namely(site: Site) -> Proposal | None:
    """'appointed three R, namely P, Q and S': the people behind the position, each of whom has it."""
    scene, trigger = site.scene, site.trigger
    roles = nearby.roles_behind(scene, trigger.end) if site.rule.kind == "appoint" else ()
    link = site.words.namely.match(scene.text, roles[-1].end) if roles else None
    group = next((g for g in scene.groups if link is not None and g.start == link.end()), None)
    return Proposal(org=acting(site), roles=roles, subject=group) if group is not None else None


def _named(site: Site, person: Chunk, group: Group | None) -> Proposal | None:
    """What the verb makes of the person behind it."""
    scene, trigger = site.scene, site.trigger
    end = group.end if group else person.end
    source = nearby.from_org(scene, trigger) if site.rule.kind in ("appoint", "join") else None
    kind: ClaimKind | None = "join" if source is not None else None
    roles = nearby.roles_behind(scene, end, TOLD_REACH)
    if roles:
        inside = next((c for c in scene.of("org") if end <= c.start and 0 <= roles[0].start - c.end <= OF_REACH), None)
        came = next((p.org for p in scene.posts.get(person.start, []) if p.org is not None), None)
        actor = acting(site)
        if came is not None and actor is not None and site.rule.kind == "appoint":
            return Proposal(org=inside or actor, roles=roles, kind="join", from_org=source)
        return Proposal(org=inside, roles=roles, kind=kind, from_org=source)
    posts = [p for p in scene.posts.get(person.start, []) if not p.past]
    roles = tuple(r for p in posts for r in p.roles)
    if site.rule.kind == "appoint" and any(_takes_up(t, end) for t in scene.triggers):
        return None  # "delegated R P to act": the other verb tells what for
    if not roles:
        roles = nearby.roles_behind(scene, trigger.end, TOLD_REACH)
        is_post = roles and site.words.is_named.fullmatch(scene.text, roles[-1].end, person.start)
        return Proposal(org=acting(site), roles=roles) if is_post and site.rule.kind == "appoint" else None
    return Proposal(org=next((p.org for p in posts if p.org), None), roles=roles, kind=kind, from_org=source)


def _takes_up(trigger: Trigger, at: int) -> bool:
    """A verb of taking up a post right behind the offset."""
    return trigger.rule.frame == "subject_role" and trigger.rule.kind == "appoint" and 0 <= trigger.start - at <= 1


def _pronoun_named(site: Site) -> Proposal | None:
    """'appointed him R': the pronoun right behind the verb; without R, the post just given up."""
    scene, trigger = site.scene, site.trigger
    pronoun = next((p for p in scene.of("pronoun") if p.start == trigger.end and p.detail == "singular"), None)
    if pronoun is None or site.rule.kind != "appoint":
        return None
    roles = nearby.roles_behind(scene, pronoun.end, TOLD_REACH)
    if roles:
        inside = next(
            (c for c in scene.of("org") if pronoun.end <= c.start and 0 <= roles[0].start - c.end <= OF_REACH), None
        )
        return Proposal(org=inside or acting(site), roles=roles)
    return vacancy(site, Proposal()) if scene.text.startswith(site.words.affixes["vacancy"], pronoun.end) else None


def subject_person(site: Site) -> Proposal | None:
    """'succeeded Q': the post is Q's."""
    scene, trigger = site.scene, site.trigger
    if scene.is_possessive(trigger.start - 1) or scene.is_possessive(trigger.end):
        return None  # "her successor is Q", "the P who takes over"
    behind = (p for p in scene.of("person") if p.start >= trigger.end)
    person = next((p for p in behind if scene.clause(p.start) == scene.clause(trigger.start)), None)
    if person is None:
        return None
    taker = nearby.named_behind(scene, person.end + 1) if scene.is_possessive(person.end) else None
    posts = scene.posts.get(person.start, [])
    told = () if site.words.was.match(scene.text, person.end) else nearby.roles_behind(scene, person.end, TOLD_REACH)
    roles = told or tuple(r for p in posts for r in p.roles)
    ousted = _together(scene, person) if trigger.text in site.rule.ousts else ()
    vacant = vacant_post(site)
    left = vacant is not None and vacant.person in (None, site.topic.people.name(person))
    said = Proposal(subject=taker) if taker is not None else Proposal(object_person=person, ousted=ousted)
    filled = vacancy(site, said) if left and not roles else None
    if filled is not None:
        return filled
    return replace(said, org=next((p.org for p in posts if p.org), None), roles=roles, is_silent=not roles)


def _together(scene: Scene, person: Chunk) -> tuple[Chunk, ...]:
    """The people of a list that the person opens."""
    return next((g.people for g in scene.groups if g.people[0] is person), (person,))


def seat(site: Site) -> Proposal | None:
    """'took over Q's seat'."""
    person = next((p for p in site.scene.of("person") if 0 <= p.start - site.trigger.end <= SEAT_REACH), None)
    if person is None or site.words.seat_of.match(site.scene.text, person.end) is None:
        return None
    return subject_person(site)


def passive(site: Site) -> Proposal | None:
    """'was taken by O', 'was dismissed by Q'; or 'P, taken from O'."""
    scene, trigger = site.scene, site.trigger
    mark = site.words.passive_mark.search(scene.text, site.low, trigger.start)
    if site.rule.kind == "leave":
        if mark is None or trigger.start - mark.end() > AGENT_REACH:
            return None
        return None if any(mark.end() <= t.start < trigger.start for t in scene.triggers) else Proposal()
    if mark is None:
        source = nearby.from_org(scene, trigger)
        near = [g for g in scene.groups if 0 < g.start - trigger.end <= RELATIVE_GAP]
        relative = any(scene.is_possessive(g.start - 1) for g in near)
        if relative:
            return Proposal(from_org=source) if source is not None else None
        if _is_taken(site):
            return Proposal(org=acting(site), from_org=source, roles=nearby.roles_later(scene, trigger.end))
        return _taken_on(site, source)
    inside = (c for c in scene.of("org", "unnamed") if mark.end() <= c.start and c.end <= trigger.start)
    org = nearby.org_behind(scene, trigger) or next(inside, None)
    if org is None and not site.is_in("called_back"):
        return None
    source = nearby.from_org(scene, trigger)
    roles = nearby.roles_later(scene, max(org.end if org else 0, trigger.end))
    return Proposal(org=org, from_org=source if source is not org else None, roles=roles)


def _taken_on(site: Site, source: Chunk | None) -> Proposal | None:
    """'O took P from S', 'O took P of S as R': the person behind the verb, who comes from elsewhere."""
    scene, trigger = site.scene, site.trigger
    taken = nearby.named_behind(scene, trigger.end)
    if taken is None or scene.clause(taken.start) != scene.clause(trigger.start):
        return None
    roles = nearby.roles_behind(scene, taken.end, TOLD_REACH)
    posts = scene.posts.get(taken.people[0].start, [])
    came = any(p.org is not None and (p.past or roles) for p in posts)
    hires = acting(site) is not None or any(
        c.start <= site.low + 1 and c.text in site.words.lists["own_house"] for c in scene.of("anaphor")
    )
    won = site.is_in("wins") and hires and taken.start - trigger.end <= 1
    if source is None and not came and not won:
        return None
    return Proposal(org=acting(site), subject=taken, from_org=source, roles=roles)


def _is_taken(site: Site) -> bool:
    """'took P' with P in front of the verb and nobody else named in the clause."""
    scene, start = site.scene, site.trigger.start
    marks = site.words.taken_marks
    named = [c for c in scene.of("person", "pronoun") if site.low <= c.start and c.end <= start]
    return len(named) == 1 and marks.fullmatch(scene.text[named[0].start - 1 : named[0].start]) is not None


def qualified(site: Site) -> Proposal | None:
    """'R P's qualification was approved'."""
    scene, trigger = site.scene, site.trigger
    group = next((g for g in scene.groups if g.end + scene.is_possessive(g.end) == trigger.start), None)
    if group is None or site.words.approved.search(scene.text, trigger.end, site.high) is None:
        return None
    posts = scene.posts.get(group.people[0].start, [])
    roles = tuple(r for p in posts for r in p.roles)
    return Proposal(subject=group, roles=roles, org=next((p.org for p in posts if p.org), None)) if roles else None


def lost(site: Site) -> Proposal | None:
    """'lost P': the person right behind the verb."""
    lost = nearby.named_behind(site.scene, site.trigger.end)
    listed = site.words.lost_list.match(site.scene.text, site.trigger.end)
    if listed is not None:
        first = next((g for g in site.scene.groups if listed.end() <= g.start <= listed.end() + 1), None)
        return Proposal(subject=first, org=acting(site)) if first is not None else None
    same = lost is not None and site.scene.clause(lost.start) == site.scene.clause(site.trigger.start)
    return Proposal(subject=lost, org=acting(site)) if same else None


def parted(site: Site) -> Proposal | None:
    """'O parted with P' or 'P parted with O'."""
    scene, start = site.scene, site.trigger.start
    with_mark = site.words.with_mark
    org = next((c for c in scene.of("org") if site.low <= c.start and c.end <= start), None)
    for group in scene.groups:
        if site.low <= group.start and group.end <= start and with_mark.search(scene.text, site.low, group.start):
            return Proposal(subject=group, org=org)
    return Proposal(org=org) if org is not None and with_mark.search(scene.text, site.low, org.start) else None


def sequel(site: Site) -> Proposal | None:
    """'in June it was P, in July Q': what was told last of somebody else, told on with a time and a name."""
    scene, trigger, topic = site.scene, site.trigger, site.topic
    group = nearby.named_behind(scene, trigger.end)
    left = topic.departed
    if group is None or left is None or left.paragraph != scene.sentence.paragraph:
        return None
    if scene.index - left.sentence > SEQUEL_REACH or scene.words.clause_end.match(scene.text, group.end) is None:
        return None
    times = [t for t in scene.of("time") if site.low <= t.start and t.end <= trigger.start]
    free = "".join(c for at, c in enumerate(scene.text[site.low : trigger.start], site.low) if not _within(times, at))
    if site.words.sequel_lead.fullmatch(free) is None or not (times or site.is_in("takes_turns")):
        return None
    return Proposal(subject=group)


def _within(chunks: Sequence[Chunk], at: int) -> bool:
    return any(c.start <= at < c.end for c in chunks)
