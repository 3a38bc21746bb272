"""What noun phrases bind: positions and organizations to people, and people to each other in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from talentflow.claims.quotes import LIST_COMMA
from talentflow.claims.scene import Group, Post, Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Registry

AFFILIATION = 0.75  # least score of an organization that a name right behind it belongs to
MARKS_IN_FRONT = 4  # organizations and past marks that may stand in front of one position
SERVES_REACH = 4  # ... of a verb of serving in front of its organization
MARK_REACH = 5  # characters of the longest such mark


def widen(scene: Scene) -> None:
    """A unit between its organization and a position belongs to the position ("O's cloud unit president")."""
    _widen_takers(scene)
    for role in scene.of("role"):
        unit = next((c for c in scene.of("org") if c.end == role.start), None)
        if unit is None:
            continue
        owner = _owner(scene, unit)
        inner = owner is not None and not _independent(owner, unit)
        if not inner and not _is_branch(scene, owner, unit, role):
            continue
        at = owner.end if owner is not None and inner else unit.start
        at += scene.is_possessive(at)
        wide = replace(role, start=at, text=scene.text[at : role.end])
        scene.put([wide if c is role else c for c in scene.chunks if c is not unit])


def _widen_takers(scene: Scene) -> None:
    """'by the sound|models lead P': all that stands between 'by' and a name is the position."""
    for person in scene.of("person"):
        role = next((r for r in scene.of("role") if r.end == person.start), None)
        by = scene.words.by_unit.search(scene.text, scene.clause_start(person.start), role.start) if role else None
        if role is None or by is None or any(c.start < role.start and by.end("by") < c.end for c in scene.chunks):
            continue
        wide = replace(role, start=by.end("by"), text=scene.text[by.end("by") : role.end])
        scene.put([wide if c is role else c for c in scene.chunks])


def _owner(scene: Scene, unit: Chunk) -> Chunk | None:
    """The organization in front of another one, with nothing but Latin words or a particle between."""
    gap = scene.words.unit_gap
    before = (c for c in scene.of("org") if c.end <= unit.start)
    return next((c for c in before if gap.fullmatch(scene.text, c.end, unit.start)), None)


def _independent(owner: Chunk, unit: Chunk) -> bool:
    """Both are in the registry and the second stands under nobody: no unit of the first."""
    if not owner.key or not unit.key or owner.key == unit.key:
        return False
    listed = Registry.load().by_id.get(unit.key)
    return listed is not None and listed.parent is None


def _is_branch(scene: Scene, owner: Chunk | None, unit: Chunk, role: Chunk) -> bool:
    """A branch office without its company, or a subsidiary whose unit the position names."""
    if owner is None and unit.key is None and unit.detail == "shape" and scene.words.branch_office.fullmatch(unit.text):
        return True
    if unit.key is None and unit.detail == "slot" and role.text.startswith(scene.words.affixes["areas"]):
        return True  # "the president of the Xi-Zheng region"
    listed = Registry.load().by_id.get(unit.key) if unit.key else None
    return listed is not None and listed.parent is not None and role.text.startswith(scene.words.affixes["units"])


# -- positions of a person ---------------------------------------------------------------------------------------------


def bind(scene: Scene) -> None:
    """Positions in front of a person ("O's R P"), and behind in brackets ("P (former O R)")."""
    for person in scene.of("person"):
        bound = _in_front_of(scene, person)
        posts = _split(scene, bound) if bound else []
        starts = [person.start, *(p.start for p in posts), *(p.org.start for p in posts if p.org)]
        home = _home(scene, person) if not posts else None
        if home is not None:
            scene.homes[person.start] = home
            starts.append(home.start)
        posts += _aside_posts(scene, person) or _apposition(scene, person)
        if posts:
            scene.posts[person.start] = posts
        scene.heads[person.start] = min(starts)


def _in_front_of(scene: Scene, person: Chunk) -> list[Chunk]:
    """The series of positions that ends right in front of a person, in order."""
    bound: list[Chunk] = []
    at = person.start
    for role in reversed([r for r in scene.of("role") if r.end <= person.start]):
        between = scene.words.role_gap if bound else scene.words.person_gap
        if not between.fullmatch(scene.text[role.end : at]):
            break
        bound.append(role)
        at = role.start
    bound.reverse()
    return [] if bound and _is_object(scene, bound, person) else bound


def _is_object(scene: Scene, bound: list[Chunk], person: Chunk) -> bool:
    """'P, who gave up R', 'P took up R, Q ...': the position is the verb's, and not of the name behind it."""
    between = scene.text[bound[-1].end : person.start]
    if between not in (scene.words.possessive, LIST_COMMA):
        return False
    low, verb = scene.clause_start(person.start), verb_end(scene, bound[0])
    if between == LIST_COMMA and scene.words.serves_as.search(scene.text, low, verb):
        return True
    return scene.words.post_verb.search(scene.text, low, verb) is not None


def verb_end(scene: Scene, role: Chunk) -> int:
    """Where the verb of a position would end: in front of it and of its organization."""
    org = next((c for c in scene.of("org", "anaphor") if c.end in (role.start, role.start - 1)), None)
    return org.start if org is not None else role.start


def _home(scene: Scene, person: Chunk) -> Chunk | None:
    """The organization right in front of a person without a position: where the person works."""
    gaps = ("", scene.words.possessive)
    return next(
        (
            c
            for c in scene.of("org")
            if c.score >= AFFILIATION
            and c.end <= person.start
            and scene.text[c.end : person.start] in gaps
            and scene.words.origin.search(scene.text, scene.sentence.start, _series_start(scene, c)) is None
        ),
        None,
    )


def _series_start(scene: Scene, last: Chunk) -> int:
    """Where the list of organizations starts that ends with this one."""
    start = last.start
    for org in reversed([c for c in scene.of("org") if c.end <= last.start]):
        if not scene.words.listed.fullmatch(scene.text, org.end, start):
            break
        start = org.start
    return start


def _split(scene: Scene, roles: list[Chunk]) -> list[Post]:
    """Cut a series of positions into posts: a new one where an organization or a past mark stands in front."""
    posts: list[Post] = []
    run: list[Chunk] = []
    org: Chunk | None = None
    past = False
    for role in roles:
        new_org, new_past, marked = _marks(scene, role)
        if run and (new_org is not None or marked):
            posts.append(Post(tuple(run), org, past))
            run = []
            org = new_org if new_org is not None else org
            past = new_past
        elif not run:
            org, past = new_org, new_past
        run.append(role)
    posts.append(Post(tuple(run), org, past))
    return posts


def _marks(scene: Scene, role: Chunk) -> tuple[Chunk | None, bool, bool]:
    """(organization, past, marked) that stand right in front of a position."""
    words, at = scene.words, role.start
    past = marked = False
    org: Chunk | None = None
    for _ in range(MARKS_IN_FRONT):
        aside = next((a for a in scene.asides if a[1] == at), None)
        if aside is not None and org is None and any(c.kind == "org" and c.end == aside[0] for c in scene.chunks):
            at = aside[0]
        before = next((c for c in scene.of("org", "unnamed", "anaphor") if c.end == at), None)
        if before is not None and org is None:
            org, at = before, before.start
            continue
        mark = words.post_mark.search(scene.text, max(scene.sentence.start, at - MARK_REACH), at)
        if mark is None or mark.end() != at:
            break
        if mark.group() in words.past_marks:
            past = marked = True
        elif mark.group() in words.current_marks:
            marked = True
        at = mark.start()
    if org is None:
        served = _served(scene, role)
        if served is not None:
            return served, True, True
    return org, past, marked


def _served(scene: Scene, role: Chunk) -> Chunk | None:
    """'who rose at O to R': the organization behind 'at', with a verb of serving in front of the position."""
    for org in scene.of("org"):
        if org.end >= role.start:
            return None
        low = max(scene.sentence.start, org.start - SERVES_REACH)
        years = scene.words.served_years.fullmatch(scene.text, org.end, role.start)
        if years is not None and scene.words.serves.search(scene.text, low, org.start):
            return org  # "the R P, who has served O for years"
        low = max(scene.sentence.start, org.start - 1)
        if scene.words.at_mark.search(scene.text, low, org.start) and scene.words.served_gap.fullmatch(
            scene.text, org.end, role.start
        ):
            return org
    return None


def _aside_posts(scene: Scene, person: Chunk) -> list[Post]:
    """'P (former O R)'."""
    aside = next((a for a in scene.asides if a[0] == person.end), None)
    if aside is None:
        return []
    roles = [r for r in scene.of("role") if aside[0] < r.start and r.end < aside[1]]
    return _split(scene, roles) if roles else []


def _apposition(scene: Scene, person: Chunk) -> list[Post]:
    """'P, former R of O,': a clause that is nothing but a position."""
    number = scene.clause(person.start) + 1
    if not scene.text.startswith(",", person.end) or number >= len(scene.clauses):
        return []
    low, high = scene.clauses[number]
    roles = [r for r in scene.of("role") if low <= r.start and r.end <= high]
    if any(low <= p.start < high for p in scene.of("person")):
        return []
    if not roles or not scene.words.apposition_end.match(scene.text, roles[-1].end):
        return []
    posts = _split(scene, roles)
    start = min([posts[0].start, *(p.org.start for p in posts if p.org)])
    lead = scene.text[low:start]
    return posts if not lead or lead in scene.words.past_marks or lead in scene.words.current_marks else []


# -- people of a list --------------------------------------------------------------------------------------------------


def groups(scene: Scene) -> Iterator[Group]:
    """People joined by 'and' and commas; those in brackets belong to no group."""
    run: list[Chunk] = []
    for person in (p for p in scene.of("person") if not scene.in_aside(p)):
        if run:
            gap = scene.bare(run[-1].end, scene.heads[person.start])
            if scene.words.conjunction.fullmatch(gap):
                _share(scene, run[-1], person)
                run.append(person)
                continue
            yield _group(scene, run)
        run = [person]
    if run:
        yield _group(scene, run)


def _share(scene: Scene, left: Chunk, right: Chunk) -> None:
    """In a list the organization, and the position where none is given, carry over from the left."""
    theirs, own = scene.posts.get(left.start), scene.posts.get(right.start)
    if not theirs:
        return
    if not own:
        scene.posts[right.start] = theirs[-1:]
    elif own[0].org is None:
        scene.posts[right.start] = [replace(own[0], org=theirs[-1].org), *own[1:]]


def _group(scene: Scene, run: list[Chunk]) -> Group:
    end = run[-1].end
    aside = next((a for a in scene.asides if a[0] == end), None)
    return Group(tuple(run), scene.heads[run[0].start], aside[1] if aside else end)
