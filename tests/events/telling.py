"""Claims of documents that are told one after the other, some made from others, and the events they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests import build

from talentflow import events
from talentflow.model.claim import Claim
from talentflow.model.event import CareerEvent
from talentflow.model.teller import Teller


class Told:
    """Claims of documents that are told one after the other, and the events they come to."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.tellers: dict[str, Teller] = {}
        self.echoed: set[str] = set()

    def say(
        self,
        kind: str,
        published: str | None = None,
        *,
        org: str | None = "甲",
        copy_of: str | None = None,
        echoed: bool = False,
        outlet: str = "unknown",
        name: str | None = None,
        credits: str | None = None,
        person: str = "p1",
        **fields: object,
    ) -> str:
        document = build.document(f"{len(self.claims)} 某人。", published=published, doc=f"d{len(self.claims)}")
        claim = build.claim(document, "某人", kind, org, **fields)  # type: ignore[arg-type]
        self.claims.append(replace(claim, person_id=person, org_id=f"o-{org}" if org else None))
        above = self.tellers[copy_of] if copy_of is not None else Teller()
        self.tellers[document.hash] = Teller(
            known_on=document.published,
            root=above.root or copy_of or (f"source:{credits}" if credits else None),
            name=name,
            origins=(copy_of, *above.origins) if copy_of is not None else (),
            outlet=outlet,
        )
        if echoed:
            self.echoed.add(claim.id)
        return document.hash

    def events(self) -> list[CareerEvent]:
        found = events.find(self.claims, self.tellers, lambda claim: claim.id in self.echoed)
        assert found == events.find(self.claims[::-1], self.tellers, lambda claim: claim.id in self.echoed)
        return sorted(found, key=lambda e: (e.known_from or date.max, e.id))
