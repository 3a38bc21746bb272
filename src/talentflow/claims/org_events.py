"""What happened to organizations: patterns over outlined sentences, then what the whole text decides about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from talentflow.claims import context, layout
from talentflow.claims.context_source import Names
from talentflow.claims.context_time import Clock
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.org_arguments import Argument, Arguments, Found, put_in_order
from talentflow.claims.org_rules import Rule, book
from talentflow.claims.org_settle import OrgDraft, settle
from talentflow.claims.outline import Outline, draw
from talentflow.claims.quotes import EDGES
from talentflow.claims.referents import QUOTES, Referents
from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.text import Reading, sentence_at
from talentflow.model.claim import Claim, OrgEvent
from talentflow.model.time import When

NEWS = frozenset({"body", "headline"})
DENIAL_REACH = 3  # sentences between a rumor and the sentence that shows it false
UNDONE_REACH = 8  # characters of 'tried to', 'failed to' in front of a trigger
WITH_SUM = frozenset({"financing", "acquisition", "dispute"})


def read(
    reading: Reading, chunks: Sequence[Chunk], claims: Sequence[Claim], people: People, orgs: Organizations
) -> list[OrgEvent]:
    """The document's organization events in order of their evidence; `claims` tell who leads what."""
    return Finder(reading, chunks, claims, people, orgs).find()


class Finder:
    """Reads one document; sentences without a trigger are never looked at."""

    def __init__(
        self, reading: Reading, chunks: Sequence[Chunk], claims: Sequence[Claim], people: People, orgs: Organizations
    ) -> None:
        self.reading = reading
        self.chunks = chunks
        self.people = people
        self.orgs = orgs
        self.book = book()
        self.words = vocabulary()
        self.referents = Referents(reading, chunks, claims, people, orgs, self.book.grammar)
        self.arguments = Arguments(reading, orgs, self.book, self.referents)
        self.clock = Clock(reading.published)
        self.drafts: list[OrgDraft] = []

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
        return settle(self.reading, self.drafts, self.orgs)

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
        scene: Scene | None = None
        for rule, match in _matches(outline, sorted(rules, key=lambda r: self.book.order[r.id])):
            if any(k == rule.kind and match.start() < b and a < match.end() for k, a, b in taken):
                continue
            scene = scene or layout.build(self.reading, sentence, index, inside, self.words)
            made = list(self._drafts(outline, scene, rule, match))
            if made:
                taken.append((rule.kind, match.start(), match.end()))
                self.drafts += made

    def _drafts(self, outline: Outline, scene: Scene, rule: Rule, match: re.Match[str]) -> Iterator[OrgDraft]:
        """The events of one match; several for a list of organizations or products, none where it is not real."""
        low, high = outline.span(match.start(), match.end())
        trigger = next(iter(_places(self.reading.text, rule.words, low, high)), (low, high))
        cues = _cues(outline, scene, match)
        if any(c.kind == "irrealis" and scene.clause(c.start) == scene.clause(trigger[0]) for c in cues):
            return
        found = self.arguments.find(outline, rule, match)
        org, words = self.arguments.organization(found.get("org"), scene.index)
        if not _is_complete(rule, found, org is not None or words is not None):
            return
        floor = max(scene.sentence.start, trigger[0] - UNDONE_REACH)
        if self.book.grammar["undone"].search(scene.text, floor, trigger[0]):
            return
        attribution = self._attribution(scene, cues, rule, trigger, high)
        if rule.kind == "founding" and org is not None:
            for person in (c for c in outline.within(0, match.start()) if c.kind == "person"):
                self.referents.founded.setdefault(self.people.name(person), org)
        start, end = _extent(outline, found, match)
        draft = OrgDraft(
            rule=rule,
            org=org,
            org_words=words,
            start=start,
            end=end,
            sentence=scene.index,
            attribution=attribution,
            unit=self._told(found.get("unit") or found.get("venture")),
            other=self._other(found, scene.index, org),
            amount=self._amount(outline, rule, found, match),
            date=self._when(outline, match, attribution.status),
        )
        yield from self._each(draft, outline, match)

    def _each(self, draft: OrgDraft, outline: Outline, match: re.Match[str]) -> Iterator[OrgDraft]:
        """The event for each organization, or each product, that the match lists."""
        groups = match.re.groupindex
        listed = [c for c in outline.within(*match.span("org")) if c.kind == "org"] if "org" in groups else []
        if "product" in groups:
            yield from self._goods(draft, outline, match)
        elif len(listed) > 1:
            yield from (replace(draft, org=c, org_words=None) for c in listed)
        else:
            yield draft

    def _attribution(
        self, scene: Scene, cues: list[context.Cue], rule: Rule, trigger: tuple[int, int], end: int
    ) -> context.Attribution:
        """The status by the cues around; a founding is background, so only a cue of its own clause doubts it."""
        grammar, text, high = self.book.grammar, scene.text, scene.sentence.end
        if rule.kind == "founding":
            cues = [c for c in cues if scene.clause(c.start) == scene.clause(trigger[0])]
        made = context.attribution(context.Around(scene, cues, Names(self.reading), self.clock), *trigger)
        if made.status == "denied":
            told = grammar["undenied"].search(text, scene.sentence.start, high)
            return replace(made, status="rumored", words=told.group()) if told else made
        unreal = grammar["unreal"].search(text, end, high)
        if unreal:
            return replace(made, status="denied", words=unreal.group())
        told = grammar["tale_behind"].match(text, end, high)
        return replace(made, status="rumored", words=told.group()) if told else made

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

    def _goods(self, draft: OrgDraft, outline: Outline, match: re.Match[str]) -> Iterator[OrgDraft]:
        """One event for each product of a list; a product's maker is its organization where none is told."""
        at, end = match.span("product")
        for part in self.book.grammar["goods"].finditer(outline.text[at:end]):
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
        if grammar["undenied"].search(text, sentence.start, sentence.end) or not grammar["back"].search(
            text, sentence.start, sentence.end
        ):
            return
        near = [d for d in self.drafts if 0 < index - d.sentence <= DENIAL_REACH]
        rumors = [d for d in near if d.attribution.status == "rumored"]
        retold = grammar["tale"].search(text, sentence.start, sentence.end) is not None
        last = [
            d
            for d in near
            if retold
            and d.sentence == index - 1
            and d.attribution.status != "announced"
            and self.reading.sentences[d.sentence].paragraph == sentence.paragraph
        ]
        for draft in rumors[-1:] or last[-1:]:
            draft.attribution = replace(draft.attribution, status="denied")


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


def _cues(outline: Outline, scene: Scene, match: re.Match[str]) -> list[context.Cue]:
    """The cues of the sentence; a word of the construction itself is none."""
    cues = context.cues(scene)
    if "mark" not in match.re.groupindex or not match.group("mark"):
        return cues
    low, high = outline.span(*match.span("mark"))
    return [c for c in cues if c.end <= low or high <= c.start]


def _is_complete(rule: Rule, found: Found, has_org: bool) -> bool:
    """All that the rule needs is there; a venture or a product stands for its organization."""
    if rule.kind == "dispute" and not put_in_order(found):
        return False
    filled = {name for name, told in found.items() if told is not None and (name != "org" or has_org)}
    if "venture" in found or "product" in found:
        filled.add("org")
    return set(rule.needs) <= filled


def _extent(outline: Outline, found: Found, match: re.Match[str]) -> tuple[int, int]:
    """The evidence: whole clauses, from the first argument in the sentence to the end of the match."""
    low, high = outline.span(match.start(), match.end())
    told = [a.start for a in found.values() if a is not None and outline.sentence.start <= a.start < low]
    first = min([low, *told])
    clauses = [outline.span(a, b) for a, b in outline.clauses()]
    return max(a for a, _ in clauses if a <= first), min(b for _, b in clauses if b >= high)
