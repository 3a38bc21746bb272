"""The frames of what somebody answers for, and to whom."""

from __future__ import annotations

from talentflow.claims.handovers import DUTY_LEAST, DUTY_MOST, handed
from talentflow.claims.proposals import Proposal, Site
from talentflow.claims.scene import Group
from talentflow.lang.chunk import Chunk

DUTY_END = ",;:\u3002!?\n\u201d"
MANAGER_REACH = 12  # characters between a verb and the manager who is named behind it


def duty(site: Site) -> Proposal | None:
    """The words of the duty up to the end of the clause, where they name nobody and tell nothing else."""
    scene, trigger = site.scene, site.trigger
    given = handed(site)
    if given is not None:
        return given
    owner = _duty_owner(site)
    high = owner.start - 1 if owner is not None else site.high
    words = scene.text[trigger.start : high].rstrip(DUTY_END)
    if owner is None and any(trigger.end <= c.start < site.high for c in scene.of("person")):
        return None
    if site.words.duty_of.search(words):
        return None
    for other in scene.triggers:
        told = other.rule.frame != "duty" and not other.rule.weak and other.text not in other.rule.bare
        if told and trigger.start < other.start < high:
            return None
    if len(words) - len(trigger.text) < DUTY_LEAST or len(words) > DUTY_MOST:
        return None
    if scene.text.startswith(site.words.affixes["not_duty"], trigger.end):
        return None
    taken_up = site.rule.kind == "held" and site.words.inceptive.search(scene.text, site.low, trigger.start) is not None
    role = Chunk("role", trigger.start, trigger.start + len(words), words)
    return Proposal(roles=(role,), kind="appoint" if taken_up else None, subject=owner)


def _duty_owner(site: Site) -> Group | None:
    """'P, who leads D': the person without a title whose relative clause the duty is."""
    scene = site.scene
    for group in scene.groups:
        first = group.people[0]
        if site.trigger.end < first.start < site.high:
            owns = scene.is_possessive(first.start - 1) and first.start not in scene.posts
            return group if owns and group.start == first.start else None
    return None


def report(site: Site, *, behind: bool = True) -> Proposal | None:
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
        if scene.is_possessive(manager.end):  # "to P's predecessor Q"
            manager = next((p for p in people if p.start > manager.end), manager)
        return Proposal(to=name(manager), object_person=manager)
    if not behind:
        return None
    manager = next((p for p in scene.of("person") if 0 <= p.start - trigger.end <= MANAGER_REACH), None)
    return Proposal(to=name(manager), object_person=manager) if manager is not None else None


def _is_told_to(site: Site, person: Chunk) -> bool:
    head = site.scene.heads[person.start]
    if site.rule.frame == "report_to" and site.words.by_mark.search(site.scene.text, max(site.low, head - 1), head):
        return False  # "by P" says whose duty it is
    return site.words.to_mark.search(site.scene.text, max(site.low, head - 1), head) is not None
