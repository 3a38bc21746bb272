"""The station: a reading in, its typed chunks out, in order of place."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.lang.dates import TimeReader
from talentflow.lang.lexicon import Lexicon
from talentflow.lang.names import NameFinder
from talentflow.lang.text import Reading
from talentflow.mentions import organizations, positions
from talentflow.mentions.organizations import Token
from talentflow.model.mention import Mention, MentionKind
from talentflow.model.span import Evidence

QUIET_ZONES = frozenset({"byline", "furniture", "front_matter"})
KINDS: dict[str, MentionKind] = {"person": "person", "org": "org", "unnamed": "org", "role": "role", "time": "time"}


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
    text = reading.text
    spans = [(s.start, s.end) for s in reading.sentences if s.zone not in QUIET_ZONES]
    if not spans:
        return ()
    tokens = _tokens(text)
    by_start = {t.start: t for t in tokens}
    by_end = {t.end: t for t in tokens}
    inside = {at: t for t in tokens for at in range(t.start, t.end)}
    head_spans = [h for h in positions.heads().find(text) if _carried(h[0], spans)]
    times = [Chunk("time", t.start, t.end, t.text, value=t) for t in _time_reader().find(text)]
    orgs = [c for c in organizations.known(text, inside, [(s, e) for s, e, _ in head_spans]) if _carried(c.start, spans)]
    orgs = _apart(orgs, [(s, e) for s, e, _ in head_spans])
    names = NameFinder.load().find(
        text, blocked=[(t.start, t.end) for t in times], titles=[(s, e) for s, e, _ in head_spans],
        orgs=[(c.start, c.end) for c in orgs if c.detail != "word"],
    )
    people = [Chunk("person", n.start, n.end, n.text, None, n.kind, n.score) for n in names if _carried(n.start, spans)]
    orgs = _apart(orgs, [(p.start, p.end) for p in people])
    people = _apart(people, [(c.start, c.end) for c in orgs])
    taken = [(c.start, c.end) for c in (*times, *people, *orgs)] + [(s, e) for s, e, _ in head_spans]
    for span in spans:
        held = [t for t in tokens if span[0] <= t.start and t.end <= span[1]]
        for more in (organizations.unnamed(text, span), organizations.shaped(text, span, held, taken),
                     organizations.slotted(text, span, taken), organizations.latin(text, span, taken)):
            fresh = _apart(more, taken)
            orgs += fresh
            taken += [(c.start, c.end) for c in fresh]
    barriers = {c.end: c.start for c in (*times, *people, *orgs)}
    roles = positions.find(text, head_spans, by_end, barriers)
    owners = _owners(text, roles, head_spans, by_start, by_end, barriers)
    orgs += owners
    taken += [(c.start, c.end) for c in owners]
    repeated = _apart(organizations.repeats(text, orgs, taken), taken)
    orgs += repeated
    taken += [(c.start, c.end) for c in repeated]
    if owners or repeated:
        barriers = {c.end: c.start for c in (*times, *people, *orgs)}
        roles = positions.find(text, head_spans, by_end, barriers)
    pronouns = _apart([Chunk("pronoun", s, e, text[s:e], None, kind) for s, e, kind in _pronouns().find(text)
                       if _carried(s, spans) and not _cut(s, e, inside)], taken)
    anaphors = [a for span in spans for a in organizations.anaphors(text, span)]
    anaphors = _apart(anaphors, taken + [(p.start, p.end) for p in pronouns])
    chunks = [*times, *people, *orgs, *roles, *pronouns, *anaphors]
    return tuple(sorted(chunks, key=lambda c: (c.start, -c.end)))


def _owners(text: str, roles: list[Chunk], heads: list[tuple[int, int, str]], by_start: dict[int, Token],
            by_end: dict[int, Token], barriers: dict[int, int]) -> list[Chunk]:
    """Unlisted organizations in front of positions."""
    out = []
    for role, head in zip(roles, heads, strict=True):
        if role.start in barriers:
            continue
        end = positions.owner(role, head[0], by_start, by_end)
        if end is not None:
            out.append(Chunk("org", role.start, end, text[role.start : end], None, "slot", organizations.SCORES["owner"]))
    return out


def mention(reading: Reading, chunk: Chunk) -> Mention | None:
    """The record of a chunk, None for chunks that name nothing (pronouns, anaphors)."""
    kind = KINDS.get(chunk.kind)
    if kind is None:
        return None
    start, end = reading.raw(chunk.start, chunk.end)
    return Mention(kind=kind, evidence=Evidence.of(reading.document.text, start, end), entity_id=chunk.key,
                   name=chunk.text, score=round(chunk.score, 4))


def _tokens(text: str) -> list[Token]:
    out: list[Token] = []
    at = 0
    for word, pos in rjieba.tag(text):
        out.append(Token(at, at + len(word), word, pos))
        at += len(word)
    if at != len(text):
        return [Token(m.start(), m.end(), m.group(), "x") for m in re.finditer(r"[A-Za-z0-9]+|.", text, re.S)]
    return out


def _carried(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _cut(start: int, end: int, inside: dict[int, Token]) -> bool:
    """A pronoun inside a longer dictionary word is none."""
    token = inside.get(start)
    return token is not None and (token.start < start or token.end > end) and token.end - token.start > end - start


def _apart(chunks: list[Chunk], taken: list[tuple[int, int]]) -> list[Chunk]:
    return [c for c in chunks if not any(c.start < b and a < c.end for a, b in taken)]
