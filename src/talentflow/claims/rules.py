"""The default engine: every trigger of every sentence, its arguments by score, its surroundings by cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from talentflow.claims import background, bulletins, context, dating, employers, layout, link, nearby, posts
from talentflow.claims.arguments import propose
from talentflow.claims.context_reason import reason
from talentflow.claims.context_source import Names
from talentflow.claims.context_time import Clock
from talentflow.claims.discourse import Departed, Opening, Topic, Vacancy
from talentflow.claims.draft import Draft
from talentflow.claims.drafting import Drafter, Linked
from talentflow.claims.frames import OUT, Vocabulary, vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.link import Heard
from talentflow.claims.merging import IN
from talentflow.claims.proposals import Proposal, Site
from talentflow.claims.quotes import LIST_COMMA
from talentflow.claims.scene import Group, Scene, Trigger, is_oblique
from talentflow.claims.trace import Trace, Weighed
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading
from talentflow.model.document import Refusal
from talentflow.model.light import light
from talentflow.model.span import Span
from talentflow.model.time import When

NEWS = frozenset({"body", "headline"})
WITH_REASON = frozenset({"leave", "step_down", "join"})
SURE = 0.7  # least score of an organization that may be carried to where none is named
CLOSE = 1.5  # a rival within this makes the choice of the person doubtful
CLAUSE_HEAD = 3  # characters in front of the subject of a clause
TIME_HEAD = 4  # ... and of a time in front of it
TIME_GAP = 2  # ... between that time and the subject
SENTENCE_HEAD = 2  # ... in front of what opens a sentence
BY_REACH = 6  # characters of 'by' and its adverbs in front of a group
DENIAL_REACH = 3  # sentences between a rumor and its denial
DOUBTED = frozenset({"rumored", "planned"})


@light
@dataclass(frozen=True, slots=True)
class Told:
    """One sentence as it is read: what surrounds it, its resolved pronouns, and how many drafts there were before."""

    scene: Scene
    around: context.Around
    pronouns: tuple[Group, ...]
    n_before: int


class Reader:
    """Reads one document; `drafts` in reading order, `refusals` for triggers nobody could be linked to."""

    def __init__(self, reading: Reading, chunks: Sequence[Chunk], *, explain: bool = False) -> None:
        self._explain = explain
        self.traces: dict[tuple[int, int], Trace] = {}
        self.reading = reading
        self.words: Vocabulary = vocabulary()
        self.chunks = chunks
        self.people = People(reading, chunks)
        self.orgs = Organizations(reading, chunks)
        self.topic = Topic(self.people, self.orgs)
        self.clock = Clock(reading.published)
        self.drafter = Drafter(reading, self.topic)
        self.drafts: list[Draft] = self.drafter.drafts
        self.refusals: list[Refusal] = []

    def read(self) -> list[Draft]:
        """All proposals of the document; call it once."""
        notice = bulletins.issued(self.reading, self.words)
        if notice is not None:
            first = next((c for c in self.chunks if c.kind == "org" and c.score >= SURE), None)
            self.topic.issuer = self.orgs.main or first
            self.clock.bulletin = (self.orgs.words(self.topic.issuer) if self.topic.issuer is not None else None, None)
        by_sentence: list[list[Chunk]] = [[] for _ in self.reading.sentences]
        at = 0
        for chunk in self.chunks:
            while at < len(by_sentence) - 1 and chunk.start >= self.reading.sentences[at].end:
                at += 1
            by_sentence[at].append(chunk)
        for index, sentence in enumerate(self.reading.sentences):
            if sentence.zone in NEWS:
                self._sentence(layout.build(self.reading, sentence, index, by_sentence[index], self.words))
            elif sentence.zone == "byline":
                self.clock.dateline([c for c in by_sentence[index] if c.kind == "time"])
        if notice is not None and self.topic.issuer is not None:
            bulletins.issue(self.drafts, self.orgs, self.topic.issuer, notice)
        return self.drafts

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _sentence(self, scene: Scene) -> None:
        self.clock.paragraph = scene.sentence.paragraph
        pronouns = tuple(self.topic.pronouns(scene))
        names = Names(self.reading, self.people, self.orgs, pronouns, self.clock.bulletin[0])
        self.clock.enter(scene)
        around = context.Around(scene, context.cues(scene), names, self.clock, self.topic.carried)
        opened = bulletins.opened(around)
        if opened is not around.carried:
            around = replace(around, carried=opened)
        told = Told(scene, around, pronouns, len(self.drafts))
        self.drafts.extend(posts.told(scene, self.topic))
        self._vacancy(scene)
        last = self._triggers(told)
        self._carry(told)
        self._focus(told, last)
        self.topic.saw(scene)

    def _vacancy(self, scene: Scene) -> None:
        """'the post of R changes hands': whoever takes up a post next takes this one."""
        for role in scene.of("role"):
            if self.words.changes_hands.match(scene.text, role.end):
                org = nearby.org_of(scene, role) or self._headed(scene) or self.orgs.main
                self.topic.vacant = Vacancy(org, self.drafter.role_words((role,), org), scene.index) if org else None

    def _triggers(self, told: Told) -> Group | None:
        """Link the triggers in order; returns the last subject. Questions and hypotheses make no claim."""
        scene = told.scene
        question = scene.text[scene.sentence.end - 1 : scene.sentence.end] == "?"
        unreal = {scene.clause(c.start) for c in told.around.of("irrealis")}
        groups = sorted([*scene.groups, *told.pronouns], key=lambda g: g.start)
        groups = [g for g in groups if self._opens_clause(scene, g)] if scene.triggers else []
        last: Group | None = None
        at = scene.sentence.start
        for trigger in scene.triggers:
            fresh = [g for g in groups if at <= g.start < trigger.start]
            last, at = (fresh[-1] if fresh else last), max(at, trigger.start)
            if not question and scene.clause(trigger.start) not in unreal:
                linked = self._trigger(told, trigger, last)
                last = linked if linked is not None and not scene.is_possessive(trigger.end) else last
        return last

    def _opens_clause(self, scene: Scene, group: Group) -> bool:
        """The group stands at the head of its clause, a time or a connective aside, as its subject."""
        low = scene.clause_start(group.start)
        in_front = scene.text[max(low, group.start - BY_REACH) : group.start]
        if link.founder_of(scene, group) is not None:
            return False
        if is_oblique(scene, group) or self.words.by_mark.search(in_front) or scene.is_possessive(group.end):
            return False
        times = [t for t in scene.of("time") if t.start - low <= TIME_HEAD]
        return group.start - low <= CLAUSE_HEAD or any(t.end <= group.start <= t.end + TIME_GAP for t in times)

    # -- from sentence to sentence --------------------------------------------------------------------------------

    def _carry(self, told: Told) -> None:
        """What the sentence leaves for the next: its date, its announcement, and what it denies of those before."""
        scene, before = told.scene, self.drafts[: told.n_before]
        moves = self._moves(told)
        times = [t for t in scene.of("time") if t.value.dates_event and t.start - scene.sentence.start <= SENTENCE_HEAD]
        presents = times and len(scene.groups) == 1 and not moves
        self.topic.opened = Opening(times[0], scene.index, scene.sentence.paragraph) if presents else None
        self.topic.carried = bulletins.carry(told.around, [d.attribution for d in moves])
        if moves and all(d.attribution.source == self.people.words(d.person) for d in moves):
            self.topic.carried = None  # who speaks of himself alone announces nothing about others
        denial = bulletins.denial(told.around)
        if denial is not None:
            own = {d.person for d in moves if d.attribution.status == "denied"}
            false = self.words.report_false.search(scene.text, scene.sentence.start, scene.sentence.end) is not None
            for draft in before:
                near = scene.index - draft.sentence <= DENIAL_REACH and (not own or draft.person in own)
                hearsay = false and _is_hearsay(draft)
                if near and (draft.attribution.status in DOUBTED or hearsay):
                    draft.attribution = denial

    def _moves(self, told: Told) -> list[Draft]:
        return [d for d in self.drafts[told.n_before :] if d.kind != "held"]

    def _focus(self, told: Told, last: Group | None) -> None:
        """Whom and what the next sentence goes on about; an organization that somebody only then joins is not it."""
        scene = told.scene
        heads = [g for g in scene.groups if self._opens_clause(scene, g)]
        lead = heads[-1] if heads else last or (scene.groups[0] if len(scene.groups) == 1 else None)
        if lead is not None:
            self.topic.subject, self.topic.subject_paragraph = lead, scene.sentence.paragraph
        homes = [self._came_from(scene, d) if d.kind in ("join", "found") else d.org for d in self._moves(told)]
        org = next((o for o in reversed(homes) if o is not None and o.kind == "org"), None)
        self.topic.headed = org is None
        joined = {d.org.start for d in self._moves(told) if d.kind == "join" and d.org is not None}
        head = self._headed(scene)
        org = org or (head if head is not None and head.start not in joined | scene.destinations else None)
        if org is not None:
            self.topic.org, self.topic.org_paragraph = org, scene.sentence.paragraph
        opens = self._opening_org(scene)
        if opens is not None and self.words.org_mark.search(scene.text, scene.sentence.start, opens.start):
            opens = None  # "in May, from O": where somebody comes from
        if opens is not None or self.topic.leading_paragraph != scene.sentence.paragraph:
            self.topic.leading, self.topic.leading_paragraph = opens, scene.sentence.paragraph

    def _came_from(self, scene: Scene, join: Draft) -> Chunk | None:
        """What a joining goes on about where no organization is the main one: the employer told with it, or its own."""
        if self.orgs.main is not None:
            return None
        own = [p.start for p in scene.of("person") if self.people.name(p) == join.person]
        homes = [post.org for start in own for post in scene.posts.get(start, []) if post.org is not None]
        told = [d.org for d in self.drafts if d.person == join.person and d.kind == "leave" and d.order <= join.order]
        return next((org for org in (*homes, *reversed(told)) if org is not None), join.org)

    def _headed(self, scene: Scene) -> Chunk | None:
        """The organization that opens a sentence, or the only one it names."""
        label = next((c for c in scene.of("org") if c.start in self.orgs.labels), None)
        if label is not None:
            return label
        opens = self._opening_org(scene)
        sure = [c for c in scene.of("org") if c.score >= SURE and not self.orgs.authority(c)]
        return opens or (sure[0] if len(sure) == 1 else None)

    def _opening_org(self, scene: Scene) -> Chunk | None:
        """The organization that opens a sentence, a time aside."""
        sure = [c for c in scene.of("org") if c.score >= SURE and not self.orgs.authority(c)]
        low = scene.sentence.start
        times = [t for t in scene.of("time") if t.start - low <= TIME_HEAD]
        for org in sure:
            if org.start - low <= SENTENCE_HEAD or any(t.end <= org.start <= t.end + TIME_GAP for t in times):
                return org
        return None

    # -- one trigger ----------------------------------------------------------------------------------------------

    def _trigger(self, told: Told, trigger: Trigger, last: Group | None) -> Group | None:
        """Link one trigger and write down what it tells; returns the group it was linked to."""
        scene = told.scene
        proposal = propose(Site(scene, trigger, self.topic))
        if trigger.rule.kind == "leave" and trigger.rule.frame != "sequel":
            self.topic.departed = Departed(scene.index, scene.sentence.paragraph)
        if proposal is None:
            return None
        is_far = self.topic.subject_paragraph != scene.sentence.paragraph
        ranked = _allowed(link.rank(scene, trigger, Heard(told.pronouns, self.topic.subject, is_far, last)), proposal)
        if self._explain:
            self._trace(told, trigger, ranked)
        if not ranked or ranked[0].score < link.THRESHOLD or _undated(scene, trigger, ranked[0]):
            self._refuse(trigger, "nobody could be linked to")
            return None
        best = ranked[0]
        if "colon_list" in best.features:
            best = replace(best, group=_whole_list(scene, best.group))
        if trigger.rule.kind in ("appoint", "held") and {"relative", "relative_here"} & set(best.features):
            best = replace(best, group=_first(best.group))  # "P, now R, and Q"
        if trigger.rule.kind == "found":
            best = replace(best, group=_with_partners(scene, trigger, best.group))
        if (
            trigger.rule.kind == "held"
            and trigger.text in trigger.rule.bare
            and not background.is_copula(scene, trigger, best)
        ):
            return None
        rival = next((c for c in ranked[1:] if c.group.people != best.group.people), None)
        is_close = rival is not None and best.score - rival.score < CLOSE
        linked = self._surrounded(told, trigger, best, proposal, is_close)
        people, n_before = best.group.people, len(self.drafts)
        for person, org, roles in zip(people, *_given_out(linked), strict=True):
            self.drafter.add(linked, person, org, roles)
        if len(self.drafts) == n_before and not proposal.is_silent:
            self._refuse(trigger, "no organization or position could be linked to")
        return best.group

    def _surrounded(
        self, told: Told, trigger: Trigger, best: link.Candidate, proposal: Proposal, is_close: bool
    ) -> Linked:
        """The trigger with how sure, when and why; the words around may make it another kind than its rule's."""
        scene, start, end = told.scene, trigger.start, trigger.end
        if trigger.rule.kind == "held" and proposal.kind is not None:
            trigger = replace(trigger, rule=replace(trigger.rule, kind=proposal.kind))  # a move, told by a plain verb
        made = context.attribution(told.around, start, end, best.group)
        kind, made = background.reread(told.around, trigger, best, made, takes_org=proposal.takes_org)
        nominated = proposal.roles and scene.words.candidate.match(scene.text, proposal.roles[-1].end) is not None
        if nominated and kind == "appoint" and made.status in ("reported", "announced"):
            made = replace(made, status="planned")
        if kind != trigger.rule.kind:
            trigger = replace(trigger, rule=replace(trigger.rule, kind=kind))
        made, when, time = dating.date_of(told.around, start, end, made, kind=kind)
        if trigger.rule.frame == "sequel" and time is not None and time.value.kind == "later":
            when = None  # "ten days later it was Q's turn": maybe of the report
        if when is None and time is None and kind != "held" and not dating.is_later(scene, start):
            time, when = self._opening(scene)
        if kind != "held":
            self.clock.told(when, (scene.index, start))
        return Linked(
            scene=scene,
            trigger=trigger,
            best=best,
            proposal=proposal,
            attribution=made,
            date=when,
            date_text=time.text if time is not None and when is not None else None,
            reason=reason(scene, start, end) if kind in WITH_REASON else None,
            is_close=is_close,
        )

    def _opening(self, scene: Scene) -> tuple[Chunk | None, When | None]:
        """(time, date) that the sentence before set for this one, which has no time of its own."""
        opened = self.topic.opened
        if opened is None or (opened.sentence, opened.paragraph) != (scene.index - 1, scene.sentence.paragraph):
            return None, None
        if scene.of("time"):
            return None, None
        return opened.time, self.clock.resolve(opened.time, future=False)

    def _trace(self, told: Told, trigger: Trigger, ranked: Sequence[link.Candidate]) -> None:
        """Keep the decision at a trigger for whoever asks why."""
        name = self.people.name(ranked[0].group.people[0]) if ranked else ""
        orgs = employers.rank(told.scene, trigger, name, self.topic)
        self.traces[(told.scene.index, trigger.start)] = Trace(
            rule=trigger.rule.id,
            trigger=trigger.text,
            people=tuple(_weighed(self._called(c.group), c.features, c.score) for c in ranked),
            orgs=tuple(_weighed(self.orgs.words(p.org), (p.basis,), p.score) for p in orgs),
            cues=tuple(f"{c.kind}: {c.text}" for c in told.around.cues),
        )

    def _called(self, group: Group) -> str:
        return LIST_COMMA.join(self.people.words(self.people.name(p)) for p in group.people)

    def _refuse(self, trigger: Trigger, why: str) -> None:
        if trigger.rule.kind == "held" or trigger.rule.weak:
            return
        start, end = self.reading.raw(trigger.start, trigger.end)
        because = f"{trigger.rule.id}: {why} {trigger.text!r}"
        where = self.reading.document.id
        self.refusals.append(Refusal(where=where, code="unsure", span=Span(start=start, end=end), reason=because))


def _weighed(words: str, features: tuple[str, ...], score: float) -> Weighed:
    return Weighed(words=words, features=features, score=round(score, 2))


# -- who is meant, and of what ---------------------------------------------------------------------------------------


def _allowed(ranked: list[link.Candidate], proposal: Proposal) -> list[link.Candidate]:
    """The candidates that the frame leaves: the one it names, or nobody from the verb's object on."""
    if proposal.subject is not None:
        return [link.candidate(proposal.subject, ("object",))]
    other = proposal.object_person
    if other is not None and proposal.to is not None:
        return [c for c in ranked if other not in c.group.people]
    return [c for c in ranked if other is None or c.group.start < other.start]


def _undated(scene: Scene, trigger: Trigger, best: link.Candidate) -> bool:
    """A verb at the end of a clause speaks of somebody told before only where its clause has a time."""
    if not trigger.rule.end_only or not best.carried:
        return False
    low = scene.clause_start(trigger.start)
    return not any(low <= t.start < trigger.start for t in scene.of("time"))


def _with_partners(scene: Scene, trigger: Trigger, first: Group) -> Group:
    """'P founded O with Q': Q founded it too."""
    mark, clause = scene.words.together_mark, scene.clause(trigger.start)
    near = [g for g in scene.groups if first.end <= g.start < trigger.start and scene.clause(g.start) == clause]
    partners = [g for g in near if mark.search(scene.text, first.end, g.start)]
    if not partners:
        return first
    return Group((*first.people, *(p for g in partners for p in g.people)), first.start, partners[-1].end)


def _first(group: Group) -> Group:
    """The first of a list alone: a clause in front of it is said of nobody else."""
    return replace(group, people=group.people[:1], end=group.people[0].end)


def _is_hearsay(draft: Draft) -> bool:
    """Somebody else's report, which may turn out to be false."""
    return draft.kind in OUT | IN and draft.attribution.status == "reported" and draft.attribution.source is not None


def _whole_list(scene: Scene, first: Group) -> Group:
    """All names of a list that a colon opens, up to the end of the sentence; each keeps its own description."""
    rest = [g for g in scene.groups if g.start >= first.start]
    if not rest:  # a pronoun
        return first
    return Group(tuple(p for g in rest for p in g.people), first.start, rest[-1].end)


def _given_out(linked: Linked) -> tuple[list[Chunk | None], list[tuple[Chunk, ...]]]:
    """'P and Q joined A and B respectively': arguments given out in order where the counts agree."""
    scene, trigger, proposal = linked.scene, linked.trigger, linked.proposal
    n = len(linked.best.group.people)
    orgs: list[Chunk | None] = [proposal.org] * n
    roles = [proposal.roles] * n
    in_front = nearby.respectively(scene, trigger, scene.clause_start(trigger.start))
    behind = bool(roles[0]) and scene.words.respectively.search(scene.text, trigger.end, roles[0][0].start) is not None
    if n < 2 or not (in_front or behind):
        return orgs, roles
    if len(proposal.roles) == n:
        roles = [(role,) for role in proposal.roles]
    series = _listed(scene, proposal.org) if proposal.org is not None else []
    return list(series) if len(series) == n else orgs, roles


def _listed(scene: Scene, first: Chunk) -> list[Chunk]:
    """The organizations of an unbroken list from the first on."""
    following = [c for c in scene.of("org", "unnamed") if c.start >= first.start]
    series = following[:1]
    for chunk in following[1:]:
        if not scene.words.conjunction.fullmatch(scene.text[series[-1].end : chunk.start]):
            break
        series.append(chunk)
    return series
