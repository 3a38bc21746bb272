"""From a linked trigger to drafts: which organization and position, which words prove it, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from talentflow.claims import careers, confidence, employers, link, nearby
from talentflow.claims.context import Attribution
from talentflow.claims.discourse import Hired, Topic, Vacancy
from talentflow.claims.draft import Draft
from talentflow.claims.frames import OUT, vocabulary
from talentflow.claims.proposals import Proposal
from talentflow.claims.scene import Post, Scene, Trigger
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading
from talentflow.model.claim import ClaimKind
from talentflow.model.light import light
from talentflow.model.time import When

BARE_TITLE = 5  # characters; a longer position has modifiers of its own
SHORT_TEXT = 4  # sentences of a text in which to be told once says nothing
OF_REACH = 18  # characters of "the ... of" in front of a position that belong to it
LONGEST_ROLE = 60  # characters; of a longer series only the first position is told


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A trigger with its people and what surrounds it; `is_close` where other people came near to being meant."""

    scene: Scene
    trigger: Trigger
    best: link.Candidate
    proposal: Proposal
    attribution: Attribution
    date: When | None = None
    date_text: str | None = None
    reason: str | None = None
    is_close: bool = False

    @property
    def kind(self) -> ClaimKind:
        """What the words make of the rule's kind."""
        return self.proposal.kind or self.trigger.rule.kind


class Drafter:
    """Writes down the drafts of one document, and notes in the topic what they change."""

    def __init__(self, reading: Reading, topic: Topic) -> None:
        self.reading = reading
        self.topic = topic
        self.drafts: list[Draft] = []

    def add(self, told: Linked, person: Chunk, org: Chunk | None, roles: tuple[Chunk, ...]) -> None:
        """The drafts of one person of a linked trigger."""
        proposal, rule, lists = told.proposal, told.trigger.rule, told.scene.words.lists
        posts = _present_posts(told, person)
        if rule.kind in OUT:
            moved = self._moved_since(told, person)
            posts = [p for p in posts if not self._held_elsewhere(p, org)]
            org, roles = _given_up(told, person, [] if moved and not roles else posts, org, roles, homeless=moved)
            if org is None or org.kind == "anaphor":
                org = told.scene.homes.get(person.start, org)
        if rule.kind == "join" and org is None and proposal.from_org is not None and posts:
            org = posts[0].org
        for also in proposal.orgs[1:]:
            alone = replace(told, proposal=Proposal(), is_close=False)
            self.add(alone, person, also, roles if rule.kind == "held" else ())
        for at, taken in proposal.further:
            self.add(replace(told, proposal=Proposal(kind=proposal.kind)), person, at, taken)
        if proposal.left_by is not None and self._means_another(told, person, org):
            org = None
        roles = roles or nearby.roles_as(told.scene, told.trigger)
        org, roles = self._without_unit(person, org or next(iter(proposal.orgs), None), roles)
        place = self._place(told, person, org)
        if place is None and rule.frame != "venture" and rule.kind != "reports_to":
            return
        org = place.org if place is not None else None
        if rule.kind == "held" and len(roles) > 1 and any(len(r.text) > BARE_TITLE for r in roles):
            for role in roles:
                self.add(told, person, nearby.org_touching(told.scene, (role,)) or org, (role,))
            return
        if rule.kind in ("appoint", "held") and roles and all(r.text in lists["empty_roles"] for r in roles):
            return
        if rule.kind == "appoint" and roles and all(r.text.endswith(told.scene.words.affixes["honors"]) for r in roles):
            return
        words = self.role_words(roles, org, told.trigger) or proposal.role_words
        handed_on = proposal.is_vacancy and "by_mark" in told.best.features
        if rule.id == "appoint.role" and words is None and not (proposal.takes_org or proposal.is_stay or handed_on):
            return
        if proposal.is_vacancy and told.best.carried:
            return
        if proposal.is_silent:
            self._oust(told, person, org, roles)
            return
        draft = self._draft(told, person, place, roles, words)
        self.drafts.append(draft)
        if proposal.is_vacancy and org is not None:
            self._house(draft.person, draft, org)
        if draft.to is not None and org is not None:
            self._house(draft.to, draft, org)
        self._follow(told, person, draft, posts)
        self._oust(told, person, org, roles)
        self._note(told, draft, posts)

    def _means_another(self, told: Linked, person: Chunk, org: Chunk | None) -> bool:
        """Not the post given up at `org`, which the same words name: his own next, or one where he just arrived."""
        name = self.topic.people.name(person)
        home = self.topic.employer.get(name) if self.topic.joined.get(name) == told.scene.index else None
        arrived = home is not None and org is not None and not self.topic.orgs.same(home, org)
        return told.proposal.left_by == name or arrived

    def _held_elsewhere(self, post: Post, org: Chunk | None) -> bool:
        """A former post at another organization than the one that the words say is left."""
        if not post.past or post.org is None or org is None or "anaphor" in (org.kind, post.org.kind):
            return False
        return not self.topic.orgs.related(post.org, org)

    def _moved_since(self, told: Linked, person: Chunk) -> bool:
        """The sentence told of a new employer between the person's noun phrase and the trigger."""
        hired = self.topic.hired.get(self.topic.people.name(person))
        return hired is not None and hired.sentence == told.scene.index and person.start < hired.at < told.trigger.start

    def _without_unit(
        self, person: Chunk, org: Chunk | None, roles: tuple[Chunk, ...]
    ) -> tuple[Chunk | None, tuple[Chunk, ...]]:
        """'chair of the audit committee': an unlisted unit right in front of a position belongs to the position."""
        home = self.topic.employer.get(self.topic.people.name(person)) or self.topic.orgs.main
        if org is None or org.key or not roles or org.end != roles[0].start or home is None or home.text == org.text:
            return org, roles
        if not org.text.endswith(vocabulary().affixes["inner_bodies"]):
            return org, roles
        whole = replace(roles[0], start=org.start, text=self.reading.text[org.start : roles[0].end])
        return None, (whole, *roles[1:])

    def _place(self, told: Linked, person: Chunk, org: Chunk | None) -> employers.Place | None:
        """What the words name, else the best-ranked organization of the sentence and of what was told before."""
        trigger, source = told.trigger, told.proposal.from_org
        if org is not None and org.kind != "anaphor":
            place: employers.Place | None = employers.Place(employers.NAMED, org, "named")
        elif org is not None and (own := self._own_house(org)) is not None:
            place = employers.Place(employers.NAMED, own, "named")
        elif (
            org is not None
            and told.scene.words.promotes.match(trigger.text)
            and (here := self._told_here(told, person))
        ):
            place = employers.Place(employers.NAMED, here, "named")  # "was at O, then rose in that company"
        elif org is not None and org.text in vocabulary().lists["there"] and (there := self._there(told, org)):
            place = employers.Place(employers.NAMED, there, "named")
        elif trigger.rule.frame == "venture":
            return None
        else:
            place = next(iter(self._ranked(told, person, passive="by_mark" in told.best.features)), None)
        if place is None or source is None or not self.topic.orgs.same(place.org, source):
            return place
        others = (p.org for p in self._ranked(told, person) if not self.topic.orgs.same(p.org, source))
        other = next(others, None)
        return replace(place, org=other) if other is not None else None

    def _own_house(self, words: Chunk) -> Chunk | None:
        """'our company' is what the document is about; in a notice so is 'the company', its issuer."""
        lists = vocabulary().lists
        if words.text in lists["our_house"]:
            return self.topic.issuer or self.topic.orgs.main
        return self.topic.issuer if words.text in lists["own_house"] else None

    def _told_here(self, told: Linked, person: Chunk) -> Chunk | None:
        """The organization that the sentence named last for the person."""
        name, index = self.topic.people.name(person), told.scene.index
        own = [d for d in self.drafts if d.person == name and d.sentence == index and d.basis == "named"]
        return own[-1].org if own else None

    def _told_post(self, name: str, org: Chunk) -> str | None:
        """The post that the person was told last to hold there."""
        own = (d for d in reversed(self.drafts) if d.person == name and d.role and d.kind not in OUT)
        return next((d.role for d in own if d.org is not None and self.topic.orgs.same(d.org, org)), None)

    def _there(self, told: Linked, words: Chunk) -> Chunk | None:
        """Where 'there' is: the organization right before it, else where somebody was told last to have gone."""
        before = [c for c in told.scene.of("org") if c.end <= words.start]
        return before[-1] if before else self.topic.there

    def _ranked(self, told: Linked, person: Chunk, *, passive: bool = False) -> list[employers.Place]:
        name = self.topic.people.name(person)
        settled = self._has_settled(told, name)
        return employers.rank(told.scene, told.trigger, name, self.topic, passive=passive, settled=settled)

    def _has_settled(self, told: Linked, name: str) -> bool:
        """The joining told last is dated to an earlier year than what is told now."""
        home = self.topic.employer.get(name)
        own = [d for d in self.drafts if d.person == name and d.kind == "join" and d.date is not None]
        last = own[-1] if own else None
        if last is None or last.org is None or home is None or told.date is None or told.kind not in OUT:
            return False
        since = last.date.end if last.date is not None else None
        at_home = self.topic.orgs.same(last.org, home)
        return at_home and since is not None and told.date.start is not None and since.year < told.date.start.year

    def role_words(self, roles: Sequence[Chunk], org: Chunk | None, trigger: Trigger | None = None) -> str | None:
        """The raw words of a series of positions, with 'the ... of' in front of it behind the trigger."""
        if not roles:
            return None
        start, end = roles[0].start, roles[-1].end
        if trigger is not None:
            org_end = org.end if org is not None and org.end <= start else 0
            start = self._with_modifiers(start, max(trigger.end, org_end))
        end = roles[0].end if end - start > LONGEST_ROLE else end
        tails = (
            len(tail) for tail in vocabulary().affixes["role_tails"] if self.reading.text.endswith(tail, start, end)
        )
        cut = end - next(tails, 0)
        return self.reading.words(start, cut if cut > start else end)

    def _with_modifiers(self, start: int, after: int) -> int:
        """Where 'the ... of R' starts, with R at `start`; its words stand behind `after`."""
        text, particle = self.reading.text, vocabulary().possessive
        if not after < start <= after + OF_REACH or text[start - 1] != particle:
            return start
        if nearby.STOP_OR_COLON.search(text, after, start):
            return start
        return after + text.startswith((particle, *vocabulary().lists["aspects"]), after)

    def _draft(
        self, told: Linked, person: Chunk, place: employers.Place | None, roles: tuple[Chunk, ...], words: str | None
    ) -> Draft:
        scene, trigger, proposal = told.scene, told.trigger, told.proposal
        org = place.org if place is not None else None
        start, end = _extent(told, person, org, roles)
        features = [f for f in told.best.features if f in confidence.LINK_FEATURES]
        features += ["close"] if told.is_close else []
        features += ["no_role"] if not words else []
        basis = place.basis if place is not None else "none"
        is_long = len(self.reading.sentences) > SHORT_TEXT
        is_once = is_long and (org is None or self.topic.orgs.n_told(org) <= 1)
        is_pronoun = told.best.group.pronoun is not None or told.best.carried
        is_titled = org is not None and self.topic.orgs.titled == (org.key or org.text)
        guess = confidence.of_guess(basis, org, is_once=is_once, is_pronoun=is_pronoun, is_titled=is_titled)
        return Draft(
            person=self.topic.people.name(person),
            kind=told.kind,
            org=org,
            role=words,
            start=start,
            end=end,
            sentence=scene.index,
            rule=trigger.rule.id,
            trigger=trigger.text,
            attribution=told.attribution,
            date=told.date,
            date_text=told.date_text,
            reason=told.reason,
            to=proposal.to,
            venture=proposal.venture,
            returns=trigger.rule.returns,
            weak=trigger.rule.weak,
            stays=proposal.is_stay,
            nominal=scene.is_possessive(trigger.end) and not {"relative", "relative_here"} & set(told.best.features),
            role_start=roles[0].start if roles else -1,
            order=trigger.start,
            basis=basis,
            features=(*features, *confidence.of_chunks(person, org), *guess),
        )

    # -- what follows from a draft --------------------------------------------------------------------------------

    def _follow(self, told: Linked, person: Chunk, draft: Draft, posts: Sequence[Post]) -> None:
        """Departures that a joining tells, and who gives up the post that another takes."""
        orgs, source, giver = self.topic.orgs, told.proposal.from_org, told.proposal.giver
        home = told.scene.homes.get(person.start)
        if draft.kind == "join" and draft.org is not None:
            if source is not None and not orgs.same(source, draft.org):
                left = _left(draft, source, "leave.from")
                if draft.rule == "join.poached" and posts and posts[0].org in (None, source):
                    left.role = self.role_words(posts[0].roles, source)  # "lured R P away from O"
                    self._house(draft.person, draft, source)
                self.drafts.append(left)
            old = nearby.old_employer(told.scene)
            if source is None and old is not None and not orgs.related(old, draft.org):
                self.drafts.append(_left(draft, old, "leave.old"))
            elif source is None and home is not None and not orgs.related(home, draft.org):
                self.drafts.append(_left(draft, home, "leave.home"))
        if giver is not None and self.topic.people.name(giver) != draft.person:
            name = self.topic.people.name(giver)
            self.drafts.append(replace(draft, person=name, kind="step_down", rule="step_down.handover"))
        before = self.topic.role.get(draft.person)
        transfer = draft.rule == "appoint.role" and draft.trigger in told.scene.words.lists["transfers"]
        if (
            draft.kind == "appoint"
            and transfer
            and told.scene.words.predecessor.search(self.reading.text, told.scene.sentence.start, person.start)
        ):
            self.drafts.append(replace(draft, kind="step_down", rule="step_down.moved", role=None, role_start=-1))
        elif draft.kind == "appoint" and transfer and before and not posts and draft.org is not None:
            self.drafts.append(replace(draft, kind="step_down", rule="step_down.moved", role=before, role_start=-1))

    def _house(self, holder: str, move: Draft, org: Chunk) -> None:
        """A post whose organization nobody names is where its holder comes from: the same house, for a vacancy."""
        for post in self.drafts:
            own = post.person == holder and post.sentence == move.sentence and post.rule == "held.post"
            if own and post.basis != "named":
                post.org, post.basis = org, move.basis

    def _oust(self, told: Linked, person: Chunk, org: Chunk | None, roles: tuple[Chunk, ...]) -> None:
        """Who is replaced gives up the post; nothing is told of who takes it."""
        start, end = _extent(told, person, org, roles)
        self.drafts.extend(
            Draft(
                person=self.topic.people.name(ousted),
                kind="step_down",
                org=org,
                role=None,
                start=start,
                end=max(end, ousted.end),
                sentence=told.scene.index,
                rule="step_down.ousted",
                trigger=told.trigger.text,
                attribution=told.attribution,
                date=told.date,
                date_text=told.date_text,
                order=told.trigger.start,
            )
            for ousted in told.proposal.ousted
        )

    def _note(self, told: Linked, draft: Draft, posts: Sequence[Post]) -> None:
        """What the next sentences may count on: employers, positions, the post just given up."""
        topic, name, org = self.topic, draft.person, draft.org
        is_fact = draft.attribution.status != "denied"
        if org is not None and draft.kind in ("join", "appoint", "found") and is_fact and org.kind != "anaphor":
            topic.employer[name] = org
            topic.hired[name] = Hired(draft.sentence, told.trigger.start)
            if draft.kind == "join":
                topic.joined[name], topic.there = draft.sentence, org
        if org is not None and draft.kind in OUT:
            founds = draft.role is not None and careers.is_founder(draft.role, told.scene.words)
            held = self._told_post(name, org) if draft.role is None else None
            topic.vacant = Vacancy(org, None if founds else draft.role, draft.sentence, name, held)
        elif org is not None and draft.kind == "appoint" and _vacates(told, posts):
            topic.vacant = Vacancy(posts[0].org or org, self.role_words(posts[0].roles, org), draft.sentence, name)
        if draft.kind == "held" and org is not None and draft.trigger in told.scene.words.lists["once_was"]:
            topic.once[name] = (draft.sentence, org)
        if draft.kind in ("appoint", "join") and draft.role and is_fact:
            topic.role[name] = draft.role


def _vacates(told: Linked, posts: Sequence[Post]) -> bool:
    """Whoever takes up a post gives up the ones at hand, unless he only acts."""
    return bool(posts) and not _only_seats(posts) and told.trigger.text not in told.scene.words.lists["acting"]


def _only_seats(posts: Sequence[Post]) -> bool:
    """Nothing but seats on a board, which nobody gives up for another post."""
    words = vocabulary()
    return all(careers.is_board_seat(role.text, words) for post in posts for role in post.roles)


def _left(draft: Draft, org: Chunk, rule: str) -> Draft:
    """The departure from an organization that the words of a joining tell."""
    return replace(draft, kind="leave", org=org, role=None, role_start=-1, returns=False, weak=False, rule=rule)


def _present_posts(told: Linked, person: Chunk) -> list[Post]:
    """The positions the sentence binds to a person; for a departure past ones too where none is present."""
    posts = told.scene.posts.get(person.start, [])
    present = [p for p in posts if not p.past]
    return present or posts if told.trigger.rule.kind in OUT else present


def _given_up(
    told: Linked, person: Chunk, posts: Sequence[Post], org: Chunk | None, roles: tuple[Chunk, ...], *, homeless: bool
) -> tuple[Chunk | None, tuple[Chunk, ...]]:
    """(organization, positions) of a departure: 'all posts', or none told, means those bound to the person."""
    everything = told.scene.words.lists["all_posts"]
    if all(r.text in everything for r in roles):
        roles = tuple(r for p in posts for r in p.roles)
    if org is None and not homeless:
        org = posts[0].org if posts else told.scene.homes.get(person.start)
    return org, roles


def _extent(told: Linked, person: Chunk, org: Chunk | None, roles: tuple[Chunk, ...]) -> tuple[int, int]:
    """The evidence: from the person, or the clause where nobody of the sentence is meant, to the last argument."""
    scene, trigger, best = told.scene, told.trigger, told.best
    sentence = scene.sentence
    here = best.group.start >= sentence.start and not best.carried
    first = scene.heads.get(person.start, person.start) if here else scene.clause_start(trigger.start)
    ends = [scene.clause_end(trigger.start), *(r.end for r in roles)]
    if org is not None and org.start >= sentence.start and org.end <= sentence.end:
        ends.append(org.end)
    if not best.carried:
        ends.append(best.group.end)
    return max(min(first, trigger.start), sentence.start), min(max(ends), sentence.end)
