"""Where organizations, positions and names stand around a trigger; all by the words between, none by score."""

from __future__ import annotations

import re

from talentflow.claims.quotes import LIST_COMMA
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.lang.chunk import Chunk

OBJECT_REACH = 14  # characters between a trigger and its organization
ROLE_REACH = 10  # ... and its position
POST_REACH = 4  # ... between the organization of a listed post and its position
TOLD_REACH = 14  # ... between a person and the position that is told behind
LATER_REACH = 8  # ... between 'serving as' and its position
NAME_REACH = 4  # ... between a trigger and the noun phrase of a person right behind it
RELATIVE_REACH = 12  # ... where that noun phrase has a clause of its own
MARK_REACH = 3  # characters of a preposition in front of an organization
FOUNDER_REACH = 12  # ... of 'by' in front of who founded something, with what is told of them
BY_REACH = 4  # ... of 'by' in front of a group
OWNER_REACH = 2  # characters between a position and the person who owns it
ADVERB_REACH = 8  # characters of 'respectively' or 'formerly', and between it and its verb
TAKING = frozenset({"subject_role", "object_person"})  # frames whose position stands behind the verb
STOP = re.compile("[,;\u3002]")  # a trigger and its words do not lie on two sides of one
STOP_OR_COLON = re.compile("[,;:\u3002]")


# -- organizations -----------------------------------------------------------------------------------------------------


def from_org(scene: Scene, trigger: Trigger) -> Chunk | None:
    """'from O': the organization that the person comes from, in the trigger's clause."""
    low = scene.clause_start(trigger.start)
    for chunk in scene.of("org", "unnamed"):
        if low <= chunk.start and chunk.end <= trigger.start:
            mark = scene.words.from_mark.search(scene.text, max(low, chunk.start - MARK_REACH), chunk.start)
            studied = scene.words.graduated.match(scene.text, chunk.end, trigger.start) is not None
            if mark is not None and not studied and not _origin(scene, chunk):
                return chunk
    return None


def _origin(scene: Scene, org: Chunk) -> bool:
    """'P, who is from O': where somebody comes from, and not what is left."""
    describes = scene.is_possessive(org.end) and any(p.start == org.end + 1 for p in scene.of("person"))
    return describes and scene.words.origin.search(scene.text, scene.sentence.start, org.start) is not None


def to_org(scene: Scene, trigger: Trigger) -> Chunk | None:
    """'to O' in front of the trigger, in its clause; the last one."""
    low = scene.clause_start(trigger.start)
    for chunk in reversed(scene.of("org", "unnamed")):
        inside = low <= chunk.start and chunk.end <= trigger.start
        if inside and scene.words.to_org.search(scene.text, low, chunk.start):
            return chunk
    return None


def org_behind(scene: Scene, trigger: Trigger) -> Chunk | None:
    """The organization that is the trigger's object."""
    high = scene.clause_end(trigger.start)
    for chunk in scene.of("org", "unnamed", "anaphor"):
        if chunk.start < trigger.end:
            continue
        if chunk.start >= high or chunk.start - trigger.end > OBJECT_REACH:
            return None
        if scene.words.alumni.match(scene.text, chunk.end):
            return None
        if scene.words.filler_to_object.fullmatch(scene.text[trigger.end : chunk.start]):
            named = (c for c in scene.of("org") if chunk.kind == "anaphor" and c.start == chunk.end)
            return next(named, chunk)  # "the old employer|O"
        if chunk.kind != "anaphor":
            return None
    return None


def old_employer(scene: Scene) -> Chunk | None:
    """'his old employer O': the organization that the words call so."""
    for chunk in scene.of("org"):
        if scene.words.old_employer.search(scene.text, scene.sentence.start, chunk.start):
            return chunk
    return None


def org_adjacent(scene: Scene, trigger: Trigger) -> Chunk | None:
    """The organization right in front of the trigger, a particle aside."""
    gaps = ("", scene.words.possessive)
    before = (c for c in scene.of("org", "unnamed") if c.end <= trigger.start)
    return next((c for c in before if scene.text[c.end : trigger.start] in gaps), None)


def org_of(scene: Scene, role: Chunk) -> Chunk | None:
    """The organization right in front of a position, a particle aside."""
    start = next((a[0] for a in scene.asides if a[1] == role.start), role.start)
    for org in scene.of("org"):
        if org.end in (role.start, start) or (org.end + 1 == role.start and scene.is_possessive(org.end)):
            return org
    return None


def org_touching(scene: Scene, roles: tuple[Chunk, ...]) -> Chunk | None:
    """The organization that ends where the positions start."""
    return next((c for c in scene.of("org") if roles and c.end == roles[0].start), None)


def org_named(scene: Scene, unnamed: Chunk) -> Chunk | None:
    """'a studio called O': the name right behind the words for an organization."""
    behind = (c for c in scene.of("org") if c.start >= unnamed.end)
    return next((c for c in behind if scene.words.named_gap.fullmatch(scene.text[unnamed.end : c.start])), None)


def org_founded(scene: Scene, trigger: Trigger) -> Chunk | None:
    """'O was founded by P': the organization in front of the by-phrase."""
    low = scene.clause_start(trigger.start)
    for group in scene.groups:
        reach = FOUNDER_REACH if group.end == trigger.start else BY_REACH
        if low <= group.start < trigger.start and scene.words.founded_by.search(
            scene.text, max(low, group.start - reach), group.start
        ):
            return next((c for c in reversed(scene.of("org")) if low <= c.start and c.end < group.start), None)
    return None


def org_series(scene: Scene, first: Chunk) -> tuple[Chunk, ...]:
    """'A, B and C' that starts with the organization."""
    series = [first]
    for chunk in scene.of("org", "unnamed"):
        between = scene.text[series[-1].end : chunk.start]
        if chunk.start > series[-1].start and scene.words.listed.fullmatch(between):
            series.append(chunk)
    return tuple(series)


def orgs_at(scene: Scene, trigger: Trigger) -> tuple[Chunk, ...]:
    """'at A and B': the organizations of a post told in front of its verb."""
    low = scene.clause_start(trigger.start)
    series: list[Chunk] = []
    for chunk in scene.of("org", "unnamed"):
        if chunk.start < low or chunk.end > trigger.start:
            continue
        joined = series and scene.words.conjunction.fullmatch(scene.text[series[-1].end : chunk.start])
        if joined or scene.words.at_mark.search(scene.text, low, chunk.start):
            series.append(chunk)
    return tuple(series)


# -- positions ---------------------------------------------------------------------------------------------------------


def roles_behind(scene: Scene, at: int, reach: int = ROLE_REACH) -> tuple[Chunk, ...]:
    """A series of positions that starts within `reach` behind `at`, no person, trigger or comma between."""
    out: list[Chunk] = []
    for role in (r for r in scene.of("role") if r.start >= at):
        gap = scene.text[out[-1].end if out else at : role.start]
        if out and not scene.words.role_gap.fullmatch(gap):
            break
        if not out and (len(gap) > reach or STOP_OR_COLON.search(gap)):
            break
        if not out and any(at <= p.start < role.start for p in scene.of("person")):
            break
        if _owned(scene, role):
            break
        out.append(role)
    return () if out and _owned_series(scene, out[-1].end) else tuple(out)


def posts_behind(scene: Scene, last: Chunk, *, past: bool) -> tuple[tuple[Chunk, tuple[Chunk, ...]], ...]:
    """'..., R2 of O2 and R3 of O3' behind a position: the further posts of one verb, each with its organization.

    `past`: the verb tells of former posts, whose list may go on behind a comma.
    """
    out: list[tuple[Chunk, tuple[Chunk, ...]]] = []
    joiner = scene.words.next_past_post if past else scene.words.next_post
    while True:
        aside = next((a for a in scene.asides if a[0] == last.end), None)
        match = joiner.match(scene.text, aside[1] if aside is not None else last.end)
        org = next((c for c in scene.of("org") if match and c.start == match.end()), None)
        roles = roles_behind(scene, org.end, POST_REACH) if org is not None else ()
        if org is None or not roles:
            return tuple(out)
        out.append((org, roles))
        last = roles[-1]


def _owned(scene: Scene, role: Chunk) -> bool:
    """A person right behind the position owns it."""
    near = [p for p in scene.of("person") if 0 <= p.start - role.end <= OWNER_REACH]
    gap = scene.words.person_gap
    owned = any(p.start in scene.posts for p in near) and any(
        p.start == role.end or gap.fullmatch(scene.text[role.end : p.start]) for p in near
    )
    return owned and not scene.text.startswith(LIST_COMMA, role.end)


def _owned_series(scene: Scene, at: int) -> bool:
    """The series goes on to a position that a person right behind it owns."""
    following = next((r for r in scene.of("role") if r.start >= at), None)
    if following is None or following.start == at:
        return False
    joiner = scene.text[at : following.start]
    if not scene.words.role_gap.fullmatch(joiner) or joiner not in scene.words.lists["and_of_one"]:
        return False
    return any(p.start == following.end for p in scene.of("person"))


def roles_later(scene: Scene, at: int) -> tuple[Chunk, ...]:
    """A position told in the same breath: 'joined O, serving as R'."""
    match = scene.words.role_later.match(scene.text, at, scene.sentence.end)
    if match is None or any(at < c.start < match.end() for c in scene.of("org", "pronoun", "person")):
        return ()  # "worked at O, in 2015 joined O2, as R"; "founded O, the latter as R"
    return roles_behind(scene, match.end(), LATER_REACH)


def roles_as(scene: Scene, trigger: Trigger) -> tuple[Chunk, ...]:
    """'in the capacity of R', 'while R' of a departure: the position in front of the trigger, in its clause."""
    low = scene.clause_start(trigger.start)
    for role in scene.of("role"):
        inside = low < role.start and role.end <= trigger.start
        if inside and trigger.rule.kind == "leave" and scene.words.in_office.match(scene.text, role.end):
            return (role,)
        if not inside or scene.words.capacity.match(scene.text, role.end) is None:
            continue
        if scene.text[low : role.start].endswith(scene.words.affixes["as_marks"]):
            return (role,)
    return ()


def roles_before(scene: Scene, at: int) -> tuple[Chunk, ...]:
    """'the post of R is taken by P': the positions in front of the offset that no person owns or takes up."""
    low = scene.clauses[max(0, scene.clause(at) - 1)][0]
    owned = {r.start for posts in scene.posts.values() for p in posts for r in p.roles}
    verbs = (t for t in scene.triggers if t.rule.frame in TAKING and t.rule.kind == "appoint" and low <= t.start < at)
    owned |= {r.start for t in verbs for r in roles_behind(scene, t.end)}
    out: list[Chunk] = []
    for role in scene.of("role"):
        if low <= role.start and role.end <= at and role.start not in owned:
            if out and not scene.words.role_gap.fullmatch(scene.text[out[-1].end : role.start]):
                out = []
            out.append(role)
    return tuple(out)


# -- people ------------------------------------------------------------------------------------------------------------


def named_behind(scene: Scene, at: int) -> Group | None:
    """The group whose noun phrase starts right behind the offset."""
    for group in scene.groups:
        if group.start < at:
            continue
        gap = scene.text[at : group.start]
        relative = gap.endswith(scene.words.possessive) and len(gap) <= RELATIVE_REACH
        relative = relative or scene.words.titled_gap.fullmatch(gap) is not None
        if not STOP.search(gap) and (len(gap) <= NAME_REACH or relative):
            return group
    return None


def respectively(scene: Scene, trigger: Trigger, floor: int) -> bool:
    """'respectively' stands in front of the trigger, not before `floor`."""
    low = max(floor, trigger.start - ADVERB_REACH)
    return scene.words.respectively.search(scene.text, low, trigger.start) is not None
