"""What fusion needs to know of a document that tells a claim: when it spoke, what it is made from, who published it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from talentflow.model.lineage import OUTLET


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A document as a teller.

    `known_on` is its day of publication. `root` stands for its lineage, None where it is its own: documents of one
    root have one voice. `origins` are the hashes of the texts it copies or rewrites, nearest first, of those that
    speak on the day that is asked for: their words count, not its own. `outlet` is the class of who published it, and
    `name` the key of its name.
    """

    known_on: date | None = None
    root: str | None = None
    origins: tuple[str, ...] = ()
    outlet: str = "unknown"
    name: str | None = None


Tellers = Mapping[str, Teller]
NOBODY = Teller()


def roots_of(hashes: Iterable[str], tellers: Tellers) -> dict[str, str]:
    """The lineage of each document among these; its own without another.

    An outlet that is only credited is the root of who credits it, unless a text of its own is among the documents.
    """
    told = {one: tellers.get(one, NOBODY) for one in sorted(set(hashes))}
    own: dict[str, str] = {}
    for one, teller in sorted(told.items(), key=lambda t: (t[1].known_on or date.max, t[0])):
        if teller.name is not None and not (teller.root or "").startswith(OUTLET):
            own.setdefault(OUTLET + teller.name, teller.root or one)
    return {one: own.get(root := teller.root or one, root) for one, teller in told.items()}
