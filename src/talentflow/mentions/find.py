"""The station: a reading in, its typed chunks out, in order of place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml, trigger_rules
from talentflow.lang.dates import TimeReader
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.name_lexicon import load_lexicon
from talentflow.lang.names import NameFinder
from talentflow.lang.text import Reading
from talentflow.mentions import organizations, places, positions, shapes
from talentflow.mentions.anchors import FIRM_RIGHT, STRONG_LEFT, STRONG_RIGHT, Anchors
from talentflow.mentions.ground import Ground
from talentflow.mentions.org_words import org_words
from talentflow.model.mention import Mention, MentionKind
from talentflow.model.span import Evidence

KINDS: dict[str, MentionKind] = {"person": "person", "org": "org", "unnamed": "org", "role": "role", "time": "time"}
LOW_AT_WORK = 0.8  # a person less likely than this is in doubt between "by" and what an organization does
NAMED_FIRST = 0.5  # ... of one in front of its title
LOW_AT = 0.6  # ... behind "by" or "at"
_DEMONSTRATIVES = ("\u8fd9\u4f4d", "\u8fd9\u540d", "\u90a3\u4f4d")
TOLD_AGAIN = 0.7  # of a transliterated name that counts wherever the text has it
LATIN_SCORE = 0.6  # of a Latin name that the model leaves
_LATIN_NAME = re.compile(r"(?<![A-Za-z0-9.&-])[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+){1,2}(?![A-Za-z0-9&-])")
SAYS = ("speech", "firm")  # what words for an announcement ask for in front of them
LONG_NAME = 3  # characters of a name that may have one too many
SURE_PERSON = 0.97  # a person this likely is never taken for an organization


@cache
def _time_reader() -> TimeReader:
    return TimeReader("zh")


@cache
def _pronouns() -> Lexicon[str]:
    return Lexicon((word, kind) for kind, listed in read_yaml("zh/pronouns.yml").items() for word in listed)


def find(reading: Reading) -> tuple[Chunk, ...]:
    """People, organizations, positions, times and pronouns of the sentences that carry news.

    Chunks of one kind do not overlap; an organization inside a person's name, or a person inside an
    organization's, is dropped; offsets are the shadow's.
    """
    words = org_words()
    every = [h for h in positions.heads().find(reading.text) if h[2] != positions.NO_POSITION]
    cuts = {h[0] for h in every} | {start for start, _, why in words.right.find(reading.text) if why in SAYS}
    ground = Ground(reading, frozenset(cuts), words.suffixes)
    if not ground.has_news:
        return ()
    heads = [h for h in every if ground.news(h[0])]
    head_spans = [(s, e) for s, e, _ in heads]
    times = [Chunk("time", t.start, t.end, t.text, value=t) for t in _time_reader().find(ground.text)]
    anchors = Anchors(ground, words, heads, times)
    orgs = _apart(organizations.known(ground, anchors, words), head_spans)
    people = _people(ground, times, head_spans, orgs)
    people = ground.take(people)
    orgs = ground.take(orgs)
    for start, end in (*((t.start, t.end) for t in times), *head_spans):
        ground.block(start, end)
    orgs += ground.take(organizations.unnamed(ground, words))
    doubted = [p for p in people if _doubtful(ground, p, anchors)]
    ground.release(doubted)
    orgs += ground.take(shapes.shaped(ground, anchors, words))
    sure = {p.text for p in people if p not in doubted and p.score >= SURE_PERSON}
    placed = ground.take(
        c for c in places.placed(ground, anchors, words) if c.score >= places.SURE or c.text not in sure
    )
    forms = {c.text for c in placed}
    lost = [p for p in people if p.text in forms and (p.detail != "zh" or p.score < SURE_PERSON)]
    ground.release(p for p in lost if p not in doubted)
    people = [p for p in people if p not in doubted and p not in lost]
    people += ground.take(p for p in doubted if p not in lost)
    orgs += placed
    orgs += ground.take(organizations.coded(ground, words, frozenset(t.end for t in times)))
    orgs += ground.take(places.repeats(ground, anchors, words, orgs))
    people += ground.take(_latin_people(ground, anchors))
    orgs += ground.take(organizations.latin(ground, anchors, words))
    orgs = [_registered(ground, c) for c in orgs]
    roles = positions.find(ground, heads, {c.end: c.start for c in (*times, *people, *orgs)})
    told = [(s, e, kind) for s, e, kind in _pronouns().find(ground.text) if not _cut(ground, s, e)]
    pronouns = ground.take(Chunk("pronoun", s, e, ground.text[s:e], None, kind) for s, e, kind in told)
    pronouns += _described(ground, roles, orgs, people)
    anaphors = ground.take(organizations.anaphors(ground, words))
    chunks = [*times, *people, *orgs, *roles, *pronouns, *anaphors]
    return tuple(sorted(chunks, key=lambda c: (c.start, -c.end)))


def _registered(ground: Ground, org: Chunk) -> Chunk:
    """The organization with the rest of its registered name: "O (Beijing) Technology Co., Ltd."."""
    tail = org_words().legal_tail.match(ground.text, org.end)
    if tail is None or not ground.free(org.end, tail.end()):
        return org
    ground.block(org.end, tail.end())
    return replace(org, end=tail.end(), text=ground.text[org.start : tail.end()])


def _described(ground: Ground, roles: list[Chunk], orgs: list[Chunk], people: list[Chunk]) -> Iterator[Chunk]:
    """'this CTO of O': words for somebody told before."""
    starts, named = {c.end: c.start for c in orgs}, {c.start for c in people}
    for role in roles:
        at = starts.get(role.start, role.start)
        if role.end not in named and ground.text.endswith(_DEMONSTRATIVES, 0, at):
            yield Chunk("pronoun", at - len(_DEMONSTRATIVES[0]), role.end, ground.text[at : role.end], None, "singular")


def _doubtful(ground: Ground, person: Chunk, anchors: Anchors) -> bool:
    """A person in a place that rather asks for an organization."""
    left, right = anchors.left.get(person.start), anchors.right.get(person.end)
    following = ground.by_start.get(person.end)
    if following is not None and following.text in org_words().bearing:
        return True  # a hospital or a school with somebody's name
    if following is not None and following.text in org_words().suffixes and left is not None:
        return anchors.right.get(following.end) in STRONG_RIGHT
    if ground.text.startswith(_new_marks(), person.end) and left != "noun":
        return False  # "P, newly R"
    if left == "line" and right == "listed" and person.detail == "translit":
        return True
    if "\u00b7" in person.text or (person.score >= SURE_PERSON and (person.detail == "zh" or left != "noun")):
        return False
    titled = _behind_names().match(ground.text, person.end) is not None
    if titled and person.detail == "zh" and person.score >= NAMED_FIRST:
        return False  # "Gao Wenbo, professor, takes over": the title stands behind the name
    if left in ("from", "at") and person.score < (LOW_AT_WORK if right in ("out", "verb", "takes") else LOW_AT):
        return True
    return left in ("noun", "join", "founds") or (left is not None and right in ("office", "firm"))


@cache
def _behind_names() -> re.Pattern[str]:
    """A title behind a name, where nothing makes a house of both ("Dr Zhang's clinic")."""
    titles = "|".join(read_yaml("zh/names.yml")["behind"])
    houses = "|".join(sorted(org_words().suffixes, key=len, reverse=True))
    return re.compile(f"(?:{titles})(?!{houses})")


def _people(ground: Ground, times: list[Chunk], heads: list[tuple[int, int]], orgs: list[Chunk]) -> list[Chunk]:
    names = NameFinder.load().find(
        ground.text,
        blocked=[(t.start, t.end) for t in times],
        titles=heads,
        orgs=[(c.start, c.end) for c in orgs if c.detail != "word"] + _short_forms(ground.text, orgs),
    )
    offices = {start for start, _ in heads}
    doubted = {(c.start, c.end) for c in orgs if c.detail == "word" and c.end not in offices}
    known = {(c.start, c.end) for c in orgs}
    openers, surnames = org_words().openers, frozenset(read_yaml("zh/names.yml")["opening_surnames"])
    ends, courtesy = {n.end for n in names}, tuple(read_yaml("zh/names.yml")["courtesy"])
    titled = {end for _, end in heads}
    firms = {(c.start, c.end) for c in orgs if c.detail == "name" and c.start not in titled}
    names = [
        n
        for n in names
        if ground.news(n.start)
        and (n.start, n.end) not in firms
        and n.text not in _never_names()
        and _place_behind().match(ground.text, n.end) is None
        and n.text[1:] not in _cues()
        and not (len(n.text) < LONG_NAME and n.text.endswith(_never_ends()))
        and not (n.text[0] in openers and (n.start + 1, n.end) in known - (doubted if n.text[0] in surnames else set()))
        and not (n.text[0] in surnames and _serves(ground, n.start, n.end, ends, courtesy))
    ]
    found = [Chunk("person", n.start, n.end, n.text, None, n.kind, n.score) for n in names]
    found = _everywhere(ground, found, [*times, *orgs])
    stops = frozenset(c.start for c in (*times, *orgs))
    whole = (_with_tail(ground, person) for person in found)
    return [_without_tail(ground, _without_head(ground, person), stops) for person in whole]


def _serves(ground: Ground, start: int, end: int, ends: set[int], courtesy: tuple[str, ...]) -> bool:
    """'Mr P|serves as', 'serves X|Software as': the character is the verb, and no surname."""
    following = ground.by_start.get(end)
    return (
        start in ends
        or ground.text.endswith(courtesy, 0, start)
        or (following is not None and following.text in org_words().suffixes)
    )


def _everywhere(ground: Ground, found: list[Chunk], others: Iterable[Chunk]) -> list[Chunk]:
    """A name that is sure once, at all its places that nothing else holds; one of two characters may be a word."""
    sure = {c.text: c.detail for c in found if c.score >= TOLD_AGAIN and len(c.text) >= LONG_NAME}
    if not sure:
        return found
    held = bytearray(len(ground.text))
    for chunk in (*found, *others):
        held[chunk.start : chunk.end] = b"\x01" * (chunk.end - chunk.start)
    again = [
        Chunk("person", m.start(), m.end(), name, None, sure[name], TOLD_AGAIN)
        for name in sorted(sure)
        for m in re.finditer(re.escape(name), ground.text)
        if held.find(1, m.start(), m.end()) < 0 and ground.news(m.start())
    ]
    return sorted([*found, *again], key=lambda c: c.start) if again else found


def _latin_people(ground: Ground, anchors: Anchors) -> Iterator[Chunk]:
    """Two or three Latin words, one of them a name of people, where nothing asks for an organization."""
    given = load_lexicon().latin_given
    last: set[str] = set()
    for match in _LATIN_NAME.finditer(ground.text):
        start, end = match.span()
        tokens = match.group().lower().split(" ")
        known = not given.isdisjoint(tokens) and load_lexicon().latin_stop.isdisjoint(tokens)
        asked = anchors.left.get(start) in STRONG_LEFT or anchors.right.get(end) in FIRM_RIGHT
        if known and not asked and match.group() not in org_words().latin_stops:
            yield Chunk("person", start, end, match.group(), None, "latin", LATIN_SCORE)
            last.add(match.group().split(" ")[-1])
    for name in sorted(n for n in last if len(n) > LONG_NAME):
        for match in re.finditer(rf"(?<![A-Za-z.-])(?<![A-Za-z] ){re.escape(name)}(?![ .-]?[A-Za-z])", ground.text):
            yield Chunk("person", *match.span(), name, None, "latin", LATIN_SCORE)  # "Harris", told in full elsewhere


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(read_yaml("zh/names.yml")["place_behind"])


@cache
def _new_marks() -> tuple[str, ...]:
    return tuple(read_yaml("zh/positions.yml")["new_marks"])


@cache
def _never_ends() -> tuple[str, ...]:
    return tuple(read_yaml("zh/names.yml")["never_ends"])


@cache
def _cues() -> frozenset[str]:
    return frozenset(word for listed in read_yaml("zh/cues.yml").values() for word in listed if len(word) > 1)


def _without_head(ground: Ground, person: Chunk) -> Chunk:
    """'reports to|P': a preposition that is a family name too is none in front of a verb that wants one.

    'by|P' in front of a foreign name, which opens with none of these.
    """
    data = read_yaml("zh/names.yml")
    if person.detail == "translit" and "\u00b7" in person.text and person.text.startswith(tuple(data["by"])):
        return replace(person, start=person.start + 1, text=person.text[1:])
    wanted = ground.text.startswith(tuple(data["wants_preposition"]), person.end)
    if wanted and len(person.text) >= LONG_NAME and person.text.startswith(tuple(data["preposed"])):
        return replace(person, start=person.start + 1, text=person.text[1:])
    return person


def _with_tail(ground: Ground, person: Chunk) -> Chunk:
    """'P|was moved', where the end of the name and the verb's first character are a word of their own ("stressed")."""
    if person.detail != "zh" or len(person.text) >= LONG_NAME:
        return person
    tail = _name_ends().match(ground.text, person.end)
    return replace(person, end=tail.end(), text=person.text + tail.group()) if tail else person


@cache
def _name_ends() -> re.Pattern[str]:
    return re.compile(read_yaml("zh/names.yml")["name_ends"])


def _without_tail(ground: Ground, person: Chunk, stops: frozenset[int]) -> Chunk:
    """The last character of a name goes to the verb behind it where the two make a word of triggers.yml.

    A preposition goes to the time or the organization that begins at one of `stops`.
    """
    at = person.end - 1
    if person.detail != "zh" or len(person.text) < LONG_NAME:
        return person
    counted = person.text.endswith(tuple(read_yaml("zh/names.yml")["counted"])) and len(person.text) > LONG_NAME
    if counted:
        return replace(person, end=at - 1, text=person.text[:-2])
    if len(person.text) == LONG_NAME and person.text.endswith(tuple(read_yaml("zh/names.yml")["no_ends"])):
        return replace(person, end=at, text=person.text[:-1])
    if ground.text.count(person.text) > 1:
        return person
    preposed = person.end in stops and person.text.endswith(tuple(read_yaml("zh/names.yml")["prepositions"]))
    verbs = _verbs(len(person.text) > LONG_NAME).get(person.text[-1], ())
    if not preposed and not any(ground.text.startswith(word, at) for word in verbs):
        return person
    return replace(person, end=at, text=person.text[:-1])


@cache
def _verbs(every: bool) -> dict[str, tuple[str, ...]]:
    """Verbs of leaving, joining and taking up by their first character; unless `every`, none that often ends a name."""
    found: dict[str, list[str]] = {}
    kept = () if every else tuple(read_yaml("zh/names.yml")["tails"])
    for word in read_yaml("zh/names.yml")["adverbs"]:
        found.setdefault(word[0], []).append(word)
    for rule in trigger_rules():
        if rule["kind"] != "reports_to":
            for word in rule["words"]:
                if len(word) > 1 and not word.startswith(kept):
                    found.setdefault(word[0], []).append(word)
    return {char: tuple(listed) for char, listed in found.items()}


@cache
def _never_names() -> frozenset[str]:
    verbs = (word for rule in trigger_rules() for word in rule["words"])
    return frozenset(read_yaml("zh/names.yml")["never"]) | frozenset(verbs)


def mention(reading: Reading, chunk: Chunk) -> Mention | None:
    """The record of a chunk, None for chunks that name nothing (pronouns, anaphors)."""
    kind = KINDS.get(chunk.kind)
    if kind is None:
        return None
    start, end = reading.raw(chunk.start, chunk.end)
    return Mention(
        kind=kind,
        evidence=Evidence.of(reading.document.text, start, end),
        entity_id=chunk.key,
        name=chunk.text,
        score=round(chunk.score, 4),
    )


def _cut(ground: Ground, start: int, end: int) -> bool:
    """A pronoun inside a longer dictionary word is none."""
    token = ground.tokens[ground.at[start]]
    return token.end - token.start > end - start


def _apart(chunks: Iterable[Chunk], spans: list[tuple[int, int]]) -> list[Chunk]:
    """Chunks that touch none of the spans; both in order of place."""
    out = []
    number = 0
    for chunk in chunks:
        while number < len(spans) and spans[number][1] <= chunk.start:
            number += 1
        if number == len(spans) or spans[number][0] >= chunk.end:
            out.append(chunk)
    return out


def _short_forms(text: str, orgs: list[Chunk]) -> list[tuple[int, int]]:
    """Where the first two characters of a longer registry name stand alone: its short form rather than a person."""
    forms = {c.text[:2] for c in orgs if c.key is not None and len(c.text) >= 4 and not c.text[0].isascii()}
    held = bytearray(len(text))
    for c in orgs:
        held[c.start : c.end] = b"\x01" * (c.end - c.start)
    return [
        (m.start(), m.end())
        for form in sorted(forms)
        for m in re.finditer(re.escape(form), text)
        if not held[m.start()]
    ]
