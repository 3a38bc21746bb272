"""The frames: what a trigger's rule asks for around it, as a Proposal; None where it is not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from talentflow.claims import nearby
from talentflow.claims.discourse import Topic, Vacancy
from talentflow.claims.frames import Rule, Vocabulary
from talentflow.claims.nearby import LATER_REACH, TOLD_REACH
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import fold
from talentflow.model.claim import ClaimKind
from talentflow.model.light import light

BARE_REACH = 6  # characters between a bare verb and its position
HERE_REACH = 4  # ... between a verb and the organization of its position
WORK_REACH = 16  # ... in which a verb of working follows an organization
PERSON_REACH = 24  # ... between a verb and the person it names
MANAGER_REACH = 12  # ... and the manager who is named behind it
OF_REACH = 2  # ... between an organization and its position
RELATIVE_GAP = 3  # ... between a passive verb and the person of its relative clause
SURE = 0.7  # least score of an organization that a domain belongs to
VACANT_FOR = 3  # sentences in which a post that was given up stays in mind
BARE_DOMAIN = 2  # characters of 'team', 'business'
DUTY_LEAST = 2  # characters of a duty, its verb aside
DUTY_MOST = 24  # ... its verb included
TAKER_GAP = 2  # characters between the person who takes over and the verb
ACTOR_HEAD = 2  # characters of a clause in front of the organization that acts
DUTY_END = ",;:\u3002!?\n\u201d"
CLAUSE_ENDS = (",", ";", "\u3002")


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a frame finds around its trigger; None and () mean that the words tell none.

    `orgs` is a series that its first member leads; `to` and `venture` are as in a claim; `subject` leaves no choice of
    the person, who is never `object_person`; `giver` gives the post up, `ousted` is put out of it.
    """

    org: Chunk | None = None
    roles: tuple[Chunk, ...] = ()
    role_words: str | None = None
    kind: ClaimKind | None = None  # where the words make it another kind than the rule's
    orgs: tuple[Chunk, ...] = ()
    from_org: Chunk | None = None
    to: str | None = None
    venture: str | None = None
    subject: Group | None = None
    object_person: Chunk | None = None
    giver: Chunk | None = None
    ousted: Chunk | None = None
    is_silent: bool = False  # nothing is told of the subject
    is_vacancy: bool = False  # the post just given up is meant
    takes_org: bool = False  # an organization is taken over, which needs no position


@light
@dataclass(frozen=True, slots=True)
class Site:
    """A trigger in its sentence, and what the document has told before."""

    scene: Scene
    trigger: Trigger
    topic: Topic

    @property
    def rule(self) -> Rule:
        return self.trigger.rule

    @property
    def words(self) -> Vocabulary:
        return self.scene.words

    @property
    def low(self) -> int:
        """Where the trigger's clause begins."""
        return self.scene.clause_start(self.trigger.start)

    @property
    def high(self) -> int:
        """Where the trigger's clause ends."""
        return self.scene.clause_end(self.trigger.start)

    def is_in(self, name: str) -> bool:
        """The trigger is one of a list of phrases.yml."""
        return self.trigger.text in self.words.lists[name]


def propose(site: Site) -> Proposal | None:
    """What the words around a trigger give its rule."""
    return FRAMES[site.rule.frame](site)


def _vacant(site: Site) -> Vacancy | None:
    """The post that was given up shortly before."""
    vacant = site.topic.vacant
    near = vacant is not None and site.scene.index - vacant.sentence <= VACANT_FOR
    return vacant if near else None


def _vacancy(site: Site, proposal: Proposal) -> Proposal | None:
    """The proposal for the post that was just given up; None where there is none."""
    vacant = _vacant(site)
    if vacant is None:
        return None
    return replace(proposal, org=vacant.org, role_words=vacant.role, is_vacancy=True)


def _vacated(site: Site, roles: tuple[Chunk, ...]) -> Chunk | None:
    """Where the post was given up that the positions name; None where another one was, or none."""
    vacant = _vacant(site)
    if vacant is None or not vacant.role:
        return None
    return vacant.org if any(role.text in fold(vacant.role) for role in roles) else None


# -- P does it ---------------------------------------------------------------------------------------------------------


def _subject(site: Site) -> Proposal | None:
    scene, trigger = site.scene, site.trigger
    posts = [p for listed in scene.posts.values() for p in listed]
    if site.rule.in_office and not any(p.end <= trigger.start for p in posts):
        return None
    if site.is_in("gives_up") and nearby.roles_behind(scene, trigger.end, LATER_REACH):
        return None
    source = nearby.from_org(scene, trigger)
    if site.rule.kind == "join":
        return Proposal(org=nearby.to_org(scene, trigger), from_org=source)
    return Proposal(org=source)


def _subject_org(site: Site) -> Proposal | None:
    scene, trigger, rule = site.scene, site.trigger, site.rule
    if rule.needs_before and not rule.needs_before.search(scene.text, site.low, trigger.start):
        return None
    source = nearby.from_org(scene, trigger)
    org = _object_org(site)
    if org is None:
        came = rule.kind != "leave" and site.is_in("come_over") and source is not None
        return Proposal(from_org=source) if came else None
    if scene.text[org.end : scene.sentence.end].startswith(site.words.affixes["study"]):
        return None
    roles = nearby.roles_behind(scene, org.end)
    if rule.weak and not _starts_work(site, org, roles):
        return None
    series = nearby.org_series(scene, org)
    several = len(series) > 1 and not nearby.respectively(scene, trigger, scene.sentence.start)
    return Proposal(
        org=org,
        roles=roles or nearby.roles_later(scene, org.end),
        orgs=series if several else (),
        from_org=source if rule.kind == "join" else None,
    )


def _object_org(site: Site) -> Chunk | None:
    """The organization behind the verb; for background right in front of it, for founding in front of a by-phrase."""
    org = nearby.org_behind(site.scene, site.trigger)
    if org is not None and org.kind == "unnamed":
        return nearby.org_named(site.scene, org) or org
    if org is None and site.rule.kind == "held":
        return nearby.org_adjacent(site.scene, site.trigger)
    if org is None and site.rule.kind == "found":
        return nearby.org_founded(site.scene, site.trigger)
    return org


def _starts_work(site: Site, org: Chunk, roles: tuple[Chunk, ...]) -> bool:
    """A plain verb of going means a move: work or a position follows, or nothing but an organization and a date."""
    scene, trigger = site.scene, site.trigger
    gap = scene.text[trigger.end : org.start]
    if len(gap) > 1 and not site.words.place_gap.fullmatch(gap):
        return False
    behind = scene.text[org.end : org.end + WORK_REACH]
    if roles or any(word in behind for word in site.words.lists["work"]):
        return True
    known = org.key is not None or org.detail == "shape"
    if known and nearby.from_org(scene, trigger) is not None:
        return True
    if known and any(0 <= trigger.start - t.end <= 1 for t in scene.of("time")):
        return True
    if known and site.is_in("goes_to") and any(t.rule.kind == "leave" and t.start < trigger.start for t in scene.triggers):
        return True
    ends = not behind or behind.startswith((*CLAUSE_ENDS, site.words.possessive))
    return (known or org.kind == "unnamed") and ends and not site.is_in("no_bare_go")


def _subject_role(site: Site) -> Proposal | None:
    scene, trigger, rule = site.scene, site.trigger, site.rule
    if rule.kind == "appoint" and scene.is_possessive(trigger.end) and not nearby.named_behind(scene, trigger.end + 1):
        return None
    bare = trigger.text in rule.bare
    taker = _taker(site)
    org = _org_here(site, bare) or taker
    at = org.end if org is not None else trigger.end
    roles = nearby.roles_behind(scene, at, BARE_REACH if bare else nearby.ROLE_REACH)
    if not roles:
        return None if bare else _role_elsewhere(site, org)
    if bare and not site.words.bare_gap.fullmatch(scene.text[at : roles[0].start]):
        return None
    at = nearby.orgs_at(scene, trigger)
    held_at = at[0] if site.rule.kind == "appoint" and at and at[-1].end == trigger.start else None
    rose = nearby.from_org(scene, trigger) if site.words.promotes.match(trigger.text) else None
    told = _role_told(site, org or nearby.org_of(scene, roles[0]) or held_at or rose, roles)
    return replace(told, kind="join") if org is taker is not None and site.is_in("hires") else told


def _taker(site: Site) -> Chunk | None:
    """'was made R by O': the organization between the passive mark and the verb."""
    scene, start = site.scene, site.trigger.start
    if site.rule.kind != "appoint":
        return None
    for org in scene.of("org", "unnamed"):
        if site.low < org.start and 0 <= start - org.end <= TAKER_GAP:
            return org if site.words.passive_mark.fullmatch(scene.text[org.start - 1 : org.start]) else None
    return None


def _org_here(site: Site, bare: bool) -> Chunk | None:
    """The organization between the verb and its position."""
    at = site.trigger.end
    orgs = site.scene.of("org", "unnamed", "anaphor")
    org = next((c for c in orgs if c.start >= at and c.start - at <= HERE_REACH), None)
    between = site.scene.text[at : org.start] if org is not None else ""
    return org if not bare or not between or between in site.words.lists["aspects"] else None


def _role_elsewhere(site: Site, org: Chunk | None) -> Proposal | None:
    """The position stands in front of the verb, or is the one just given up."""
    scene, trigger, kind = site.scene, site.trigger, site.rule.kind
    if kind == "leave" and site.is_in("serves_no_more") and site.words.clause_end.match(scene.text, trigger.end):
        return Proposal() if any(p.end <= trigger.start for listed in scene.posts.values() for p in listed) else None
    if kind == "held" and site.is_in("serves_for") and _by_taker(site):
        given = tuple(r for r in nearby.roles_before(scene, trigger.start) if not _is_empty(site, r))
        if given:
            return replace(_role_told(site, org or nearby.org_of(scene, given[0]), given), kind="appoint")
        filled = _vacancy(site, Proposal())
        return replace(filled, kind="appoint") if filled is not None else None
    if kind == "held" or (kind in ("leave", "step_down") and not site.is_in("role_first")):
        return None
    roles = tuple(r for r in nearby.roles_before(scene, trigger.start) if not _is_empty(site, r))
    if roles:
        return _role_told(site, org or nearby.org_of(scene, roles[0]) or _vacated(site, roles), roles)
    handed = _handed(site)
    if handed is not None and org is None:
        return handed
    if org is not None and org.kind != "anaphor" and site.is_in("takes_org"):
        return Proposal(org=org, takes_org=True)
    if _vacant(site) is None or not _takes_vacancy(site):
        return None
    return _vacancy(site, Proposal())


def _is_empty(site: Site, role: Chunk) -> bool:
    """'the post', which names none, where one was given up before."""
    return _vacant(site) is not None and role.text in site.words.lists["empty_roles"]


def _by_taker(site: Site) -> bool:
    """'by P' right in front of the verb."""
    scene, start = site.scene, site.trigger.start
    near = [g for g in scene.groups if site.low <= g.start and 0 <= start - g.end <= BARE_REACH]
    return any(site.words.by_mark.search(scene.text[: g.start].rstrip("".join(site.words.past_marks)), site.low) for g in near)


def _takes_vacancy(site: Site) -> bool:
    """The verb needs no position where one was just given up; some verbs only at the end of their clause."""
    text, end, words = site.scene.text, site.trigger.end, site.words
    if site.is_in("vacancy_end"):
        return words.clause_end.match(text, end) is not None
    return site.is_in("vacancy") and words.afterwards.match(text, end) is None


def _role_told(site: Site, org: Chunk | None, roles: tuple[Chunk, ...]) -> Proposal:
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


def _ended(site: Site) -> Proposal | None:
    """'ended the years at O': a noun for a stay behind the verb; the organization where one is told with it."""
    scene, trigger = site.scene, site.trigger
    stay = site.words.stay.match(scene.text, trigger.end, site.high)
    if stay is None:
        return None
    return Proposal(org=next((c for c in scene.of("org") if trigger.end <= c.start and c.end <= stay.end()), None))


def _lost(site: Site) -> Proposal | None:
    """'lost P': the person right behind the verb."""
    lost = nearby.named_behind(site.scene, site.trigger.end)
    listed = site.words.lost_list.match(site.scene.text, site.trigger.end)
    if listed is not None:
        first = next((g for g in site.scene.groups if listed.end() <= g.start <= listed.end() + 1), None)
        return Proposal(subject=first, org=_acting(site)) if first is not None else None
    same = lost is not None and site.scene.clause(lost.start) == site.scene.clause(site.trigger.start)
    return Proposal(subject=lost, org=_acting(site)) if same else None


def _parted(site: Site) -> Proposal | None:
    """'O parted with P' or 'P parted with O'."""
    scene, start = site.scene, site.trigger.start
    with_mark = site.words.with_mark
    org = next((c for c in scene.of("org") if site.low <= c.start and c.end <= start), None)
    for group in scene.groups:
        if site.low <= group.start and group.end <= start and with_mark.search(scene.text, site.low, group.start):
            return Proposal(subject=group, org=org)
    return Proposal(org=org) if org is not None and with_mark.search(scene.text, site.low, org.start) else None


def _qualified(site: Site) -> Proposal | None:
    """'R P's qualification was approved'."""
    scene, trigger = site.scene, site.trigger
    group = next((g for g in scene.groups if g.end + 1 == trigger.start and scene.is_possessive(g.end)), None)
    if group is None or site.words.approved.search(scene.text, trigger.end, site.high) is None:
        return None
    posts = scene.posts.get(group.people[0].start, [])
    roles = tuple(r for p in posts for r in p.roles)
    return Proposal(subject=group, roles=roles, org=next((p.org for p in posts if p.org), None)) if roles else None


def _member(site: Site) -> Proposal | None:
    """'became one of O'."""
    org = next((c for c in site.scene.of("org", "unnamed") if c.end == site.trigger.start), None)
    if org is None or site.words.become_mark.search(site.scene.text, site.low, org.start) is None:
        return None
    return Proposal(org=org)


def _out(site: Site) -> Proposal | None:
    """'came out of O'."""
    source = nearby.from_org(site.scene, site.trigger)
    return Proposal(org=source) if source is not None else None


def _at(site: Site) -> Proposal | None:
    """'at O' and a verb of working."""
    scene, start = site.scene, site.trigger.start
    for org in scene.of("org", "unnamed"):
        if (
            site.low <= org.start
            and org.end <= start
            and site.words.at_mark.search(scene.text, site.low, org.start)
            and site.words.at_gap.fullmatch(scene.text[org.end : start])
        ):
            return Proposal(org=org)
    return None


def _venture(site: Site) -> Proposal | None:
    text, trigger, lists = site.scene.text, site.trigger, site.words.lists
    behind, in_front = tuple(lists["not_venture"]), tuple(lists["not_venture_before"])
    if text.startswith(behind, trigger.end) or text.endswith(in_front, 0, trigger.start):
        return None
    return Proposal(venture=trigger.text)


def _duty(site: Site) -> Proposal | None:
    """The words of the duty up to the end of the clause, where they name nobody and tell nothing else."""
    scene, trigger = site.scene, site.trigger
    handed = _handed(site)
    if handed is not None:
        return handed
    words = scene.text[trigger.start : site.high].rstrip(DUTY_END)
    if any(trigger.end <= c.start < site.high for c in scene.of("person")):
        return None
    for other in scene.triggers:
        told = other.rule.frame != "duty" and not other.rule.weak and other.text not in other.rule.bare
        if told and trigger.start < other.start < site.high:
            return None
    if len(words) - len(trigger.text) < DUTY_LEAST or len(words) > DUTY_MOST:
        return None
    if scene.text.startswith(site.words.affixes["not_duty"], trigger.end):
        return None
    taken_up = site.words.inceptive.search(scene.text, site.low, trigger.start) is not None
    role = Chunk("role", trigger.start, trigger.start + len(words), words)
    return Proposal(roles=(role,), kind="appoint" if taken_up else None)


def _handed(site: Site) -> Proposal | None:
    """'D, by P, is led': the domain in front of 'by' is what the person right in front of the verb takes up."""
    scene, trigger, words = site.scene, site.trigger, site.words
    low = scene.clause_start(trigger.start)
    taker = next((g for g in scene.groups if low < g.start and 0 <= trigger.start - g.end <= TAKER_GAP), None)
    if taker is None:
        return None
    mark = words.by_mark.search(scene.text[: taker.start].rstrip("".join(words.past_marks)), low)
    if mark is None or any(low <= p.start < mark.start() for p in scene.of("person")):
        return None
    org = next((c for c in scene.of("org") if c.start == low and c.end < mark.start() and c.score >= SURE), None)
    start = org.end if org is not None else low
    start += scene.is_possessive(start)
    domain = words.domain_ends.sub("", scene.text[start : mark.start()])
    if org is not None and len(domain) <= BARE_DOMAIN:  # the name is the domain's, a unit or product
        org, start, domain = None, low, scene.text[low:start] + domain
    if not DUTY_LEAST <= len(domain) <= DUTY_MOST or domain.startswith(words.affixes["not_domain"]):
        return None
    return Proposal(org=org, roles=(Chunk("role", start, start + len(domain), domain),), kind="appoint")


# -- it is done to P ---------------------------------------------------------------------------------------------------


def _object_person(site: Site) -> Proposal | None:
    """'appointed P as R': the position behind the person, or the one the person's noun phrase has."""
    scene, trigger = site.scene, site.trigger
    taker = _taker(site)
    if taker is not None:
        roles = nearby.roles_behind(scene, trigger.end)
        return Proposal(org=taker, roles=roles) if roles else None
    person = next((p for p in scene.of("person") if p.start >= trigger.end), None)
    if person is None or person.start - trigger.end > PERSON_REACH:
        return None
    if scene.clause(person.start) != scene.clause(trigger.start):
        return None
    group = next((g for g in scene.groups if person in g.people), None)
    end = group.end if group else person.end
    source = nearby.from_org(scene, trigger) if site.rule.kind in ("appoint", "join") else None
    kind: ClaimKind | None = "join" if source is not None else None
    roles = nearby.roles_behind(scene, end, TOLD_REACH)
    if roles:
        inside = next((c for c in scene.of("org") if end <= c.start and 0 <= roles[0].start - c.end <= OF_REACH), None)
        came = next((p.org for p in scene.posts.get(person.start, []) if p.org is not None), None)
        acting = _acting(site)
        if came is not None and acting is not None and site.rule.kind == "appoint":
            return Proposal(org=inside or acting, roles=roles, kind="join", from_org=source)
        return Proposal(org=inside, roles=roles, kind=kind, from_org=source)
    posts = scene.posts.get(person.start, [])
    roles = tuple(r for p in posts for r in p.roles)
    if not roles:
        return None
    return Proposal(org=next((p.org for p in posts if p.org), None), roles=roles, kind=kind, from_org=source)


def _subject_person(site: Site) -> Proposal | None:
    """'succeeded Q': the post is Q's."""
    scene, trigger = site.scene, site.trigger
    behind = (p for p in scene.of("person") if p.start >= trigger.end)
    person = next((p for p in behind if scene.clause(p.start) == scene.clause(trigger.start)), None)
    if person is None:
        return None
    posts = scene.posts.get(person.start, [])
    told = () if site.words.was.match(scene.text, person.end) else nearby.roles_behind(scene, person.end, TOLD_REACH)
    roles = told or tuple(r for p in posts for r in p.roles)
    ousted = person if trigger.text in site.rule.ousts else None
    filled = _vacancy(site, Proposal(object_person=person, ousted=ousted)) if not roles else None
    if filled is not None:
        return filled
    return Proposal(
        org=next((p.org for p in posts if p.org), None),
        roles=roles,
        object_person=person,
        ousted=ousted,
        is_silent=not roles,
    )


def _passive(site: Site) -> Proposal | None:
    """'was taken by O', 'was dismissed by Q'; or 'P, taken from O'."""
    scene, trigger = site.scene, site.trigger
    mark = site.words.passive_mark.search(scene.text, site.low, trigger.start)
    if site.rule.kind == "leave":
        return Proposal() if mark is not None else None
    if mark is None:
        source = nearby.from_org(scene, trigger)
        near = [g for g in scene.groups if 0 < g.start - trigger.end <= RELATIVE_GAP]
        relative = any(scene.is_possessive(g.start - 1) for g in near)
        if relative:
            return Proposal(from_org=source) if source is not None else None
        if _is_taken(site):
            return Proposal(org=_acting(site), from_org=source, roles=nearby.roles_later(scene, trigger.end))
        return _taken_on(site, source)
    inside = (c for c in scene.of("org", "unnamed") if mark.end() <= c.start and c.end <= trigger.start)
    org = nearby.org_behind(scene, trigger) or next(inside, None)
    if org is None and not site.is_in("called_back"):
        return None
    return Proposal(org=org, roles=nearby.roles_later(scene, max(org.end if org else 0, trigger.end)))


def _taken_on(site: Site, source: Chunk | None) -> Proposal | None:
    """'O took P from S', 'O took P of S as R': the person behind the verb, who comes from elsewhere."""
    scene, trigger = site.scene, site.trigger
    taken = nearby.named_behind(scene, trigger.end)
    if taken is None or scene.clause(taken.start) != scene.clause(trigger.start):
        return None
    roles = nearby.roles_behind(scene, taken.end, TOLD_REACH)
    posts = scene.posts.get(taken.people[0].start, [])
    came = any(p.org is not None and (p.past or roles) for p in posts)
    won = site.is_in("wins") and _acting(site) is not None and taken.start - trigger.end <= 1
    if source is None and not came and not won:
        return None
    return Proposal(org=_acting(site), subject=taken, from_org=source, roles=roles)


def _is_taken(site: Site) -> bool:
    """'took P' with P in front of the verb and nobody else named in the clause."""
    scene, start = site.scene, site.trigger.start
    marks = site.words.taken_marks
    named = [c for c in scene.of("person", "pronoun") if site.low <= c.start and c.end <= start]
    return len(named) == 1 and marks.fullmatch(scene.text[named[0].start - 1 : named[0].start]) is not None


def _acting(site: Site) -> Chunk | None:
    """The organization at the head of the clause, which acts."""
    near = (c for c in site.scene.of("org") if site.low <= c.start <= site.low + ACTOR_HEAD and c.score >= SURE)
    return next((c for c in near if c.end <= site.trigger.start), None)


# -- a post changes hands ----------------------------------------------------------------------------------------------


def _successor(site: Site) -> Proposal | None:
    """'the successor is Q'."""
    group = nearby.named_behind(site.scene, site.trigger.end)
    return _vacancy(site, Proposal(subject=group)) if group is not None else None


def _handover(site: Site) -> Proposal | None:
    """'P hands R to Q'; without R, the post just given up."""
    scene, trigger = site.scene, site.trigger
    group = nearby.named_behind(scene, trigger.end)
    if group is None:
        return None
    roles = nearby.roles_before(scene, trigger.start) or _given_domain(site)
    if not roles:
        return _vacancy(site, Proposal(subject=group))
    people = (p for p in scene.of("person") if site.low <= p.start and p.end < trigger.start)
    giver = next((p for p in people if site.words.giver_mark.match(scene.text, p.end)), None)
    return Proposal(org=nearby.org_touching(scene, roles), roles=roles, subject=group, giver=giver)


def _given_domain(site: Site) -> tuple[Chunk, ...]:
    """'handed D to Q': the words between the mark of the object and the verb, where they name a domain."""
    scene, start = site.scene, site.trigger.start
    given = site.words.given.search(scene.text, site.low, start) or _moved_domain(site)
    if given is None or any(given.start() < p.start < start for p in scene.of("person", "pronoun")):
        return ()
    low, domain = given.start("what"), given["what"]
    if domain.startswith(tuple(site.words.lists["not_domain"])) or domain in site.words.lists["no_post"]:
        return ()
    return (Chunk("role", low, low + len(domain), domain),)


def _moved_domain(site: Site) -> re.Match[str] | None:
    """'O's D goes to Q': the words from the owner to the verb."""
    scene, low = site.scene, site.low
    owner = next((c for c in scene.of("org") if c.start <= low + 1 and scene.is_possessive(c.end)), None)
    if owner is None:
        return None
    return site.words.domain.fullmatch(scene.text, owner.end + 1, site.trigger.start)


def _swap(site: Site) -> Proposal | None:
    """'R changes from P to Q': P gives up what Q takes up."""
    scene, trigger = site.scene, site.trigger
    group = nearby.named_behind(scene, trigger.end)
    people = (p for p in reversed(scene.of("person")) if site.low <= p.start and p.end <= trigger.start)
    giver = next((p for p in people if _is_giver(site, p)), None)
    if group is None or giver is None:
        return None
    roles = nearby.roles_before(scene, giver.start)
    if not roles:
        return None
    return Proposal(org=nearby.org_touching(scene, roles), roles=roles, subject=group, giver=giver)


def _is_giver(site: Site, person: Chunk) -> bool:
    """'from P', with nothing between P and the trigger that ends a clause."""
    scene = site.scene
    by_mark = site.words.by_mark.search(scene.text, site.low, scene.heads[person.start])
    between = scene.text[person.end : site.trigger.start]
    return by_mark is not None and "," not in between and ";" not in between


def _report(site: Site, *, behind: bool = True) -> Proposal | None:
    """Who answers to whom: the manager behind 'to', right behind the verb, or in front of 'one of the team'."""
    scene, trigger = site.scene, site.trigger
    people = [p for p in scene.of("person") if site.low <= p.start and p.end <= trigger.start]
    name = site.topic.people.name
    if site.is_in("report_nouns"):
        manager = next((p for p in people if p.end == trigger.start), None)
        if manager is None or not site.words.become.search(scene.text, site.low, scene.heads[manager.start]):
            return None
        return Proposal(to=name(manager), object_person=manager)
    manager = next((p for p in reversed(people) if _is_told_to(site, p)), None)
    if manager is not None:
        return Proposal(to=name(manager), object_person=manager)
    if not behind:
        return None
    manager = next((p for p in scene.of("person") if 0 <= p.start - trigger.end <= MANAGER_REACH), None)
    return Proposal(to=name(manager), object_person=manager) if manager is not None else None


def _is_told_to(site: Site, person: Chunk) -> bool:
    head = site.scene.heads[person.start]
    return site.words.to_mark.search(site.scene.text, max(site.low, head - 1), head) is not None


FRAMES: dict[str, Callable[[Site], Proposal | None]] = {
    "subject": _subject,
    "subject_org": _subject_org,
    "subject_role": _subject_role,
    "ended": _ended,
    "parted": _parted,
    "qualified": _qualified,
    "report_to": lambda site: _report(site, behind=False),
    "lost": _lost,
    "member": _member,
    "out": _out,
    "at": _at,
    "venture": _venture,
    "duty": _duty,
    "handed": _handed,
    "object_person": _object_person,
    "subject_person": _subject_person,
    "passive": _passive,
    "successor": _successor,
    "handover": _handover,
    "swap": _swap,
    "report": _report,
}
