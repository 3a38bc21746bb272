"""The frames: what a trigger's rule asks for around it, as a Proposal; None where it is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from talentflow.claims import nearby
from talentflow.claims.duties import duty, report
from talentflow.claims.elsewhere import holder, is_empty, role_elsewhere, role_told
from talentflow.claims.frames import OUT
from talentflow.claims.handovers import handed, handover, successor, swap
from talentflow.claims.nearby import LATER_REACH
from talentflow.claims.proposals import SURE, Proposal, Site, vacant_post, vacated
from talentflow.claims.takings import (
    lost,
    object_person,
    parted,
    passive,
    qualified,
    seat,
    sequel,
    subject_person,
    taker_of,
)
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry
from talentflow.model.claim import ClaimKind

BARE_REACH = 6  # characters between a bare verb and its position
OF_REACH = 2  # ... between a verb of being transferred and the unit's position
HERE_REACH = 4  # ... between a verb and the organization of its position
WORK_REACH = 16  # ... in which a verb of working follows an organization
CLAUSE_ENDS = (",", ";", "\u3002")


def propose(site: Site) -> Proposal | None:
    """What the words around a trigger give its rule; "most of them come from O" is said of nobody who is named."""
    if site.words.some_of_them.fullmatch(site.scene.text, site.low, site.trigger.start):
        return None
    return FRAMES[site.rule.frame](site)


def _subject(site: Site) -> Proposal | None:
    scene, trigger = site.scene, site.trigger
    posts = [p for listed in scene.posts.values() for p in listed]
    if site.rule.in_office and not any(p.end <= trigger.start for p in posts):
        return None
    of_whom = trigger.start - 1 if scene.is_possessive(trigger.start - 1) else -1
    if site.is_in("papers") and any(r.end == of_whom for r in scene.of("role")):
        return None  # "the president's letter": nobody says whose name it is
    if site.is_in("gives_up") and nearby.roles_behind(scene, trigger.end, LATER_REACH):
        return None
    source = nearby.from_org(scene, trigger)
    if site.rule.kind == "join":
        serves = site.words.serves_behind.match(scene.text, trigger.end) is not None
        roles = nearby.roles_behind(scene, trigger.end + 1, HERE_REACH) if serves else ()
        return Proposal(org=nearby.to_org(scene, trigger), from_org=source, roles=roles)
    return Proposal(org=source)


def _subject_org(site: Site) -> Proposal | None:
    scene, trigger, rule = site.scene, site.trigger, site.rule
    number = scene.clause(trigger.start)
    low = scene.clauses[max(0, number - 1)][0] if trigger.start == site.low else site.low
    if rule.needs_before and not rule.needs_before.search(scene.text, low, trigger.start):
        return None
    source = nearby.from_org(scene, trigger)
    org = _object_org(site)
    board = site.words.board.match(scene.text, org.end if org is not None else trigger.end)
    here = (*scene.of("person", "pronoun", "time"), *([org] if org is not None else ()))
    if board is not None and rule.kind == "join" and any(site.low <= c.start < board.start("body") for c in here):
        return Proposal(org=org, roles=(Chunk("role", *board.span("body"), board["body"]),), kind="appoint")
    if org is None and rule.kind == "join" and site.is_in("transferred"):
        roles = nearby.roles_behind(scene, trigger.end, OF_REACH)
        if roles and roles[0].start - trigger.end <= OF_REACH:
            return Proposal(roles=roles, kind="appoint")
    if org is None:
        came = rule.kind != "leave" and site.is_in("come_over") and source is not None
        return Proposal(from_org=source) if came else None
    if scene.text[org.end : scene.sentence.end].startswith(site.words.affixes["study"]):
        return None
    if site.words.hosts.match(scene.text, org.end):
        return None  # "joined the alliance that O has founded"
    if scene.text.endswith(site.words.affixes["exams"], 0, trigger.start) and _teaches(site, org):
        return None  # "was admitted to O"
    if rule.kind == "found" and scene.text.startswith(site.words.affixes["accounts"], org.end):
        return None  # an account of O
    if site.is_in("appears") and scene.text.startswith(site.words.affixes["places"], org.end):
        return None  # "appeared on O": a page of it
    if rule.kind == "leave" and site.words.holding.search(scene.text, org.end, site.high):
        return None  # "left the list of the largest shareholders of O"
    roles = nearby.roles_behind(scene, org.end) if rule.kind != "found" else ()
    if rule.weak and not _starts_work(site, org, roles):
        return None
    series = nearby.org_series(scene, org)
    several = len(series) > 1 and not nearby.respectively(scene, trigger, scene.sentence.start)
    return Proposal(
        org=org,
        roles=roles or (nearby.roles_later(scene, org.end) if rule.kind != "leave" else ()),
        orgs=series if several else (),
        from_org=source if rule.kind == "join" else None,
    )


def _teaches(site: Site, org: Chunk) -> bool:
    """A university or a school, where people study."""
    listed = Registry.load().by_id.get(org.key) if org.key else None
    return org.text.endswith(site.words.affixes["schools"]) or (listed is not None and listed.kind == "university")


def _object_org(site: Site) -> Chunk | None:
    """The organization behind the verb; for background right in front of it, for founding in front of a by-phrase."""
    org = nearby.org_behind(site.scene, site.trigger)
    if org is not None and (org.kind == "unnamed" or (org.kind == "anaphor" and site.rule.kind == "found")):
        here = org.kind != "anaphor" or org.text in site.words.lists["this_house"]
        return nearby.org_named(site.scene, org) or (org if here else None)
    if org is not None and org.key is None and org.kind == "org":
        beside = (c for c in site.scene.of("org") if c.start == org.end)  # "the car maker|O"
        org = next(beside, org)
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
    ends = not behind or behind.startswith((*CLAUSE_ENDS, site.words.possessive))
    times = [t for t in scene.of("time") if site.low <= t.start and t.end <= trigger.start]
    if (known or (org.kind == "anaphor" and ends)) and any(trigger.start - t.end <= 1 for t in times):
        return True
    if known and ends and times and site.is_in("enters"):
        return True
    if known and ends and site.words.may_go.search(scene.text, site.low, trigger.start):
        return True
    if (
        known
        and site.is_in("goes_to")
        and any(t.rule.kind == "leave" and t.start < trigger.start for t in scene.triggers)
    ):
        return True
    return (known or org.kind == "unnamed") and ends and not site.is_in("no_bare_go")


def _subject_role(site: Site) -> Proposal | None:
    scene, trigger, rule = site.scene, site.trigger, site.rule
    if rule.kind == "appoint" and scene.is_possessive(trigger.end) and not nearby.named_behind(scene, trigger.end + 1):
        return None
    inner = _opened(site)
    if inner is not None:
        return role_told(site, nearby.org_of(scene, inner), (inner,))
    if site.is_in("after_name") and not any(p.end == trigger.start for p in scene.of("person")):
        return None  # "the newly appointed R"
    other = (_going_on(site) if rule.kind in ("appoint", "held") else None) or holder(site)
    if other is not None:
        return other
    bare = trigger.text in rule.bare
    taker = taker_of(site)
    org = _org_here(site, bare) or taker
    series = nearby.org_series(scene, org) if org is not None and rule.kind in ("held", "appoint") else ()
    at = series[-1].end if series else org.end if org is not None else trigger.end
    roles = nearby.roles_behind(scene, at, BARE_REACH if bare else nearby.ROLE_REACH)
    if rule.kind in OUT and site.words.afterwards.match(scene.text, trigger.end):
        roles = ()  # "after leaving, he is R"
    if rule.kind == "appoint" and roles and all(is_empty(site, r) for r in roles):
        roles = ()
    if not roles:
        return None if bare else role_elsewhere(site, org)
    if bare and not site.words.bare_gap.fullmatch(scene.text[at : roles[0].start]):
        return None
    if rule.kind == "held" and site.words.candidate.match(scene.text, roles[-1].end):
        return None  # "is seen as a candidate for R"
    homes = nearby.orgs_at(scene, trigger)
    held_at = homes[0] if site.rule.kind == "appoint" and homes and homes[-1].end == trigger.start else None
    rose = nearby.from_org(scene, trigger) if site.words.promotes.match(trigger.text) else None
    left = vacated(site, roles) if rule.kind == "appoint" else None
    home = org or nearby.org_of(scene, roles[0]) or held_at or rose
    if rule.kind == "held" and home is None and roles[0].text in site.words.lists["no_held"]:
        return None  # "to be one's own boss"
    told = role_told(site, home or left, roles)
    vacant = vacant_post(site)
    told = replace(told, left_by=vacant.person) if home is None and left is not None and vacant is not None else told
    told = replace(told, orgs=series) if len(series) > 1 else told
    if rule.kind == "appoint" or rule.id == "held.past" or site.is_in("holds_now"):
        told = replace(told, further=nearby.posts_behind(scene, roles[-1], past=rule.id == "held.past"))
    source = nearby.from_org(scene, trigger) if rule.kind == "appoint" and site.is_in("transfers") else None
    if source is not None and told.org is not None and source is not told.org:
        told = replace(told, from_org=source, kind="join")
    if rule.id == "held.now":
        return replace(told, kind=_taken_up(site, org))
    hired = site.is_in("hired") or (org is taker is not None and site.is_in("hires"))
    return replace(told, kind="join") if hired else told


def _going_on(site: Site) -> Proposal | None:
    """'is no longer R of O', with the post behind; 'goes on in other posts of the company', which names none."""
    scene, trigger = site.scene, site.trigger
    org = _org_here(site, bare=False)
    roles = nearby.roles_behind(scene, org.end if org is not None else trigger.end)
    is_named = any(r.text not in site.words.lists["empty_roles"] for r in roles)
    if roles and site.words.no_more.search(scene.text, site.low, trigger.start):
        out: ClaimKind = "step_down" if site.is_in("acting") else "leave"
        return Proposal(org=org, roles=roles, kind=out) if is_named else Proposal(is_silent=True)
    goes_on = site.words.stays.match(trigger.text) or site.words.goes_on.search(scene.text, site.low, trigger.start)
    return Proposal(kind="held", is_stay=True) if roles and not is_named and goes_on else None


def _taken_up(site: Site, org: Chunk | None) -> ClaimKind | None:
    """A plain 'is R' that tells a beginning: 'names P R1, Q R2', 'went to the city of C to be R of O'."""
    scene, start = site.scene, site.trigger.start
    naming = (t for t in scene.triggers if t.rule.frame == "object_person" and t.rule.kind == "appoint")
    named = (sum(t.end <= g.start < start for g in scene.groups) for t in naming)
    if site.is_in("named_as") and any(n > 1 for n in named):
        return "appoint"
    return "join" if org is not None and site.words.goes_there.search(scene.text, site.low, start) else None


def _opened(site: Site) -> Chunk | None:
    """'acting|chairman': the position that the verb opens, where it is no name's title and no other verb's object."""
    scene, trigger = site.scene, site.trigger
    inner = next((r for r in scene.of("role") if r.start == trigger.start and r.end > trigger.end), None)
    if inner is None or not site.is_in("acting_titles"):
        return None
    if scene.text[trigger.end : inner.end] in site.words.lists["empty_roles"]:
        return None  # "acts in the post"
    titles = {r.start for listed in scene.posts.values() for p in listed for r in p.roles}
    verbs = [t for t in scene.triggers if site.low <= t.start and 0 <= trigger.start - t.end <= HERE_REACH]
    return None if inner.start in titles or verbs else inner


def _org_here(site: Site, bare: bool) -> Chunk | None:
    """The organization between the verb and its position."""
    at = site.trigger.end
    orgs = site.scene.of("org", "unnamed", "anaphor")
    org = next((c for c in orgs if c.start >= at and c.start - at <= HERE_REACH), None)
    between = site.scene.text[at : org.start] if org is not None else ""
    if org is not None and any(at <= p.start < org.start for p in site.scene.of("person")):
        return None
    if nearby.STOP_OR_COLON.search(between):
        return None
    return org if not bare or not between or between in site.words.lists["aspects"] else None


def _years(site: Site) -> Proposal | None:
    """'was R for seven years'."""
    scene, trigger = site.scene, site.trigger
    roles = nearby.roles_behind(scene, trigger.end)
    if not roles or not site.words.years_gap.fullmatch(scene.text, trigger.end, roles[0].start):
        return None
    return role_told(site, nearby.org_of(scene, roles[0]), roles)


def ended(site: Site) -> Proposal | None:
    """'ended the years at O': a noun for a stay behind the verb; the organization where one is told with it."""
    scene, trigger = site.scene, site.trigger
    stay = site.words.stay.match(scene.text, trigger.end, site.high)
    if stay is None:
        return None
    return Proposal(org=next((c for c in scene.of("org") if trigger.end <= c.start and c.end <= stay.end()), None))


def out(site: Site) -> Proposal | None:
    """'came out of O'."""
    source = nearby.from_org(site.scene, site.trigger)
    return Proposal(org=source) if source is not None else None


def _start(site: Site) -> Proposal | None:
    """'began as R of O': the post between 'from' and the verb, which nothing else is told of."""
    scene, trigger = site.scene, site.trigger
    began = site.words.began.search(scene.text, site.low, trigger.start)
    if began is None:
        return None
    low, high = began.span("what")
    org = next((c for c in scene.of("org") if low <= c.start and c.end < high and c.score >= SURE), None)
    low = org.end + scene.is_possessive(org.end) if org is not None else low
    if any(c.start < high and low < c.end for c in scene.of("person", "time")):
        return None
    role = next((r for r in scene.of("role") if low <= r.start and r.end == high), None)
    words = scene.text[low:high]
    return Proposal(org=org, roles=(role or Chunk("role", low, high, words),)) if words else None


def _member(site: Site) -> Proposal | None:
    """'became one of O'."""
    org = next((c for c in site.scene.of("org", "unnamed") if c.end == site.trigger.start), None)
    if org is None or site.words.become_mark.search(site.scene.text, site.low, org.start) is None:
        return None
    return Proposal(org=org)


def _at(site: Site) -> Proposal | None:
    """'at O' and a verb of working; a unit of O in between is the position."""
    scene, start = site.scene, site.trigger.start
    for org in scene.of("org", "unnamed"):
        if site.low > org.start or org.end > start or not site.words.at_mark.search(scene.text, site.low, org.start):
            continue
        series = nearby.org_series(scene, org)
        gap = site.words.at_gap.fullmatch(scene.text, series[-1].end, start)
        if gap is not None:
            unit, (at, end) = gap["unit"], gap.span("unit")
            roles = (Chunk("role", at, end, unit),) if unit else ()
            kind: ClaimKind | None = "join" if _since(site, org) else None
            return Proposal(org=org, orgs=series if len(series) > 1 else (), roles=roles, kind=kind)
    stays = site.words.stays_here.search(scene.text, site.low, start)
    return Proposal(is_stay=True) if stays is not None else None


def _since(site: Site, org: Chunk) -> bool:
    """'since 2009 at O': the time right in front tells a beginning."""
    times = [t for t in site.scene.of("time") if site.low <= t.start and 0 <= org.start - t.end <= HERE_REACH]
    mark = site.words.since_mark
    return any(mark.search(t.text) or mark.match(site.scene.text[t.end : org.start]) for t in times)


def _venture(site: Site) -> Proposal | None:
    scene, trigger, lists = site.scene, site.trigger, site.words.lists
    text = scene.text
    behind, in_front = tuple(lists["not_venture"]), tuple(lists["not_venture_before"])
    if text.startswith(behind, trigger.end) or text.endswith(in_front, 0, trigger.start):
        return None
    if site.words.ago.match(text, trigger.end):
        return None
    named = next((c for c in scene.of("org") if c.start >= trigger.end), None)
    if named is not None and not site.words.named_gap.fullmatch(text[trigger.end : named.start]):
        named = None
    return Proposal(org=named if named is not None and named.start > trigger.end else None, venture=trigger.text)


FRAMES: dict[str, Callable[[Site], Proposal | None]] = {
    "subject": _subject,
    "subject_org": _subject_org,
    "subject_role": _subject_role,
    "years": _years,
    "ended": ended,
    "parted": parted,
    "qualified": qualified,
    "report_to": lambda site: report(site, behind=False),
    "lost": lost,
    "sequel": sequel,
    "member": _member,
    "start": _start,
    "out": out,
    "at": _at,
    "venture": _venture,
    "duty": duty,
    "handed": handed,
    "object_person": object_person,
    "subject_person": subject_person,
    "seat": seat,
    "passive": passive,
    "successor": successor,
    "handover": handover,
    "swap": swap,
    "report": report,
}
