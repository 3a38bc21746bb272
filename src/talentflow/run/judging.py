"""People's judgements: what is worth asking, what an answer does, and how it is taken back, kept and carried over."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from talentflow import entities
from talentflow.errors import InputError
from talentflow.ledger import Ledger, identity, resolution
from talentflow.ledger.identity import HUMAN, Said, Seat
from talentflow.model.document import Refusal
from talentflow.model.entity import Entity, Judgement, Verdict
from talentflow.model.event import CareerEvent
from talentflow.model.ids import content_id
from talentflow.model.knowledge import UNDATED
from talentflow.run.settle import HOLDS, gather, meeting_keys, settle

REFUSED = "refused"  # the right side of a judgement on a refusal: positive = rightly refused
Kind = Literal["pair", "event", "refusal"]
ANSWERS: dict[str, Verdict] = {"y": "positive", "n": "negative"}
# How much an answer is worth: doubt (bits) times the claims that hang on it; a refusal is looked at last.
REFUSAL_WORTH = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something a person may settle with yes or no; `id` is stable, `left_id` and `right_id` are what is judged."""

    id: str
    kind: Kind
    worth: float
    words: str
    details: tuple[str, ...]
    left_id: str
    right_id: str
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    refusal: Refusal | None = None


def questions(ledger: Ledger, limit: int | None = None) -> list[Question]:
    """What waits for a person's word, the most informative first; all of it, or the first so many."""
    found = [*_pairs(ledger, limit), *_events(ledger), *_refusals(ledger)]
    return sorted(found, key=lambda q: (-q.worth, q.id))[:limit]


def waits(ledger: Ledger, asked: Question) -> bool:
    """False where an answer given meanwhile, to this question or another, has settled it."""
    if asked.kind == "pair":
        seats = [Seat(name=name, doc_hash=one) for name, one in zip(asked.names, asked.documents, strict=True)]
        persons = frozenset(identity.persons_of(ledger, seats).values())
        return len(persons) == 2 and persons not in _judged(ledger)
    if asked.kind == "event":
        with ledger.view() as view:
            event = view.event(asked.id)
        return event is not None and event.status == "disputed"
    return all(asked.id != one.judgement.left_id for one in identity.said(ledger))


def question(ledger: Ledger, start: str) -> Question:
    """The one whose id starts so; raises InputError when there is none or several."""
    fitting = [one for one in questions(ledger) if one.id.startswith(start)]
    if len(fitting) != 1:
        raise InputError(f"{len(fitting)} questions have an id that starts with {start!r}; `talentflow review --list`")
    return fitting[0]


def answer(ledger: Ledger, asked: Question, verdict: Verdict, reason: str = "reviewed") -> None:
    """Append the answer and settle what rests on it."""
    judge(ledger, (asked.left_id, asked.right_id), verdict, reason, asked.names)


def judge_people(ledger: Ledger, left: Seat, right: Seat, verdict: Verdict, reason: str) -> None:
    """Append a judgement on two names in documents, and settle who they are."""
    seats = {entities.profile_id(seat.name, seat.doc_hash): seat for seat in (left, right)}
    identity.put_seats(ledger, seats)
    first, second = (entities.profile_id(seat.name, seat.doc_hash) for seat in (left, right))
    judge(ledger, (first, second), verdict, reason, (left.name, right.name))


def judge(ledger: Ledger, pair: tuple[str, str], verdict: Verdict, reason: str, names: Iterable[str] = ()) -> None:
    """Append a judgement on a pair of ids; `names` are those whose people it may change."""
    left, right = sorted(pair)
    if left == right:
        raise InputError(f"{left} is one thing: a judgement is about two")
    with ledger.batch("judge"):
        identity.say(ledger, Judgement(left_id=left, right_id=right, verdict=verdict, by=HUMAN, reason=reason))
        identity.put_off(ledger, [*names, *identity.names_at(ledger, (left, right))])
    settle(ledger)


def undo(ledger: Ledger) -> Said | None:
    """Take the last standing judgement of a person back; None when there is none."""
    said = identity.said(ledger)
    if not said:
        return None
    last = said[-1]
    pair = (last.judgement.left_id, last.judgement.right_id)
    with ledger.batch("judge"):
        names = [*_names_of(ledger, last), *identity.names_at(ledger, pair)]
        identity.take_back(ledger, last)
        identity.put_off(ledger, names)
    settle(ledger)
    return last


def seats_of(ledger: Ledger, person_id: str) -> dict[str, Seat]:
    """The names in documents that are taken to be this person, by id of profile."""
    return {entities.profile_id(seat.name, seat.doc_hash): seat for seat in identity.seats_of(ledger, person_id)}


def dump(ledger: Ledger) -> list[dict[str, Any]]:
    """People's judgements that stand, as plain records: they can be loaded into any ledger of the same documents."""
    return [
        {
            "left_id": one.judgement.left_id,
            "right_id": one.judgement.right_id,
            "verdict": one.judgement.verdict,
            "reason": one.judgement.reason,
            "left": [one.left.name, one.left.doc_hash] if one.left else None,
            "right": [one.right.name, one.right.doc_hash] if one.right else None,
        }
        for one in identity.said(ledger)
    ]


def load(ledger: Ledger, records: Iterable[Mapping[str, Any]]) -> int:
    """Append judgements that `dump` gave; those that stand already change nothing. Gives how many were read."""
    n_read, names, pairs = 0, set(), set()
    with ledger.batch("judge"):
        for number, record in enumerate(records, 1):
            seats = _seats(record, number)
            identity.put_seats(ledger, seats)
            judgement = Judgement(
                left_id=record["left_id"],
                right_id=record["right_id"],
                verdict=record["verdict"],
                by=HUMAN,
                reason=record.get("reason") or "loaded",
            )
            identity.say(ledger, judgement)
            names |= {seat.name for seat in seats.values()}
            pairs |= {record["left_id"], record["right_id"]}
            n_read += 1
        names |= _names_behind(ledger, pairs)
        identity.put_off(ledger, [*names, *identity.names_at(ledger, pairs)])
    settle(ledger)
    return n_read


def _seats(record: Mapping[str, Any], number: int) -> dict[str, Seat]:
    try:
        if record["verdict"] not in ("positive", "negative", "unsure"):
            raise ValueError(record["verdict"])
        sides = ((record["left_id"], record.get("left")), (record["right_id"], record.get("right")))
        return {one: Seat(name=side[0], doc_hash=side[1]) for one, side in sides if side is not None}
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"judgement {number} is broken: {error!r}") from error


def _judged(ledger: Ledger) -> set[frozenset[str]]:
    """Pairs of people of now that somebody has judged."""
    said = [(one.left, one.right) for one in identity.said(ledger) if one.left is not None and one.right is not None]
    person = identity.persons_of(ledger, [side for pair in said for side in pair])
    return {frozenset(person[side] for side in pair if side in person) for pair in said}


def _pairs(ledger: Ledger, limit: int | None) -> list[Question]:
    judged = _judged(ledger)
    found = [one for one in identity.unsure(ledger) if one.persons not in judged]
    counts = identity.n_claims(ledger, {one for pair in found for one in pair.persons})
    worth = [(_worth(one.score, min(counts.get(p, 1) for p in one.persons)), one) for one in found]
    worth.sort(key=lambda pair: (-pair[0], pair[1].left_id, pair[1].right_id))
    return [_pair(one, worth) for worth, one in worth[:limit]]


def _worth(score: float, n_claims: int) -> float:
    """A pair that a guard held back looks like one person and may be several: nothing is less sure."""
    held_back = score >= entities.POSITIVE
    chance = 0.5 if held_back else (score - entities.NEGATIVE) / (entities.POSITIVE - entities.NEGATIVE)
    return _doubt(chance) * math.log2(1 + n_claims)


def _pair(one: identity.Unsure, worth: float) -> Question:
    return Question(
        id=content_id("q", one.left_id, one.right_id),
        kind="pair",
        worth=worth,
        words=f"Are {one.left.name} and {one.right.name} one person?",
        details=(f"{one.reason}: {one.score}",),
        left_id=one.left_id,
        right_id=one.right_id,
        names=(one.left.name, one.right.name),
        documents=(one.left.doc_hash, one.right.doc_hash),
    )


def _events(ledger: Ledger) -> list[Question]:
    return [_event(event) for event in identity.disputed(ledger)]


def _event(event: CareerEvent) -> Question:
    told = [f"{step.status} {step.known_on or 'undated'} {step.doc}" for step in event.history]
    where = event.org or event.venture or event.to or "?"
    left, right = sorted((event.claim_ids[0], HOLDS))
    return Question(
        id=event.id,
        kind="event",
        worth=_doubt(event.confidence) * math.log2(1 + len(event.claim_ids)),
        words=f"Did it happen: {event.person} {event.kind} {where}{f' ({event.date.edtf})' if event.date else ''}?",
        details=tuple(told),
        left_id=left,
        right_id=right,
        names=(event.person,),
    )


def _refusals(ledger: Ledger) -> list[Question]:
    return [
        Question(
            id=one,
            kind="refusal",
            worth=REFUSAL_WORTH,
            words=f"Rightly refused: {refusal}?",
            details=(),
            left_id=min(one, REFUSED),
            right_id=max(one, REFUSED),
            refusal=refusal,
        )
        for one, refusal in identity.open_refusals(ledger)
    ]


def _doubt(chance: float) -> float:
    """Bits of a coin with this chance, a tenth of a bit at least."""
    p = min(max(chance, 0.01), 0.99)
    return max(0.1, -(p * math.log2(p) + (1 - p) * math.log2(1 - p)))


def _names_of(ledger: Ledger, one: Said) -> list[str]:
    names = [side.name for side in (one.left, one.right) if side is not None]
    return [*names, *_names_behind(ledger, (one.judgement.left_id, one.judgement.right_id))]


def _names_behind(ledger: Ledger, ids: Iterable[str]) -> set[str]:
    """Names of the people whom claims of these ids are about."""
    with ledger.view() as view:
        return {claim.person for claim in view.claims([one for one in ids if one.startswith("c-")])}


def by_answer(words: str) -> Verdict:
    """The verdict of `y` or `n`; raises InputError."""
    verdict = ANSWERS.get(words.strip().casefold()[:1])
    if verdict is None:
        raise InputError(f"{words!r} is no answer; y or n")
    return verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Two identities side by side: what speaks for and against, what was said of them, and where it stands."""

    left: Entity
    right: Entity
    comparison: entities.Comparison | None
    judgements: tuple[tuple[Judgement, bool], ...]
    seats: Mapping[str, Seat]

    @property
    def is_one(self) -> bool:
        return self.left.id == self.right.id


def why(ledger: Ledger, left: Entity, right: Entity) -> Why:
    """Why two people are taken to be one, or not; `comparison` is None where they are one, or no people."""
    if "org" in (left.kind, right.kind):
        said = identity.among(ledger, {left.id, right.id})
        return Why(left=left, right=right, comparison=None, judgements=tuple(said), seats={})
    seats = {**seats_of(ledger, left.id), **seats_of(ledger, right.id)}
    said = identity.among(ledger, seats)
    comparison = (
        _weighed(ledger, left.id, right.id, {seat.name for seat in seats.values()}) if left.id != right.id else None
    )
    return Why(left=left, right=right, comparison=comparison, judgements=tuple(said), seats=seats)


def _weighed(ledger: Ledger, left: str, right: str, names: Iterable[str]) -> entities.Comparison:
    told, whole = gather(ledger, meeting_keys(ledger, names))
    told = [item for item in told if item.known_on(UNDATED) and item.person_id in (left, right)]
    return entities.weigh(
        [item.claim for item in told if item.person_id == left],
        [item.claim for item in told if item.person_id == right],
        resolution.mentions_of(ledger, {item.claim.doc_hash for item in told}),
        published={item.claim.doc_hash: item.published for item in told},
        told=whole.told(UNDATED),
    )


def seat(ledger: Ledger, start: str) -> Seat:
    """The name in a document behind the id of a profile, or how it starts; raises InputError for none and several."""
    every = {entities.profile_id(one.name, one.doc_hash): one for one in identity.every_seat(ledger)}
    found = {key: one for key, one in every.items() if key.startswith(start)}
    if len(found) != 1:
        raise InputError(f"{len(found)} names in documents have an id that starts with {start!r}")
    return next(iter(found.values()))
