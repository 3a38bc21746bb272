"""Made-up news with the claims it makes, for what is measured after reading: the ledger, lineage, settling.

Documents of 1 to 6 claims about people and organizations drawn with a long tail, published over six years, each claim
a line of its own among sentences that no other document has; one in twenty is a repost. The same numbers give the same
news. People share names as they do in a large country.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from lineage import Maker

from talentflow.model.claim import Claim, Extraction
from talentflow.model.document import Document
from talentflow.model.mention import Mention
from talentflow.model.span import Evidence
from talentflow.model.time import When

FIRST_DAY, N_DAYS = date(2019, 1, 1), 6 * 365
KINDS = ("leave", "join", "appoint", "held", "step_down", "found")
KIND_WEIGHTS = (30, 30, 12, 20, 5, 3)
STATUSES = ("reported", "announced", "rumored", "planned", "denied")
STATUS_WEIGHTS = (60, 20, 10, 7, 3)
MAX_CLAIMS = 6
COPIES, RECENT, LATER = 0.05, 2_000, 30  # share of reposts; of one of the last so many documents; by up to so many days
SHORT, NEWS = (60, 220), (300, 1200)  # characters besides the claims: a brief, an article
Made = tuple[Document, Extraction]

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("ledger.yml").read_text("utf-8"))
REPOSTED: str = WORDS["reposted"]  # what a repost has and its origin has not


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who and where there is to be told of."""

    n_people: int
    n_orgs: int

    @classmethod
    def of(cls, n_claims: int) -> World:
        return cls(n_people=max(50, n_claims // 4), n_orgs=max(20, n_claims // 60))

    def person(self, rng: random.Random) -> int:
        return tail(rng, self.n_people)

    def org(self, rng: random.Random) -> int:
        return tail(rng, self.n_orgs)


def tail(rng: random.Random, n: int) -> int:
    """Few are told of often, most once or twice."""
    return min(int(n * rng.random() ** 1.6), n - 1)


def person_name(number: int) -> str:
    families = WORDS["surnames"]
    return families[number % len(families)] + _letters(
        number // len(families), WORDS["given"], 2 if number < 30_000 else 3
    )


def org_name(number: int) -> str:
    return str(WORDS["org"].format(_letters(number, WORDS["org_words"], 4)))


def _letters(number: int, alphabet: str, size: int) -> str:
    made = ""
    for _ in range(size):
        number, index = divmod(number, len(alphabet))
        made += alphabet[index]
    return made


def by_claims(n_claims: int, seed: int, length: tuple[int, int] = SHORT) -> Iterator[Made]:
    """News until there are `n_claims` claims."""
    writer, n_made = _Writer(seed, World.of(n_claims), length), 0
    while n_made < n_claims:
        made = writer.next(min(MAX_CLAIMS, n_claims - n_made))
        n_made += len(made[1].claims)
        yield made


def by_documents(n_documents: int, seed: int, length: tuple[int, int] = NEWS) -> Iterator[Made]:
    """So many documents; 3.5 claims each."""
    writer = _Writer(seed, World.of(n_documents * (MAX_CLAIMS + 1) // 2), length)
    for _ in range(n_documents):
        yield writer.next(MAX_CLAIMS)


class _Writer:
    def __init__(self, seed: int, world: World, length: tuple[int, int]) -> None:
        self._rng = random.Random(seed)
        self._world = world
        self._length = length
        self._maker = Maker(seed)
        self._recent: deque[Made] = deque(maxlen=RECENT)
        self._seed = seed
        self._number = 0

    def next(self, most: int) -> Made:
        """The next document, with at most so many claims."""
        self._number += 1
        name, rng = f"{self._seed}-{self._number}", self._rng
        day = FIRST_DAY + timedelta(days=rng.randrange(N_DAYS))
        if self._recent and rng.random() < COPIES:
            document, extraction = rng.choice(self._recent)
            if len(extraction.claims) <= most:
                return _reposted(document, extraction, name, rng.randint(1, LATER))
        made = self._written(name, day, rng.randint(1, most))
        self._recent.append(made)
        return made

    def _written(self, name: str, day: date, n_here: int) -> Made:
        rng = self._rng
        facts = [self._fact(day) for _ in range(n_here)]
        title = WORDS["title"].format(name)
        text, starts = f"{title}\n", []
        for fact in facts:
            starts.append(len(text))
            text += _line(fact) + self._maker.plain()
        size = len(text) + rng.randint(*self._length)
        while len(text) < size:
            text += self._maker.plain()
        document = Document(id=name, text=text, title=title, published=day, lang="zh-Hans")
        claims, mentions = [], []
        for at, fact in zip(starts, facts, strict=True):
            claims.append(_claim(document, at, fact))
            mentions += _mentions(text, at, fact)
        return document, Extraction(
            doc=name, doc_hash=document.hash, claims=tuple(claims), mentions=tuple(dict.fromkeys(mentions))
        )

    def _fact(self, day: date) -> dict[str, Any]:
        rng = self._rng
        number = self._world.person(rng)
        career = random.Random(number)  # the same few organizations and months whenever this person is told of
        orgs = [self._world.org(career) for _ in range(3)]
        months = [FIRST_DAY + timedelta(days=career.randrange(N_DAYS)) for _ in orgs]
        at = rng.randrange(len(orgs))
        return {
            "person": person_name(number),
            "org": org_name(orgs[at]),
            "kind": rng.choices(KINDS, KIND_WEIGHTS)[0],
            "status": rng.choices(STATUSES, STATUS_WEIGHTS)[0],
            "role": rng.choice(WORDS["roles"]),
            "when": f"{min(months[at], day):%Y-%m}" if rng.random() < 0.7 else "",
        }


def _line(fact: dict[str, Any]) -> str:
    words = {"done": WORDS["done"][fact["kind"]], "said": WORDS["said"][fact["status"]]}
    return str(WORDS["line"].format(**fact, **words))


def _claim(document: Document, at: int, fact: dict[str, Any]) -> Claim:
    return Claim(
        doc=document.id,
        doc_hash=document.hash,
        person=fact["person"],
        kind=fact["kind"],
        org=fact["org"],
        role=fact["role"] or None,
        status=fact["status"],
        date=When.parse(fact["when"]) if fact["when"] else None,
        evidence=Evidence.of(document.text, at, at + len(_line(fact))),
        confidence=0.9,
    )


def _mentions(text: str, at: int, fact: dict[str, Any]) -> Iterator[Mention]:
    for kind in ("person", "org"):
        words = fact[kind]
        start = text.index(words, at)
        yield Mention(kind=kind, evidence=Evidence.of(text, start, start + len(words)), name=words)  # type: ignore[arg-type]


def _reposted(document: Document, extraction: Extraction, name: str, n_days: int) -> Made:
    """The same words with a line more, some days after."""
    text = f"{document.text}\n{REPOSTED} {name}"
    after = (document.published or FIRST_DAY) + timedelta(days=n_days)
    copy = Document(id=name, text=text, title=document.title, published=after, lang=document.lang)
    claims = tuple(_moved(claim, copy) for claim in extraction.claims)
    return copy, Extraction(doc=name, doc_hash=copy.hash, claims=claims, mentions=extraction.mentions)


def _moved(claim: Claim, to: Document) -> Claim:
    return Claim(
        doc=to.id,
        doc_hash=to.hash,
        person=claim.person,
        kind=claim.kind,
        org=claim.org,
        role=claim.role,
        status=claim.status,
        date=claim.date,
        evidence=claim.evidence,
        confidence=claim.confidence,
    )
