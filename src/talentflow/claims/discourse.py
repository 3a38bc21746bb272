"""What the sentences before leave behind: who is talked about, which organization, which post is vacant."""

from __future__ import annotations

from dataclasses import dataclass, field

from talentflow.claims.context import Attribution
from talentflow.claims.identity import Organizations, People
from talentflow.claims.scene import Group, Scene, is_oblique
from talentflow.lang.chunk import Chunk

N_RECENT = 8  # people kept in mind
N_TOGETHER = 3  # groups of one sentence that 'they' takes together
PAIR = 2  # people that 'the former' and 'the latter' tell apart
BY_REACH = 4  # characters of 'by' and its adverbs in front of a group


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that was just given up; None where the words tell no organization, no position or not by whom.

    `held` is the post that the person was told before to hold there, where the words of the departure name none.
    """

    org: Chunk | None
    role: str | None
    sentence: int
    person: str | None = None
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A time that a sentence sets for the next one of its paragraph."""

    time: Chunk
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Hired:
    """Where a person was last told to take up a post: the sentence, and the offset of the trigger."""

    sentence: int
    at: int


@dataclass(frozen=True, slots=True)
class Departed:
    """Where somebody was last told to leave."""

    sentence: int
    paragraph: int


@dataclass(slots=True)
class Topic:
    """The running state of one document; chunks keep their shadow offsets.

    By a person's canonical form: the `employer`, the sentence that told of having `joined` it, where the person was
    last `hired`, the `role` taken up, and where the person `once` was, with the sentence that tells it. `headed`: `org`
    opened a sentence and no claim rests on it. `there`: where somebody was told last to have gone.
    `issuer`: whose own notice the document is.
    """

    people: People
    orgs: Organizations
    subject: Group | None = None
    subject_paragraph: int = 0
    recent: list[Chunk] = field(default_factory=list)
    org: Chunk | None = None
    org_paragraph: int = -1
    leading: Chunk | None = None
    leading_paragraph: int = -1
    main_paragraph: int = -1
    headed: bool = False
    opened: Opening | None = None
    employer: dict[str, Chunk] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    hired: dict[str, Hired] = field(default_factory=dict)
    role: dict[str, str] = field(default_factory=dict)
    once: dict[str, tuple[int, Chunk]] = field(default_factory=dict)
    vacant: Vacancy | None = None
    departed: Departed | None = None
    there: Chunk | None = None
    issuer: Chunk | None = None
    carried: Attribution | None = None

    def saw(self, scene: Scene) -> None:
        """Note the people and organizations of a sentence after it was linked."""
        if self.orgs.main is not None and any(self.orgs.same(self.orgs.main, o) for o in scene.of("org")):
            self.main_paragraph = scene.sentence.paragraph
        people = scene.of("person")
        if people:
            self.recent = self._distinct([*self.recent, *people])
        del self.recent[:-N_RECENT]
        for person in scene.of("person"):
            if person.start in scene.homes:
                self.employer.setdefault(self.people.name(person), scene.homes[person.start])
        for person_start, posts in scene.posts.items():
            person = next(c for c in scene.of("person") if c.start == person_start)
            post = next((p for p in posts if p.org is not None and not p.past), None)
            if post and post.org and post.org.kind != "anaphor":
                self.employer.setdefault(self.people.name(person), post.org)

    def pronouns(self, scene: Scene) -> list[Group]:
        """The sentence's pronouns as groups, each resolved to people told before it; the unresolvable left out."""
        out: list[Group] = []
        for pronoun in scene.of("pronoun"):
            people = self._antecedents(scene, pronoun)
            if people:
                out.append(Group(tuple(people), pronoun.start, pronoun.end, pronoun))
        return out

    def _antecedents(self, scene: Scene, pronoun: Chunk) -> list[Chunk]:
        if scene.text[: pronoun.start].endswith(scene.words.affixes["others"]):
            return []  # 'another three' are not those told before
        before = [c for c in scene.of("person") if c.end <= pronoun.start]
        told = self._distinct([*self.recent, *before])
        groups = [g for g in scene.groups if g.end <= pronoun.start]
        if pronoun.detail == "first_two":
            return list(groups[-1].people[:2]) if groups and len(groups[-1].people) > 2 else []
        if pronoun.detail == "plural":
            return self._plural(scene, pronoun, told, groups)
        if pronoun.detail in ("former", "latter"):
            pair = self._pair(scene, pronoun)
            if len(pair) < PAIR:
                return []
            return [pair[0] if pronoun.detail == "former" else pair[-1]]
        if pronoun.detail == "self":
            if any(g.end == pronoun.start for g in groups):
                return []  # "P himself"
            said = [g for g in groups if not self._marked(scene, g) and len(g.people) == 1]
            return (
                list(said[0].people) if said and scene.words.says.search(scene.text, said[0].end, pronoun.start) else []
            )
        if groups and pronoun.detail == "possessive":
            return list(groups[-1].people[-1:])
        before_it = next((p for p in scene.of("pronoun") if p.detail == "singular" and p.end <= pronoun.start), None)
        if before_it is not None and groups and before_it.start < groups[0].start:
            return self._antecedents(scene, before_it)  # the topic goes on past those named since
        asked = self._asked(scene, pronoun, groups)
        if asked is not None:
            return list(asked.people[-1:])
        own = [g for g in groups if not self._marked(scene, g)]
        if scene.words.by_mark.search(scene.text[max(0, pronoun.start - BY_REACH) : pronoun.start]):
            low = scene.clause_start(pronoun.start)
            own = [g for g in own if g.start < low or not scene.is_possessive(g.end)]  # "P's seat is taken by him"
        own = self._told_of(scene, own, pronoun)
        groups = own or ([] if self.subject is not None and len(self.subject.people) == 1 else groups)
        part = scene.text.rfind(";", scene.sentence.start, pronoun.start)
        groups = [g for g in groups if g.start > part] if part >= 0 and any(g.start > part for g in groups) else groups
        if groups:
            lead = groups[0] if len(groups[0].people) == 1 else groups[-1]
            return list(lead.people[-1:]) if len(lead.people) == 1 else []
        if self.subject is not None and len(self.subject.people) == 1:
            return list(self.subject.people)
        return told[-1:]

    def _asked(self, scene: Scene, pronoun: Chunk, groups: list[Group]) -> Group | None:
        """'invited P, and had him be R': who is asked is whom the clause before names last."""
        low = scene.clause_start(pronoun.start)
        causes = scene.words.causes.fullmatch(scene.text, low, pronoun.start) is not None
        last = groups[-1] if groups else None
        number = scene.clause(pronoun.start)
        near = last is not None and last.end <= low and scene.clause(last.end - 1) == number - 1
        return last if causes and near and last is not None and len(last.people) == 1 else None

    def _told_of(self, scene: Scene, groups: list[Group], pronoun: Chunk) -> list[Group]:
        """'Q announced that P ...; before, he was R': not who says it, unless the pronoun speaks on."""
        if len(groups) < PAIR or scene.words.says.match(scene.text, pronoun.end):
            return groups
        speaks = scene.words.announces.fullmatch(scene.text, groups[0].end, groups[1].start)
        return groups[1:] if speaks is not None else groups

    def _pair(self, scene: Scene, pronoun: Chunk) -> list[Chunk]:
        """The two of 'the former' and 'the latter': those told in front of the first of such pronouns."""
        ordinals = [c for c in scene.of("pronoun") if c.detail in ("former", "latter") and c.end <= pronoun.start]
        at = ordinals[0].start if ordinals else pronoun.start
        groups = [g for g in scene.groups if g.end <= at]
        if groups and len(groups[-1].people) == PAIR:
            return list(groups[-1].people)
        return self._distinct([*self.recent, *(c for c in scene.of("person") if c.end <= at)])[-PAIR:]

    def _marked(self, scene: Scene, group: Group) -> bool:
        """Behind 'by', 'to', 'with': an object, which a pronoun of the next clause seldom means."""
        in_front = scene.text[max(scene.sentence.start, group.start - BY_REACH) : group.start]
        return bool(scene.words.by_mark.search(in_front)) or is_oblique(scene, group)

    def _plural(self, scene: Scene, pronoun: Chunk, told: list[Chunk], groups: list[Group]) -> list[Chunk]:
        wanted = next((n for n, chars in scene.words.counts.items() if any(c in pronoun.text for c in chars)), None)
        for group in reversed(groups):
            if len(group.people) >= 2 and wanted in (None, len(group.people)):
                return list(group.people)
        if wanted is None and len(groups) >= 2:
            excepted = scene.words.affixes["excepted"]
            run = [g for g in groups if not scene.text.startswith(excepted, g.end)]
            return [p for g in run[-N_TOGETHER:] for p in g.people]
        if groups and wanted is not None:
            flat = [p for g in groups for p in g.people]
            if len(flat) == wanted:
                return flat
        if self.subject is not None and len(self.subject.people) >= 2 and wanted in (None, len(self.subject.people)):
            return list(self.subject.people)
        return told[-wanted:] if wanted is not None and len(told) >= wanted else []

    def _distinct(self, chunks: list[Chunk]) -> list[Chunk]:
        last: dict[str, Chunk] = {}
        for chunk in chunks:
            name = self.people.name(chunk)
            last.pop(name, None)
            last[name] = chunk
        return list(last.values())
