"""The frames of a post or a domain that changes hands."""

from __future__ import annotations

import re

from talentflow.claims import nearby
from talentflow.claims.proposals import SURE, Proposal, Site, vacancy, vacant_post
from talentflow.lang.chunk import Chunk

BARE_DOMAIN = 2  # characters of 'team', 'business'
DUTY_LEAST = 2  # characters of a duty, its verb aside
DUTY_MOST = 24  # characters its verb included
TAKER_GAP = 2  # characters between the person who takes over and the verb


def handed(site: Site) -> Proposal | None:
    """'D, by P, is led': the domain in front of 'by' is what the person right in front of the verb takes up."""
    scene, trigger, words = site.scene, site.trigger, site.words
    low = scene.clause_start(trigger.start)
    taker = next((g for g in scene.groups if low < g.start and 0 <= trigger.start - g.end <= TAKER_GAP), None)
    if taker is None or words.keeps_on.search(scene.text, taker.end, trigger.start):
        return None
    mark = words.by_mark.search(scene.text[: taker.start].rstrip("".join(words.past_marks)), low)
    if mark is None or any(low <= p.start < mark.start() for p in scene.of("person")):
        return None
    verbs = (t for t in scene.triggers if t.rule.kind != "held")
    inside = [*(t.start for t in scene.of("time")), *(t.start for t in verbs)]
    if any(low <= at < mark.start() for at in inside):
        return None
    org = next((c for c in scene.of("org") if c.start == low and c.end < mark.start() and c.score >= SURE), None)
    start = org.end if org is not None else low
    said = words.said_lead.match(scene.text, start, mark.start())
    start = said.end() if said is not None else start
    start += scene.is_possessive(start)
    lead = scene.text[start : mark.start()]
    domain = words.domain_ends.sub("", lead)
    if org is not None and not domain and site.is_in("takes_org"):
        return Proposal(org=org, kind="appoint", takes_org=True)
    if org is not None and len(domain) <= BARE_DOMAIN:  # the name is the domain's, a unit or product
        org, start, domain = None, low, scene.text[low:start] + domain
    is_post = words.vacant_post.fullmatch(lead) is not None
    if org is None and is_post and taker.people[0].start >= mark.start():
        return vacancy(site, Proposal(kind="appoint"))
    if not DUTY_LEAST <= len(domain) <= DUTY_MOST or domain.startswith(words.affixes["not_domain"]):
        return None
    return Proposal(org=org, roles=(Chunk("role", start, start + len(domain), domain),), kind="appoint")


def successor(site: Site) -> Proposal | None:
    """'the successor is Q'; 'whom he succeeds is Q' names who goes."""
    subjects = (c for c in site.scene.of("person", "pronoun") if c.detail != "possessive")
    if any(c.end == site.trigger.start for c in subjects):
        return None
    scene, topic = site.scene, site.topic
    group = nearby.named_behind(scene, site.trigger.end)
    if group is None:
        return None
    vacant = vacant_post(site)
    before = [p for p in scene.of("person") if p.end <= site.trigger.start]
    meant = before[-1] if before and site.words.whose.search(site.trigger.text) else None
    if meant is not None and (vacant is None or vacant.person not in (None, topic.people.name(meant))):
        posts = [p for p in scene.posts.get(meant.start, []) if not p.past]
        return Proposal(subject=group, org=posts[-1].org, roles=posts[-1].roles) if posts else None
    return vacancy(site, Proposal(subject=group)) or Proposal(subject=group)


def handover(site: Site) -> Proposal | None:
    """'P hands R to Q'; without R, the post just given up."""
    scene, trigger = site.scene, site.trigger
    group = nearby.named_behind(scene, trigger.end)
    if group is None:
        return None
    roles = nearby.roles_before(scene, trigger.start) or _given_domain(site)
    if not roles:
        return None if site.is_in("falls_to") else vacancy(site, Proposal(subject=group))
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
    if domain.startswith(site.words.affixes["not_domain"]) or domain in site.words.lists["no_post"]:
        return ()
    return (Chunk("role", low, low + len(domain), domain),)


def _moved_domain(site: Site) -> re.Match[str] | None:
    """'O's D goes to Q': the words from the owner to the verb."""
    scene, low = site.scene, site.low
    owner = next((c for c in scene.of("org") if c.start <= low + 1 and scene.is_possessive(c.end)), None)
    if owner is None:
        return None
    return site.words.domain.fullmatch(scene.text, owner.end + 1, site.trigger.start)


def swap(site: Site) -> Proposal | None:
    """'R changes from P to Q': P gives up what Q takes up."""
    scene, trigger = site.scene, site.trigger
    group = nearby.named_behind(scene, trigger.end)
    people = (p for p in reversed(scene.of("person")) if site.low <= p.start and p.end <= trigger.start)
    giver = next((p for p in people if _is_giver(site, p)), None)
    if group is None:
        return None
    if giver is None:
        roles = tuple(r for r in nearby.roles_before(scene, trigger.start) if r.end == trigger.start)
        return Proposal(org=nearby.org_of(scene, roles[0]), roles=roles, subject=group) if roles else None
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
