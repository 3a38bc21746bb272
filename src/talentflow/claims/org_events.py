"""What happened to organizations: patterns over outlined sentences, then what the whole text decides about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from talentflow.claims import context
from talentflow.claims import scene as scenes
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.org_rules import Rule, book
from talentflow.claims.outline import Outline, draw
from talentflow.claims.referents import EDGES, QUOTES, Referents
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, sentence_at
from talentflow.model.claim import Claim, OrgEvent
from talentflow.model.span import Evidence
from talentflow.model.time import When

NEWS = frozenset({"body", "headline"})
ORG_KINDS = frozenset({"org", "unnamed", "anaphor"})
CLAUSES_BACK = 3  # how far a subject reaches
DENIAL_REACH = 3  # sentences between a rumor and the sentence that shows it false
STRENGTH = {"planned": 0, "reported": 1, "rumored": 2, "announced": 3, "denied": 4}
GOODS = re.compile("[^\u3001\u548c\u53ca\u4e0e\u4ee5\u8207]+")  # the members of a list
WITH_SUM = frozenset({"financing", "acquisition", "dispute"})


@dataclass(slots=True)
class Argument:
    """What fills a place of an event: a chunk, or words alone; offsets are the shadow's."""

    start: int
    end: int
    chunk: Chunk | None = None


Found = dict[str, Argument | None]  # arguments by name


@dataclass(slots=True)
class Draft:
    """An event in the making; `org` None is a venture without a name, told by `unit` and `other`."""

    rule: Rule
    org: Chunk | None
    org_words: str | None
    start: int
    end: int
    sentence: int
    attribution: context.Attribution
    unit: str | None = None
    other: str | None = None
    amount: str | None = None
    date: When | None = None


def read(reading: Reading, chunks: Sequence[Chunk], claims: Sequence[Claim], people: People,
         orgs: Organizations) -> list[OrgEvent]:
    """The document's organization events in order of their evidence; `claims` tell who leads what."""
    return Finder(reading, chunks, claims, people, orgs).find()


class Finder:
    """Reads one document; sentences without a trigger are never looked at."""

    def __init__(self, reading: Reading, chunks: Sequence[Chunk], claims: Sequence[Claim], people: People,
                 orgs: Organizations) -> None:
        self.reading = reading
        self.chunks = chunks
        self.people = people
        self.orgs = orgs
        self.book = book()
        self.words = vocabulary()
        self.referents = Referents(reading, chunks, claims, people, orgs, self.book.grammar)
        self.clock = context.Clock(reading.published)
        self.drafts: list[Draft] = []

    def find(self) -> list[OrgEvent]:
        evoked: dict[int, dict[str, Rule]] = {}
        denying: set[int] = set()
        for start, _, rules in self.book.triggers.find(self.reading.text):
            index = sentence_at(self.reading.sentences, start)
            rules_here = evoked.setdefault(index, {})
            if rules is None:
                denying.add(index)
            else:
                rules_here.update((r.id, r) for r in rules)
        for index in sorted(evoked):
            if self.reading.sentences[index].zone not in NEWS:
                continue
            before = len(self.drafts)
            if evoked[index]:
                self._sentence(index, list(evoked[index].values()))
            if index in denying and len(self.drafts) == before:
                self._deny(index)
        return [self._event(d) for d in sorted(self._merged(), key=lambda d: (d.start, d.end))]

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _sentence(self, index: int, rules: list[Rule]) -> None:
        sentence = self.reading.sentences[index]
        if self.reading.text[sentence.start : sentence.end].rstrip(QUOTES + EDGES).endswith("?"):
            return
        if self.clock.paragraph != sentence.paragraph:
            self.clock.paragraph, self.clock.narrative = sentence.paragraph, None
        inside = self.referents.inside(index)
        outline = draw(self.reading.text, sentence, inside, self.book.sums)
        taken: list[tuple[str, int, int]] = []
        scene: scenes.Scene | None = None
        for rule, match in _matches(outline, sorted(rules, key=lambda r: self.book.order[r.id])):
            if any(k == rule.kind and match.start() < b and a < match.end() for k, a, b in taken):
                continue
            scene = scene or scenes.build(self.reading, sentence, index, inside, self.words)
            made = list(self._drafts(outline, scene, rule, match))
            if made:
                taken.append((rule.kind, match.start(), match.end()))
                self.drafts += made

    def _drafts(self, outline: Outline, scene: scenes.Scene, rule: Rule, match: re.Match[str]) -> Iterator[Draft]:
        low, high = outline.span(match.start(), match.end())
        trigger = next((s for s in _places(self.reading.text, rule.words, low, high)), (low, high))
        cues = context.cues(scene, self.words)
        if "mark" in match.re.groupindex and match.group("mark"):  # a word of the construction, not of a plan
            mark = outline.span(*match.span("mark"))
            cues = [c for c in cues if c.end <= mark[0] or mark[1] <= c.start]
        if any(c.kind == "irrealis" and scene.clause(c.start) == scene.clause(trigger[0]) for c in cues):
            return
        found = self._arguments(outline, rule, match)
        if found is None:
            return
        org, words = self._organization(found.get("org"), scene.index)
        if rule.kind == "dispute" and not self._parties(found):
            return
        filled = {name for name, told in found.items() if told is not None}
        if org is None and words is None:
            filled.discard("org")
        if not set(rule.needs) <= filled | ({"org"} if "venture" in found or "product" in found else set()):
            return
        if self.book.grammar["undone"].search(scene.text, max(scene.sentence.start, trigger[0] - 8), trigger[0]):
            return
        attribution = self._attribution(scene, cues, rule, trigger, high)
        if rule.kind == "founding" and org is not None:
            for person in (c for c in outline.within(0, match.start()) if c.kind == "person"):
                self.referents.founded.setdefault(self.people.name(person), org)
        draft = Draft(rule, org, words, *self._extent(outline, found, match), scene.index, attribution,
                      unit=self._told(found.get("unit") or found.get("venture")),
                      other=self._other(found, scene.index, org),
                      amount=self._amount(outline, rule, found, match),
                      date=self._when(outline, match, attribution.status))
        listed = "org" in match.re.groupindex and match.group("org")
        several = [c for c in outline.within(*match.span("org")) if c.kind == "org"] if listed else []
        if "product" in match.re.groupindex:
            yield from self._goods(draft, outline, match)
        elif len(several) > 1:
            yield from (replace(draft, org=c, org_words=None) for c in several)
        else:
            yield draft

    def _attribution(self, scene: scenes.Scene, cues: list[context.Cue], rule: Rule, trigger: tuple[int, int],
                     end: int) -> context.Attribution:
        """The status by the cues around; a founding is background, so only a cue of its own clause doubts it."""
        grammar, text, high = self.book.grammar, scene.text, scene.sentence.end
        if rule.kind == "founding":
            cues = [c for c in cues if scene.clause(c.start) == scene.clause(trigger[0])]
        made = context.attribution(scene, cues, *trigger, None, self.words)
        if made.status == "denied":
            told = grammar["undenied"].search(text, scene.sentence.start, high)
            return replace(made, status="rumored", words=told.group()) if told else made
        unreal = grammar["unreal"].search(text, end, high)
        if unreal:
            return replace(made, status="denied", words=unreal.group())
        told = grammar["tale_behind"].match(text, end, high)
        return replace(made, status="rumored", words=told.group()) if told else made

    def _arguments(self, outline: Outline, rule: Rule, match: re.Match[str]) -> Found | None:
        """The pattern's groups, and the subject where a place is open; None where the subject cannot be."""
        found: Found = {}
        for name in match.re.groupindex:
            if match.group(name) and name != "mark":
                found[name] = self._argument(outline, *match.span(name))
        at: int | None = None
        if rule.subject and found.get(rule.subject) is None:
            at = self._subject(outline, match.start())
            if at is not None:
                self._fill(outline, rule, found, at)
        if at is None and found.get("org") is None and rule.subject in (None, "org") and rule.topic:
            topic = self.referents.topic(sentence_at(self.reading.sentences, outline.places[0][0]))
            if topic is not None:
                found["org"] = Argument(topic.start, topic.end, topic)
        org, other = found.get("org"), found.get("other")
        if org is not None and other is not None and org.chunk is not None and other.chunk is not None and (
                org.chunk is other.chunk or self.orgs.same(org.chunk, other.chunk)):
            found["other"] = None
        return found

    def _fill(self, outline: Outline, rule: Rule, found: Found, at: int) -> None:
        """Let the subject at sign `at` fill the rule's open place, as itself, its venture, or what it leads."""
        chunk = outline.chunks[at]
        subject = Argument(chunk.start, chunk.end, chunk)
        if chunk.kind in ORG_KINDS:
            found[rule.subject or "org"] = subject
            return
        found["subject"] = subject
        person = self.referents.person(chunk)
        if rule.subject == "other":
            found["other"] = subject if chunk.kind == "person" else None
            return
        venture = self.book.grammar["venture"].match(outline.text, at + 1)
        if rule.kind == "financing" and venture is not None:
            found["venture"] = Argument(*outline.span(*venture.span("venture")))
            founder = Argument(person.start, person.end, person) if person is not None else None
            found["founder"] = founder or Argument(*outline.span(at, venture.end()))
        elif rule.lead and person is not None:
            led = self.referents.led(person)
            if led is not None:
                found["org"] = Argument(led.start, led.end, led)

    def _argument(self, outline: Outline, start: int, end: int) -> Argument:
        first = outline.chunks.get(start)
        return Argument(*outline.span(start, end), first if end - start == 1 else None)

    # -- who it is about ------------------------------------------------------------------------------------------

    def _subject(self, outline: Outline, at: int) -> int | None:
        """The sign of the subject that governs the words at `at`: of its clause, else of the clauses before."""
        clauses = outline.clauses()
        own = next(i for i, (_, end) in enumerate(clauses) if at < end or end == len(outline.text))
        grammar = self.book.grammar
        adjacent = grammar["adjacent"].search(outline.text, clauses[own][0], at)
        if adjacent is not None and self._stands(outline, adjacent.start("subject")):
            return adjacent.start("subject")
        for number in range(own, max(-1, own - CLAUSES_BACK - 1), -1):
            low, high = clauses[number]
            if number < own:
                if outline.text[high - 1] == ";":
                    return None
                if grammar["subordinate"].search(outline.text, low, high) and \
                        grammar["goes_on"].match(outline.text, high) is None:
                    continue
            head = grammar["head"].match(outline.text, low, min(high, at))
            if head is not None and self._stands(outline, head.start("subject")):
                return head.start("subject")
            if number == own:
                inner = [m.start("subject") for m in grammar["inside"].finditer(outline.text, low, at)]
                inner = [i for i in inner if self._stands(outline, i)]
                if inner:
                    return inner[-1]
        return None

    def _stands(self, outline: Outline, at: int) -> bool:
        """False for an anaphor that is the head of a longer noun."""
        chunk = outline.chunks[at]
        return chunk.kind != "anaphor" or self.book.grammar["free"].search(outline.text, 0, at) is not None

    def _organization(self, told: Argument | None, index: int) -> tuple[Chunk | None, str | None]:
        """(chunk, words) of an organization; an anaphor becomes what it stands for."""
        if told is None:
            return None, None
        if told.chunk is None:
            name = self.reading.text[told.start : told.end].strip(QUOTES + EDGES)
            if len(name) < 2 or self.book.grammar["unnamed"].search(name):
                return None, None
            return None, self.reading.words(told.start, told.end).strip(QUOTES + EDGES)
        if told.chunk.kind == "anaphor":
            return self.referents.topic(index, told.start), None
        if told.chunk.kind == "person":
            return None, None
        return told.chunk, None

    @staticmethod
    def _parties(found: Found) -> bool:
        """Put the organization of a dispute first; False without one, or with one party alone."""
        org, other = found.get("org"), found.get("other")
        if org is None or other is None:
            return False
        kinds = [told.chunk.kind if told.chunk else "org" for told in (org, other)]
        if kinds[0] == "person":
            found["org"], found["other"] = other, org
        return kinds != ["person", "person"]

    # -- what is said of it ---------------------------------------------------------------------------------------

    def _told(self, argument: Argument | None) -> str | None:
        if argument is None:
            return None
        start = argument.start
        if argument.chunk is None:
            lead = self.book.grammar["lead_in"].match(self.reading.text, start, argument.end)
            start = lead.end() if lead and lead.end() < argument.end else start
        return self.reading.words(start, argument.end).strip(QUOTES + EDGES) or None

    def _other(self, found: Found, index: int, org: Chunk | None) -> str | None:
        other = found.get("other") or found.get("founder")
        if other is None:
            return None
        if other.chunk is not None and other.chunk.kind == "anaphor":
            topic = self.referents.topic(index, other.start)
            if topic is None or (org is not None and self.orgs.same(topic, org)):
                return None
            return self.orgs.words(topic)
        if other.chunk is not None and other.chunk.kind == "person":
            return self.people.words(self.people.name(other.chunk))
        return self._told(other)

    def _amount(self, outline: Outline, rule: Rule, found: Found, match: re.Match[str]) -> str | None:
        if found.get("amount") is not None:
            return self._told(found["amount"])
        if rule.kind not in WITH_SUM:
            return None
        low, high = next((a, b) for a, b in outline.clauses() if match.end() <= b)
        sums = [c for c in outline.within(min(low, match.start()), high) if c.kind == "sum"]
        return self.reading.words(sums[0].start, sums[0].end) if sums else None

    def _when(self, outline: Outline, match: re.Match[str], status: str) -> When | None:
        """The date: nearest in front within the clause, then inside the match, then of an earlier clause."""
        times = [(at, c) for at, c in outline.chunks.items() if c.kind == "time" and c.value.kind != "duration"]
        low = next(a for a, b in outline.clauses() if match.start() < b)
        in_front = [(at, c) for at, c in times if low <= at < match.start()]
        inner = [(at, c) for at, c in times if match.start() <= at < match.end()]
        barred = outline.text.rfind(";", 0, low)
        earlier = [(at, c) for at, c in times if barred < at < low]
        future = status in ("planned", "announced")
        for _, chunk in earlier:
            self.clock.told(self.clock.resolve(chunk, future=False))
        best = in_front[-1:] or inner[:1] or earlier[-1:]
        when = self.clock.resolve(best[0][1], future=future) if best else None
        self.clock.told(when)
        return when

    def _extent(self, outline: Outline, found: Found, match: re.Match[str]) -> tuple[int, int]:
        """The evidence: whole clauses, from the first argument in the sentence to the end of the match."""
        low, high = outline.span(match.start(), match.end())
        sentence = outline.sentence
        told = [a.start for a in found.values() if a is not None and sentence.start <= a.start < low]
        first = min([low, *told])
        clauses = [outline.span(a, b) for a, b in outline.clauses()]
        return max(a for a, _ in clauses if a <= first), min(b for _, b in clauses if b >= high)

    def _goods(self, draft: Draft, outline: Outline, match: re.Match[str]) -> Iterator[Draft]:
        """One event for each product of a list; a product's maker is its organization where none is told."""
        at, end = match.span("product")
        for part in GOODS.finditer(outline.text[at:end]):
            low, high = outline.span(at + part.start(), at + part.end())
            chunk = outline.chunks.get(at + part.start())
            org = draft.org
            if org is None and chunk is not None and chunk.key is not None:
                makers = (c for c in self.chunks if c.kind == "org" and c.key == chunk.key and c.detail != "product")
                org = next(makers, chunk)
            if org is None or (chunk is not None and chunk.text == org.text):
                continue
            yield replace(draft, org=org, unit=self.reading.words(low, high).strip(QUOTES))

    # -- the whole text -------------------------------------------------------------------------------------------

    def _deny(self, index: int) -> None:
        """A sentence that says that what was told before is not so denies the last rumor, else the event just told."""
        sentence, text = self.reading.sentences[index], self.reading.text
        grammar = self.book.grammar
        if grammar["undenied"].search(text, sentence.start, sentence.end) or \
                not grammar["back"].search(text, sentence.start, sentence.end):
            return
        near = [d for d in self.drafts if 0 < index - d.sentence <= DENIAL_REACH]
        rumors = [d for d in near if d.attribution.status == "rumored"]
        retold = grammar["tale"].search(text, sentence.start, sentence.end) is not None
        last = [d for d in near if retold and d.sentence == index - 1 and d.attribution.status != "announced"
                and self.reading.sentences[d.sentence].paragraph == sentence.paragraph]
        for draft in (rumors[-1:] or last[-1:]):
            draft.attribution = replace(draft.attribution, status="denied")

    def _merged(self) -> list[Draft]:
        """One event told several times is one; the strongest word on it wins, what is open is filled."""
        out: list[Draft] = []
        for draft in self.drafts:
            twin = next((d for d in out if self._one_event(d, draft)), None)
            if twin is None:
                out.append(draft)
                continue
            if STRENGTH[draft.attribution.status] > STRENGTH[twin.attribution.status]:
                twin.attribution = draft.attribution
            twin.unit = max(twin.unit or "", draft.unit or "", key=len) or None
            twin.other, twin.amount = twin.other or draft.other, twin.amount or draft.amount
            if twin.date is None or (draft.date is not None and _days(draft.date) < _days(twin.date)):
                twin.date = draft.date or twin.date
        return out

    def _one_event(self, left: Draft, right: Draft) -> bool:
        if left.rule.kind != right.rule.kind:
            return False
        if left.org is not None and right.org is not None:
            if not self.orgs.same(left.org, right.org):
                return False
        elif left.org is not right.org or left.org_words != right.org_words or left.other != right.other:
            return False
        if left.date is not None and right.date is not None and not left.date.overlaps(right.date):
            return False
        return left.rule.kind == "founding" or (_agree(left.unit, right.unit) and _agree(left.other, right.other))

    def _event(self, draft: Draft) -> OrgEvent:
        text = self.reading.document.text
        start, end = self.reading.raw(draft.start, draft.end)
        while end - 1 > start and text[end - 1] in EDGES:
            end -= 1
        while start < end - 1 and text[start] in EDGES:
            start += 1
        org_id, name = self.orgs.official(draft.org) if draft.org is not None else (None, None)
        words = draft.org_words
        if draft.org is not None:
            words = name if draft.org.detail == "product" and name else self.orgs.words(draft.org)
        return OrgEvent(
            doc=self.reading.document.id, doc_hash=self.reading.document.hash, kind=draft.rule.kind, org=words,
            evidence=Evidence.of(text, start, end), org_id=org_id, unit=draft.unit, other=draft.other,
            amount=draft.amount, date=draft.date, status=draft.attribution.status, rule=draft.rule.id,
        )


def _matches(outline: Outline, rules: Sequence[Rule]) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in rules:
        for pattern in rule.patterns:
            for match in pattern.finditer(outline.text):
                yield rule, match


def _places(text: str, words: Sequence[str], low: int, high: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word, low, high)
        if at >= 0:
            found.append((at, at + len(word)))
    return sorted(found, key=lambda s: (s[0], -s[1]))


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left in right or right in left


def _days(when: When) -> int:
    return when.n_days or 10**6
