"""The default engine: every trigger of every sentence, its arguments by score, its surroundings by cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from talentflow.claims import confidence, context, link, scene as scenes
from talentflow.claims.discourse import Topic
from talentflow.claims.draft import Draft
from talentflow.claims.frames import Rule, Vocabulary, vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.scene import Group, Post, Scene, Trigger
from talentflow.claims.trace import Trace, Weighed
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading
from talentflow.model.document import Refusal
from talentflow.model.span import Span

SURE = 0.7  # least score of an organization that may be carried to where none is named
OBJECT_REACH = 14  # characters between a trigger and its organization
ROLE_REACH = 10
BARE_REACH = 6
FORMER_REACH = 12
OF_REACH = 18  # characters of "the ... of" in front of a position that belong to it
CLOSE = 1.5  # a rival within this makes the choice of the person doubtful
CLAUSE_HEAD = 3  # characters in front of the subject of a clause
BARE_TITLE = 5  # characters; a longer position has modifiers of its own
NEWS = frozenset({"body", "headline"})


HELD_POST = Rule(id="held.post", kind="held", frame="post", words=())


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
        self.clock = context.Clock(reading.published)
        self.names = context.Names(reading, self.people, self.orgs)
        self.drafts: list[Draft] = []
        self.refusals: list[Refusal] = []

    def read(self) -> list[Draft]:
        by_sentence: list[list[Chunk]] = [[] for _ in self.reading.sentences]
        at = 0
        for chunk in self.chunks:
            while at < len(by_sentence) - 1 and chunk.start >= self.reading.sentences[at].end:
                at += 1
            by_sentence[at].append(chunk)
        for index, sentence in enumerate(self.reading.sentences):
            if sentence.zone not in NEWS:
                continue
            scene = scenes.build(self.reading, sentence, index, by_sentence[index], self.words)
            self._sentence(scene)
        return self.drafts

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _sentence(self, scene: Scene) -> None:
        if self.clock.paragraph != scene.sentence.paragraph:
            self.clock.paragraph = scene.sentence.paragraph
        cues = context.cues(scene, self.words)
        pronouns = self.topic.pronouns(scene)
        self.names = context.Names(self.reading, self.people, self.orgs, tuple(pronouns), self.clock.bulletin[0])
        self.clock.enter(scene, self.words)
        self.topic.carried = context.opened(scene, cues, self.topic.carried, self.clock, self.names, self.words)
        question = scene.text[scene.sentence.end - 1 : scene.sentence.end] == "?"
        irrealis = [c for c in cues if c.kind == "irrealis"]
        first = len(self.drafts)
        self._posts(scene)
        last: Group | None = None
        at = scene.sentence.start
        for trigger in scene.triggers:
            fresh = [g for g in sorted([*scene.groups, *pronouns], key=lambda g: g.start) if at <= g.start < trigger.start and self._opens_clause(scene, g)]
            last, at = (fresh[-1] if fresh else last), max(at, trigger.start)
            if question or any(scene.clause(c.start) == scene.clause(trigger.start) for c in irrealis):
                continue
            last = self._trigger(scene, trigger, pronouns, last, cues) or last
        self._carry(scene, cues, last, first)
        self.topic.saw(scene)

    def _opened(self, scene: Scene, told: list[Draft]) -> None:
        """A sentence that presents one person under a date and tells no move leaves the date to the next one."""
        times = [t for t in scene.of("time") if t.value.dates_event and t.start - scene.sentence.start <= 2]
        presents = times and len(scene.groups) == 1 and not told
        self.topic.opened = (times[0], scene.index, scene.sentence.paragraph) if presents else None

    def _carry(self, scene: Scene, cues: list[context.Cue], last: Group | None, first: int) -> None:
        told = [d for d in self.drafts[first:] if d.kind != "held"]
        self._opened(scene, told)
        self.topic.carried = context.carry(scene, cues, self.topic.carried, self.clock, self.names, self.words,
                                           [d.attribution for d in told])
        if told and all(d.attribution.source == self.people.words(d.person) for d in told):
            self.topic.carried = None  # who speaks of himself alone announces nothing about others
        denial = context.denial(scene, cues, self.names, self.words)
        for draft in self.drafts[:first] if denial is not None else ():
            if draft.attribution.status in ("rumored", "planned") and scene.index - draft.sentence <= 3 and denial is not None:
                draft.attribution = denial
        lead = self._lead(scene) or last or (scene.groups[0] if len(scene.groups) == 1 else None)
        if lead is not None:
            self.topic.subject, self.topic.subject_paragraph = lead, scene.sentence.paragraph
        home = [d for d in told if d.kind != "join" or self.orgs.main is None]
        org = next((d.org for d in reversed(home) if d.org is not None and d.org.kind == "org"), None)
        if org is None:
            sure = [c for c in scene.of("org") if c.score >= SURE and not self.orgs.authority(c)]
            org = next((c for c in sure if self._heads_sentence(scene, c)), sure[0] if len(sure) == 1 else None)
            self.topic.headed = True
        else:
            self.topic.headed = False
        if org is not None:
            self.topic.org, self.topic.org_paragraph = org, scene.sentence.paragraph

    def _lead(self, scene: Scene) -> Group | None:
        """The last group that opens a clause: what the sentence leaves as its subject."""
        heads = [g for g in scene.groups if self._opens_clause(scene, g)]
        return heads[-1] if heads else None

    def _opens_clause(self, scene: Scene, group: Group) -> bool:
        """The group stands at the head of its clause, a time or a connective aside, as its subject."""
        low = scene.clauses[scene.clause(group.start)][0]
        in_front = scene.text[max(low, group.start - 6) : group.start]
        if scenes.is_oblique(scene, group, self.words) or self.words.by_mark.search(in_front):
            return False
        if scene.text[group.end : group.end + 1] == link.POSSESSIVE:
            return False
        return group.start - low <= CLAUSE_HEAD or any(t.end <= group.start <= t.end + 2 for t in scene.of("time") if t.start - low <= 4)

    def _heads_sentence(self, scene: Scene, org: Chunk) -> bool:
        return org.start - scene.sentence.start <= 2 or any(
            t.end <= org.start <= t.end + 2 for t in scene.of("time") if t.start - scene.sentence.start <= 4)

    def _trigger(self, scene: Scene, trigger: Trigger, pronouns: list[Group], last: Group | None,
                 cues: list[context.Cue]) -> Group | None:
        """Link one trigger; returns the group it was linked to."""
        proposal = FRAMES[trigger.rule.frame](self, scene, trigger)
        if proposal is None:
            return None
        org, role, extra = proposal
        far = self.topic.subject_paragraph != scene.sentence.paragraph
        ranked = link.rank(scene, trigger, pronouns, self.topic.subject, far, last, self.words)
        if extra.get("exact") is not None:
            ranked = [link.Candidate(extra["exact"], ("object",), link.WEIGHTS["object"])]
        ranked = [c for c in ranked if not (extra.get("object") and c.group.start >= extra["object"].start)]
        if self._explain:
            self._trace(scene, trigger, ranked, cues)
        if not ranked or ranked[0].score < link.THRESHOLD:
            return self._refuse(scene, trigger)
        best = ranked[0]
        rule = trigger.rule
        if rule.end_only and best.carried and not any(
            low <= t.start < trigger.start for low in [scene.clauses[scene.clause(trigger.start)][0]] for t in scene.of("time")
        ):
            return self._refuse(scene, trigger)
        if "colon_list" in best.features:
            best = replace(best, group=self._whole_list(scene, best.group))
        if trigger.text in rule.bare and rule.kind == "held" and not self._copula(scene, trigger, best):
            return None
        attribution = context.attribution(scene, cues, trigger.start, trigger.end, self.topic.carried, self.words,
                                          self.names, best.group)
        if rule.kind == "held" and not (attribution.status == "announced" and self.words.stays.match(trigger.text)):
            attribution = context.REPORTED
        if rule.kind == "appoint" and "by_mark" in best.features and self.words.no_longer_by.search(
                scene.text, scene.clauses[scene.clause(trigger.start)][0], best.group.start):
            rule = replace(rule, kind="leave")
            trigger = replace(trigger, rule=rule)
            attribution = self.topic.carried or context.REPORTED
        if rule.status and attribution.status in ("reported", "announced"):
            attribution = replace(attribution, status=rule.status)
        if rule.id == "appoint.role" and self._background(scene, trigger):
            rule = replace(rule, kind="held")
            trigger = replace(trigger, rule=rule)
            attribution = context.REPORTED
        attribution, when, time = context.date_of(scene, cues, trigger.start, trigger.end, attribution, self.clock, self.words, kind=rule.kind)
        if when is None and time is None and rule.kind != "held" and self.topic.opened is not None:
            opened, index, paragraph = self.topic.opened
            if index == scene.index - 1 and paragraph == scene.sentence.paragraph and not scene.of("time"):
                time, when = opened, self.clock.resolve(opened, future=False)
        why = context.reason(scene, trigger.start, trigger.end, self.words) if rule.kind in ("leave", "step_down", "join") else None
        orgs, roles = self._respectively(scene, trigger, best.group, org, role)
        rival = next((c for c in ranked[1:] if c.group.people != best.group.people), None)
        if rival is not None and best.score - rival.score < CLOSE:
            extra = {**extra, "close": True}
        for person, its_org, its_role in zip(best.group.people, orgs, roles, strict=True):
            self._add(scene, trigger, best, person, its_org, its_role, extra, attribution, when, time, why)
        self.clock.told(when)
        return best.group

    def _trace(self, scene: Scene, trigger: Trigger, ranked: list[link.Candidate], cues: list[context.Cue]) -> None:
        people = tuple(Weighed(words="\u3001".join(self.people.words(self.people.name(p)) for p in c.group.people),
                               features=c.features, score=round(c.score, 2)) for c in ranked)
        name = self.people.name(ranked[0].group.people[0]) if ranked else ""
        orgs = tuple(Weighed(words=self.orgs.words(p.org), features=(p.basis,), score=round(p.score, 2))
                     for p in link.rank_orgs(scene, trigger, name, self.topic, self.words))
        self.traces[(scene.index, trigger.start)] = Trace(
            rule=trigger.rule.id, trigger=trigger.text, people=people, orgs=orgs,
            cues=tuple(f"{c.kind}: {c.text}" for c in cues))

    def _background(self, scene: Scene, trigger: Trigger) -> bool:
        """A post told with both its ends, or with 'formerly': background, not an appointment."""
        if trigger.text not in self.words.lists["plain_posts"]:
            return False
        low = scene.clauses[scene.clause(trigger.start)][0]
        if self.words.formerly.search(scene.text, max(low, trigger.start - 8), trigger.start):
            return True
        return any(t.value is not None and t.value.kind == "range" for t in scene.of("time")
                   if low <= t.start and t.end <= trigger.start)

    def _respectively(self, scene: Scene, trigger: Trigger, group: Group, org: Chunk | None, role: tuple[Chunk, ...]
                      ) -> tuple[list[Chunk | None], list[tuple[Chunk, ...]]]:
        """'P and Q joined A and B respectively': arguments given out in order where the counts agree."""
        n = len(group.people)
        orgs: list[Chunk | None] = [org] * n
        roles = [role] * n
        low = scene.clauses[scene.clause(trigger.start)][0]
        if n < 2 or not self.words.respectively.search(scene.text, max(low, trigger.start - 8), trigger.start):
            return orgs, roles
        if len(role) == n:
            roles = [(r,) for r in role]
        if org is not None:
            listed = [c for c in scene.of("org", "unnamed") if c.start >= org.start]
            series = listed[:1]
            for chunk in listed[1:]:
                if not self.words.conjunction.fullmatch(scene.text[series[-1].end : chunk.start]):
                    break
                series.append(chunk)
            if len(series) == n:
                orgs = list(series)
        return orgs, roles

    def _whole_list(self, scene: Scene, first: Group) -> Group:
        """All names of a list that a colon opens, up to the end of the sentence; each keeps its own description."""
        rest = [g for g in scene.groups if g.start >= first.start]
        return Group(tuple(p for g in rest for p in g.people), first.start, rest[-1].end)

    def _copula(self, scene: Scene, trigger: Trigger, best: link.Candidate) -> bool:
        """'P is R': the person right in front, or the clause opens with the verb or a pronoun."""
        low = scene.clauses[scene.clause(trigger.start)][0]
        if best.carried or best.group.end <= low:
            gap = scene.text[low : trigger.start]
            return len(gap) <= (4 if best.carried else 6)
        return 0 <= trigger.start - best.group.end <= 8

    def _refuse(self, scene: Scene, trigger: Trigger) -> None:
        if trigger.rule.kind == "held" or trigger.rule.weak:
            return
        start, end = self.reading.raw(trigger.start, trigger.end)
        self.refusals.append(Refusal(where=self.reading.document.id, code="unsure", span=Span(start=start, end=end),
                                     reason=f"{trigger.rule.id}: nobody could be linked to {trigger.text!r}"))

    def _add(self, scene: Scene, trigger: Trigger, best: link.Candidate, person: Chunk, org: Chunk | None,
             role: tuple[Chunk, ...], extra: dict, attribution: context.Attribution, when, time, why) -> None:
        rule, name = trigger.rule, self.people.name(person)
        posts = scene.posts.get(person.start, [])
        current = [p for p in posts if not p.past]
        if rule.kind in ("leave", "step_down"):
            current = current or posts
            if current and (not role or all(r.text in self.words.lists["all_posts"] for r in role)):
                role = current[0].roles if len(current) == 1 else tuple(r for p in current for r in p.roles)
            if org is None:
                org = current[0].org if current else scene.homes.get(person.start)
        for also in extra.get("orgs", [])[1:]:
            self._add(scene, trigger, best, person, also, role if rule.kind == "held" else (), {}, attribution, when, time, why)
        place = self._settle_org(scene, trigger, org or next(iter(extra.get("orgs", [])), None), name,
                               passive="by_mark" in best.features)
        org = place.org if place else None
        if org is not None and extra.get("from") is not None and self.orgs.same(org, extra["from"]):
            org = next((o.org for o in link.rank_orgs(scene, trigger, name, self.topic, self.words)
                        if not self.orgs.same(o.org, extra["from"])), None)
        if org is None and rule.frame != "venture" and rule.kind != "reports_to":
            return
        if rule.kind == "held" and len(role) > 1 and any(len(r.text) > BARE_TITLE for r in role):
            for one in role:
                owner = next((c for c in scene.of("org") if c.end == one.start), org)
                self._add(scene, trigger, best, person, owner, (one,), extra, attribution, when, time, why)
            return
        if role and all(r.text in self.words.lists["empty_roles"] for r in role):
            if rule.kind in ("appoint", "held"):
                return
        words = self._role_words(role, org, trigger) or extra.get("role_words")
        if rule.id == "appoint.role" and words is None and not extra.get("takes") or "role_words" in extra and best.carried:
            return
        start = min(scene.heads.get(person.start, person.start) if best.group.start >= scene.sentence.start and not best.carried
                    else scene.clauses[scene.clause(trigger.start)][0], trigger.start)
        start = max(start, scene.sentence.start)
        end = max([scene.clauses[scene.clause(trigger.start)][1], *(r.end for r in role), org.end if org and org.start >= scene.sentence.start and org.end <= scene.sentence.end else 0,
                   best.group.end if not best.carried else 0])
        end = min(end, scene.sentence.end)
        kind = extra.get("kind", rule.kind)
        if extra.get("silent"):
            if extra.get("ousted") is not None:
                self._oust(scene, trigger, extra["ousted"], org, attribution, when, time, (start, end))
            return
        self.drafts.append(Draft(
            person=name, kind=kind, org=org, role=words, start=start, end=end, sentence=scene.index, rule=rule.id,
            trigger=trigger.text, score=best.score, attribution=attribution, date=when,
            date_text=time.text if time and when else None, reason=why, to=extra.get("to"), venture=extra.get("venture"),
            returns=rule.returns, weak=rule.weak, role_start=role[0].start if role else -1, order=trigger.start,
            nominal=scene.text[trigger.end : trigger.end + 1] == link.POSSESSIVE and "relative" not in best.features,
            basis=place.basis if place else "none", org_score=place.score if place else link.NAMED,
            features=(*(f for f in best.features if f in confidence.LINK_FEATURES), *(["close"] if extra.get("close") else []),
                      *(["no_role"] if not words else []), *confidence.of_chunks(person, org)),
        ))
        if kind == "join" and extra.get("from") is not None and not self.orgs.same(extra["from"], org):
            self.drafts.append(replace(self.drafts[-1], kind="leave", org=extra["from"], role=None, role_start=-1, returns=False,
                                       rule="leave.from", weak=False))
        home = scene.homes.get(person.start)
        if kind == "join" and home is not None and org is not None and extra.get("from") is None and not self.orgs.related(home, org):
            self.drafts.append(replace(self.drafts[-1], kind="leave", org=home, role=None, role_start=-1, returns=False,
                                       rule="leave.home", weak=False))
        if extra.get("giver") is not None:
            giver = self.people.name(extra["giver"])
            if giver != name:
                self.drafts.append(replace(self.drafts[-1], person=giver, kind="step_down", rule="step_down.handover"))
        if org is not None and kind in ("join", "appoint") and attribution.status != "denied" and org.kind != "anaphor":
            self.topic.employer[name] = org
            self.topic.hired[name] = (scene.index, trigger.start)
            if kind == "join":
                self.topic.joined[name] = scene.index
        if kind in ("leave", "step_down") and org is not None:
            self.topic.vacant = (org, words)
        elif kind == "appoint" and current and org is not None:
            self.topic.vacant = (org, self._role_words(current[0].roles, org))
        if kind == "appoint" and rule.id == "appoint.role" and trigger.text in self.words.lists["transfers"] and not current \
                and self.topic.role.get(name) and org is not None:
            self.drafts.append(replace(self.drafts[-1], kind="step_down", rule="step_down.moved", role=self.topic.role[name],
                                       role_start=-1))
        if kind in ("appoint", "join") and words and attribution.status != "denied":
            self.topic.role[name] = words

    def _oust(self, scene: Scene, trigger: Trigger, person: Chunk, org: Chunk | None, attribution: context.Attribution,
              when, time, span: tuple[int, int]) -> None:
        """Who is replaced gives up the post."""
        self.drafts.append(Draft(
            person=self.people.name(person), kind="step_down", org=org, role=None, start=span[0], end=max(span[1], person.end),
            sentence=scene.index, rule="step_down.ousted", trigger=trigger.text, score=4.0, attribution=attribution,
            date=when, date_text=time.text if time and when else None, order=trigger.start))

    def _settle_org(self, scene: Scene, trigger: Trigger, org: Chunk | None, name: str, *, passive: bool = False
                    ) -> link.Place | None:
        """What the words name, else the best-ranked organization of the sentence and of what was told before."""
        if org is not None and org.kind != "anaphor":
            return link.Place(link.NAMED, org, "named")
        if trigger.rule.frame == "venture":
            return None
        ranked = link.rank_orgs(scene, trigger, name, self.topic, self.words, passive=passive)
        return link.clear(ranked, self.orgs)

    def _about(self, scene: Scene) -> Chunk | None:
        """The organization in focus: told last in this paragraph, else what the document is about."""
        if self.topic.org is not None and self.topic.org_paragraph == scene.sentence.paragraph:
            return self.topic.org
        return self.orgs.main or self.topic.org

    def _inside_aside(self, scene: Scene, chunk: Chunk) -> bool:
        return any(a < chunk.start < b for a, b in scene.asides)

    def _role_words(self, role: tuple[Chunk, ...], org: Chunk | None, trigger: Trigger | None = None) -> str | None:
        if not role:
            return None
        start, end = role[0].start, role[-1].end
        after = max(trigger.end, org.end if org is not None and org.end <= start else 0) if trigger is not None else start
        if after < start <= after + OF_REACH and self.reading.text[start - 1] == link.POSSESSIVE and \
                not re.search("[,;。:]", self.reading.text[after:start]):
            start = after + (self.reading.text[after] == link.POSSESSIVE)
        if end - start > 60:
            end = role[0].end
        return self.reading.words(start, end)

    # -- positions as background ----------------------------------------------------------------------------------

    def _posts(self, scene: Scene) -> None:
        for person in scene.of("person"):
            for post in scene.posts.get(person.start, []):
                place = self._post_org(scene, post, self.people.name(person))
                if place is None:
                    continue
                org = place.org
                for role in post.roles:
                    if role.text in self.words.lists["no_held"]:
                        continue
                    self.drafts.append(Draft(
                        person=self.people.name(person), kind="held", org=org, role=self.reading.words(role.start, role.end),
                        start=min(post.start, org.start) if org.start >= scene.sentence.start and org.end <= person.end else min(post.start, person.start),
                        end=max(person.end, post.end), sentence=scene.index, rule="held.post", trigger=role.text,
                        score=5.0, attribution=context.REPORTED, past=post.past, role_start=role.start, order=role.start,
                        basis=place.basis, org_score=place.score, features=confidence.of_chunks(person, org),
                    ))

        for org in scene.of("org"):
            if org.score >= SURE and scene.text[org.start - 1 : org.start] in self.words.past_marks and org.start > scene.sentence.start:
                person = next((p for p in scene.of("person") if 0 < p.start - org.end <= FORMER_REACH
                               and self.words.former_gap.fullmatch(scene.text[org.end : p.start])), None)
                if person is not None and person.start not in scene.posts:
                    self.drafts.append(Draft(
                        person=self.people.name(person), kind="held", org=org, role=None, start=org.start - 1, end=person.end,
                        sentence=scene.index, rule="held.former", trigger=scene.text[org.start - 1 : org.start], score=4.0,
                        attribution=context.REPORTED, past=True, order=org.start))

    def _post_org(self, scene: Scene, post: Post, name: str) -> link.Place | None:
        if post.org is not None and post.org.kind != "anaphor":
            return link.Place(link.NAMED, post.org, "named")
        if post.past:
            return None
        ranked = link.rank_orgs(scene, Trigger(HELD_POST, post.start, post.end, ""), name, self.topic, self.words)
        return link.clear(ranked, self.orgs)

    # -- frames: what a trigger's rule asks for; None when it is not there ------------------------------------------

    def _subject(self, scene: Scene, trigger: Trigger):
        if trigger.rule.in_office and not any(p.end <= trigger.start for posts in scene.posts.values() for p in posts):
            return None
        if trigger.text in self.words.lists["gives_up"] and self._role_behind(scene, trigger.end, None, reach=8):
            return None
        org = self._from_org(scene, trigger)
        if trigger.rule.kind == "join":
            low = scene.clauses[scene.clause(trigger.start)][0]
            return next((c for c in reversed(scene.of("org", "unnamed")) if low <= c.start and c.end <= trigger.start
                         and self.words.to_org.search(scene.text, low, c.start)), None), (), {"from": org}
        return org, (), {}

    def _subject_org(self, scene: Scene, trigger: Trigger):
        rule = trigger.rule
        org = self._org_behind(scene, trigger)
        if rule.needs_before and not rule.needs_before.search(scene.text, scene.clauses[scene.clause(trigger.start)][0], trigger.start):
            return None
        if rule.kind == "leave" and org is None:
            return None
        if org is None and not rule.weak:
            before = next((c for c in scene.of("org", "unnamed") if scene.text[c.end : trigger.start] in ("", link.POSSESSIVE)
                           and c.end <= trigger.start), None)
            if before is not None and rule.kind == "held":
                org = before
        if org is None and rule.kind == "found":
            org = self._founded_by(scene, trigger)
        if org is None and trigger.text in self.words.lists["come_over"] and self._from_org(scene, trigger) is not None:
            return None, (), {"from": self._from_org(scene, trigger)}
        if org is None:
            return None
        behind = scene.text[org.end : scene.sentence.end]
        if any(behind.startswith(w) for w in self.words.lists["study"]):
            return None
        role = self._role_behind(scene, org.end, None) if scene.text[org.end : org.end + 4] else ()
        if rule.weak and not self._starts_work(scene, trigger, org, role):
            return None
        if not role:
            role = self._role_later(scene, org.end)
        extra = {"from": self._from_org(scene, trigger)} if rule.kind == "join" else {}
        series = self._org_series(scene, org)
        if len(series) > 1 and not self.words.respectively.search(scene.text, max(scene.sentence.start, trigger.start - 8), trigger.start):
            extra["orgs"] = series
        return org, role, extra

    def _org_series(self, scene: Scene, first: Chunk) -> list[Chunk]:
        """'A, B and C' that starts with the organization."""
        series = [first]
        for chunk in scene.of("org", "unnamed"):
            if chunk.start > series[-1].start and self.words.listed.fullmatch(scene.text[series[-1].end : chunk.start]):
                series.append(chunk)
        return series

    def _founded_by(self, scene: Scene, trigger: Trigger) -> Chunk | None:
        """'O was founded by P': the organization in front of the by-phrase."""
        low = scene.clauses[scene.clause(trigger.start)][0]
        marks = [g for g in scene.groups if low <= g.start < trigger.start
                 and self.words.by_mark.search(scene.text, max(low, g.start - 4), g.start)]
        if not marks:
            return None
        return next((c for c in reversed(scene.of("org")) if low <= c.start and c.end < marks[0].start), None)

    def _starts_work(self, scene: Scene, trigger: Trigger, org: Chunk, role: tuple[Chunk, ...]) -> bool:
        if org.start - trigger.end > 1:
            return False
        behind = scene.text[org.end : org.end + 16]
        if any(w in behind for w in self.words.lists["work"]) or role:
            return True
        if any(0 <= trigger.start - t.end <= 1 for t in scene.of("time")) and (org.key is not None or org.detail == "shape"):
            return True
        registered = org.key is not None or org.kind == "unnamed" or org.detail == "shape"
        return registered and (not behind or behind[0] in ",;。" or behind.startswith("\u7684")) and trigger.text not in self.words.lists["no_bare_go"]

    def _subject_role(self, scene: Scene, trigger: Trigger):
        rule = trigger.rule
        bare = trigger.text in rule.bare
        if rule.kind == "appoint" and scene.text[trigger.end : trigger.end + 1] == link.POSSESSIVE and self._named_behind(
                scene, replace(trigger, end=trigger.end + 1)) is None:
            return None
        org: Chunk | None = None
        at = trigger.end
        orgs = [c for c in scene.of("org", "unnamed", "anaphor") if c.start >= at and c.start - at <= 4]
        if orgs:
            between = scene.text[at : orgs[0].start]
            if not bare or between in ("", "\u4e86", "\u8fc7"):
                org, at = orgs[0], orgs[0].end
        role = self._role_behind(scene, at, org, reach=BARE_REACH if bare else ROLE_REACH)
        if bare and role and not self.words.bare_gap.fullmatch(scene.text[at : role[0].start]):
            return None
        if role and org is None:
            org = next((c for c in scene.of("org") if c.end == role[0].start or (c.end + 1 == role[0].start and scene.text[c.end] == "\u7684")), None)
        if not role:
            if bare or rule.kind == "held":
                return None
            if rule.kind in ("leave", "step_down") and trigger.text not in self.words.lists["role_first"]:
                return None
            role = self._role_before(scene, trigger)
            if not role and (not self._vacancy(scene, trigger) or self.words.afterwards.match(scene.text, trigger.end)):
                return None
            if not role and org is not None and trigger.text in self.words.lists["takes_org"]:
                return org, (), {"takes": True}
            if role and org is None:
                org = next((c for c in scene.of("org") if c.end == role[0].start or (c.end + 1 == role[0].start and scene.text[c.end] == "\u7684")), None)
        if not role and self.topic.vacant is not None:
            return self.topic.vacant[0], (), {"role_words": self.topic.vacant[1]}
        extra = {"kind": "step_down"} if rule.kind == "leave" and (
            self.words.part_time.match(scene.text, role[-1].end) or self.words.part_time.search(scene.text, trigger.end, role[0].start)
        ) else {}
        if rule.kind == "held" and org is None:
            extra["orgs"] = self._at_orgs(scene, trigger)
        return org, role, extra

    def _at_orgs(self, scene: Scene, trigger: Trigger) -> list[Chunk]:
        """'at A and B': the organizations of a post told in front of its verb."""
        low = scene.clauses[scene.clause(trigger.start)][0]
        series: list[Chunk] = []
        for chunk in scene.of("org", "unnamed"):
            if not low <= chunk.start or chunk.end > trigger.start:
                continue
            if series and self.words.conjunction.fullmatch(scene.text[series[-1].end : chunk.start]) or \
                    self.words.at_mark.search(scene.text, low, chunk.start):
                series.append(chunk)
        return series

    def _vacancy(self, scene: Scene, trigger: Trigger) -> bool:
        return self.topic.vacant is not None and trigger.text in self.words.lists["vacancy"]

    def _object_person(self, scene: Scene, trigger: Trigger):
        people = [p for p in scene.of("person") if p.start >= trigger.end]
        clause = scene.clause(trigger.start)
        if not people or scene.clause(people[0].start) != clause or people[0].start - trigger.end > 24:
            return None
        group = next((g for g in scene.groups if people[0] in g.people), None)
        end = group.end if group else people[0].end
        role = self._role_behind(scene, end, None, reach=14)
        org = None
        if role:
            org = next((c for c in scene.of("org") if end <= c.start and c.end <= role[0].start and role[0].start - c.end <= 2), None)
        else:
            role = tuple(r for p in scene.posts.get(people[0].start, []) for r in p.roles)
            org = next((p.org for p in scene.posts.get(people[0].start, []) if p.org), None)
        if not role:
            return None
        return org, role, {}

    def _subject_person(self, scene: Scene, trigger: Trigger):
        people = [p for p in scene.of("person") if p.start >= trigger.end and scene.clause(p.start) == scene.clause(trigger.start)]
        if not people:
            return None
        posts = scene.posts.get(people[0].start, [])
        role = self._role_behind(scene, people[0].end, None, reach=14) or tuple(r for p in posts for r in p.roles)
        extra = {"object": people[0], "silent": not role}
        if trigger.text in trigger.rule.ousts:
            extra["ousted"] = people[0]
        return next((p.org for p in posts if p.org), None), role, extra

    def _passive(self, scene: Scene, trigger: Trigger):
        low = scene.clauses[scene.clause(trigger.start)][0]
        mark = self.words.patterns["passive_mark"].search(scene.text, low, trigger.start)
        if trigger.rule.kind == "leave":
            return (None, (), {}) if mark is not None else None
        if mark is None:
            source = self._from_org(scene, trigger)
            relative = any(0 < g.start - trigger.end <= 3 and scene.text[g.start - 1] == link.POSSESSIVE for g in scene.groups)
            return (None, (), {"from": source}) if source is not None and relative else None
        behind = self._org_behind(scene, trigger)
        inside = [c for c in scene.of("org", "unnamed") if mark.end() <= c.start and c.end <= trigger.start]
        org = behind or (inside[0] if inside else None)
        if org is None and trigger.text not in self.words.lists["called_back"]:
            return None
        return org, self._role_later(scene, max(org.end if org else 0, trigger.end)), {}

    def _venture(self, scene: Scene, trigger: Trigger):
        if any(scene.text.startswith(w, trigger.end) for w in self.words.lists["not_venture"]):
            return None
        if any(scene.text.endswith(w, 0, trigger.start) for w in self.words.lists["not_venture_before"]):
            return None
        return None, (), {"venture": trigger.text}

    def _at(self, scene: Scene, trigger: Trigger):
        low = scene.clauses[scene.clause(trigger.start)][0]
        org = next((c for c in scene.of("org", "unnamed") if low <= c.start and c.end <= trigger.start
                    and self.words.at_mark.search(scene.text, low, c.start)
                    and self.words.at_gap.fullmatch(scene.text[c.end : trigger.start])), None)
        return (org, (), {}) if org is not None else None

    def _named_behind(self, scene: Scene, trigger: Trigger) -> Group | None:
        """The group whose noun phrase starts right behind the trigger."""
        for group in scene.groups:
            gap = scene.text[trigger.end : group.start] if group.start >= trigger.end else ","
            if not re.search("[,;。]", gap) and (len(gap) <= 4 or gap.endswith(link.POSSESSIVE) and len(gap) <= link.RELATIVE_REACH):
                return group
        return None

    def _successor(self, scene: Scene, trigger: Trigger):
        group = self._named_behind(scene, trigger)
        if group is None or self.topic.vacant is None:
            return None
        return self.topic.vacant[0], (), {"role_words": self.topic.vacant[1], "exact": group}

    def _handover(self, scene: Scene, trigger: Trigger):
        group = self._named_behind(scene, trigger)
        if group is None:
            return None
        role = self._role_before(scene, trigger)
        if not role and self.topic.vacant is None:
            return None
        low = scene.clauses[scene.clause(trigger.start)][0]
        giver = next((p for p in scene.of("person") if low <= p.start and p.end < trigger.start
                      and self.words.giver_mark.match(scene.text, p.end)), None)
        extra = {"exact": group, "giver": giver}
        if not role and self.topic.vacant is not None:
            return self.topic.vacant[0], (), {**extra, "role_words": self.topic.vacant[1], "giver": None}
        org = next((c for c in scene.of("org") if role and c.end == role[0].start), None)
        return org, role, extra

    def _swap(self, scene: Scene, trigger: Trigger):
        """'R changes from P to Q': P gives up what Q takes up."""
        low = scene.clauses[scene.clause(trigger.start)][0]
        group = self._named_behind(scene, trigger)
        giver = next((p for p in reversed(scene.of("person")) if low <= p.start and p.end <= trigger.start
                      and self.words.by_mark.search(scene.text, low, scene.heads[p.start])
                      and not re.search("[,;]", scene.text[p.end : trigger.start])), None)
        if group is None or giver is None:
            return None
        role = self._role_before(scene, replace(trigger, start=giver.start, end=giver.start))
        if not role:
            return None
        return next((c for c in scene.of("org") if c.end == role[0].start), None), role, {"exact": group, "giver": giver}

    def _duty(self, scene: Scene, trigger: Trigger):
        high = scene.clauses[scene.clause(trigger.start)][1]
        words = scene.text[trigger.start : high].rstrip(",;:。!?\n\u201d")
        inside = [c for c in scene.of("person") if trigger.end <= c.start < high]
        if inside or any(t.start > trigger.start and t.start < high and t.rule.frame != "duty" and not t.rule.weak
                         and t.text not in t.rule.bare for t in scene.triggers):
            return None
        if len(words) - len(trigger.text) < 2 or len(words) > 24 or scene.text.startswith("\u4eba", trigger.end):
            return None
        return None, (Chunk("role", trigger.start, trigger.start + len(words), words),), {}

    def _report(self, scene: Scene, trigger: Trigger):
        low = scene.clauses[scene.clause(trigger.start)][0]
        people = [p for p in scene.of("person") if low <= p.start and p.end <= trigger.start]
        behind = [p for p in scene.of("person") if 0 <= p.start - trigger.end <= 12]
        if trigger.text in self.words.lists["report_nouns"]:
            manager = next((p for p in people if p.end == trigger.start), None)
            verb = self.words.become.search(scene.text, low, scene.heads[manager.start]) if manager else None
            return (None, (), {"to": self.people.name(manager), "object": manager}) if manager and verb else None
        manager = next((p for p in reversed(people) if self.words.patterns["to_mark"].search(
            scene.text, max(low, scene.heads[p.start] - 1), scene.heads[p.start])), None) or (behind[0] if behind else None)
        if manager is None:
            return None
        return None, (), {"to": self.people.name(manager), "object": manager if manager in behind else None}

    # -- where organizations and positions stand --------------------------------------------------------------------

    def _from_org(self, scene: Scene, trigger: Trigger) -> Chunk | None:
        low = scene.clauses[scene.clause(trigger.start)][0]
        for chunk in scene.of("org", "unnamed"):
            if low <= chunk.start and chunk.end <= trigger.start and \
                    self.words.patterns["from_mark"].search(scene.text, max(low, chunk.start - 3), chunk.start):
                return chunk
        return None

    def _org_behind(self, scene: Scene, trigger: Trigger) -> Chunk | None:
        high = scene.clauses[scene.clause(trigger.start)][1]
        for chunk in scene.of("org", "unnamed", "anaphor"):
            if chunk.start < trigger.end:
                continue
            if chunk.start >= high or chunk.start - trigger.end > OBJECT_REACH:
                return None
            if self.words.filler_to_object.fullmatch(scene.text[trigger.end : chunk.start]):
                return chunk
            if chunk.kind != "anaphor":
                return None
        return None

    def _role_behind(self, scene: Scene, at: int, org: Chunk | None, *, reach: int = ROLE_REACH) -> tuple[Chunk, ...]:
        """A series of positions that starts within `reach` behind `at`, no person, trigger or comma between."""
        out: list[Chunk] = []
        for role in scene.of("role"):
            if role.start < at:
                continue
            gap = scene.text[out[-1].end if out else at : role.start]
            if out:
                if not self.words.role_gap.fullmatch(gap):
                    break
            elif len(gap) > reach or re.search("[,;:。]", gap) or any(at <= p.start < role.start for p in scene.of("person")):
                break
            if any(p.start == role.end or self.words.person_gap.fullmatch(scene.text[role.end : p.start]) for p in scene.of("person") if 0 <= p.start - role.end <= 2) \
                    and scene.text[role.end : role.end + 1] != "\u3001":
                break
            out.append(role)
        if out and self._owned_series(scene, out[-1].end):
            return ()
        return tuple(out)

    def _owned_series(self, scene: Scene, at: int) -> bool:
        """The series goes on to a position that a person right behind it owns."""
        following = next((r for r in scene.of("role") if r.start >= at), None)
        if following is None or not self.words.role_gap.fullmatch(scene.text[at : following.start]) or following.start == at:
            return False
        joiner = scene.text[at : following.start]
        return joiner in self.words.lists["and_of_one"] and any(p.start == following.end for p in scene.of("person"))

    def _role_later(self, scene: Scene, at: int) -> tuple[Chunk, ...]:
        """A position told in the same breath: 'joined O, serving as R'."""
        match = self.words.patterns["role_later"].match(scene.text, at, scene.sentence.end)
        return self._role_behind(scene, match.end(), None, reach=8) if match else ()

    def _role_before(self, scene: Scene, trigger: Trigger) -> tuple[Chunk, ...]:
        """'the post of R is taken by P': the positions in front of the by-phrase that no person owns."""
        low = scene.clauses[max(0, scene.clause(trigger.start) - 1)][0]
        owned = {r.start for posts in scene.posts.values() for p in posts for r in p.roles}
        out: list[Chunk] = []
        for role in scene.of("role"):
            if low <= role.start and role.end <= trigger.start and role.start not in owned:
                if out and not self.words.role_gap.fullmatch(scene.text[out[-1].end : role.start]):
                    out = []
                out.append(role)
        return tuple(out)


FRAMES = {
    "subject": Reader._subject, "subject_org": Reader._subject_org, "subject_role": Reader._subject_role,
    "object_person": Reader._object_person, "subject_person": Reader._subject_person, "passive": Reader._passive,
    "at": Reader._at, "successor": Reader._successor, "handover": Reader._handover, "swap": Reader._swap, "venture": Reader._venture, "duty": Reader._duty, "report": Reader._report,
}
