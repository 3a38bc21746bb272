"""What a trigger finds around it: the site it stands in, and the proposal that its frame makes there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from talentflow.claims.discourse import Topic, Vacancy
from talentflow.claims.frames import Rule, Vocabulary
from talentflow.claims.scene import Group, Scene, Trigger
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import fold
from talentflow.model.claim import ClaimKind
from talentflow.model.light import light

SURE = 0.7  # least score of an organization that acts, or that a domain belongs to
VACANT_FOR = 3  # sentences in which a post that was given up stays in mind
TAKER_REACH = 6  # characters between the person behind 'by' and the verb
ACTOR_HEAD = 2  # characters of a clause in front of the organization that acts


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a frame finds around its trigger; None and () mean that the words tell none.

    `orgs` is a series that its first member leads; `to` and `venture` are as in a claim; `subject` leaves no choice of
    the person, who is never `object_person`; `giver` gives the post up, `ousted` are put out of it.
    """

    org: Chunk | None = None
    roles: tuple[Chunk, ...] = ()
    role_words: str | None = None
    kind: ClaimKind | None = None  # where the words make it another kind than the rule's
    orgs: tuple[Chunk, ...] = ()
    further: tuple[tuple[Chunk, tuple[Chunk, ...]], ...] = ()  # posts of the same verb at other organizations
    from_org: Chunk | None = None
    to: str | None = None
    venture: str | None = None
    subject: Group | None = None
    object_person: Chunk | None = None
    giver: Chunk | None = None
    ousted: tuple[Chunk, ...] = ()
    is_stay: bool = False  # the person goes on where he is, in no post that is named
    is_silent: bool = False  # nothing is told of the subject
    left_by: str | None = None  # who gave up the post that only the same words name: another one is meant of him
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


def vacant_post(site: Site) -> Vacancy | None:
    """The post that was given up shortly before."""
    vacant = site.topic.vacant
    near = vacant is not None and site.scene.index - vacant.sentence <= VACANT_FOR
    return vacant if near else None


def by_taker(site: Site) -> bool:
    """'by P' right in front of the verb."""
    scene, start = site.scene, site.trigger.start
    near = [g for g in scene.groups if site.low <= g.start and 0 <= start - g.end <= TAKER_REACH]
    return any(
        site.words.by_mark.search(scene.text[: g.start].rstrip("".join(site.words.past_marks)), site.low) for g in near
    )


def vacancy(site: Site, proposal: Proposal) -> Proposal | None:
    """The proposal for the post that was just given up; None where there is none."""
    vacant = vacant_post(site)
    if vacant is None:
        return None
    role = vacant.role or (vacant.held if by_taker(site) else None)
    return replace(proposal, org=vacant.org, role_words=role, is_vacancy=True, left_by=vacant.person)


def vacated(site: Site, roles: tuple[Chunk, ...]) -> Chunk | None:
    """Where the post was given up that the positions name; None where another one was, or none."""
    vacant = vacant_post(site)
    if vacant is None or not vacant.role:
        return None
    return vacant.org if any(role.text in fold(vacant.role) for role in roles) else None


def acting(site: Site) -> Chunk | None:
    """The organization at the head of the clause, which acts."""
    near = (c for c in site.scene.of("org") if site.low <= c.start <= site.low + ACTOR_HEAD and c.score >= SURE)
    return next((c for c in near if c.end <= site.trigger.start), None)
