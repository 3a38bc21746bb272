"""Keeping a ledger: withdrawing documents, deriving everything anew."""

from __future__ import annotations

from talentflow.errors import InputError
from talentflow.ledger import Ledger, View, doctor, lineage, resolution
from talentflow.ledger.versions import today
from talentflow.model.document import Document
from talentflow.run.lineage import Placing
from talentflow.run.lookup import NotFound
from talentflow.run.settle import settle


def retract(ledger: Ledger, words: str, reason: str) -> Document:
    """Withdraw the one document of this id, address or hash, from today on; raises NotFound, InputError on several."""
    with ledger.view() as view:
        document = the_document(view, words)
    ledger.withdraw(document.hash, on=today(), reason=reason)
    settle(ledger)
    return document


def the_document(view: View, words: str) -> Document:
    """The one document of now of this id, address or hash."""
    found = view.documents_like(words)
    if not found:
        raise NotFound(f"no document of this ledger has the id, address or hash {words!r}")
    if len(found) > 1:
        raise InputError(f"{words!r} are several documents; give a hash: {', '.join(one.hash for one in found)}")
    return found[0]


def rebuild(ledger: Ledger) -> int:
    """Derive people, events and careers of everything anew; gives how many names. Safe to stop and to run again.

    Documents of before lineage was kept are placed first.
    """
    placing = Placing(ledger)
    unsigned = lineage.unsigned(ledger)
    mentions = resolution.mentions_of(ledger, (document.hash for document in unsigned))
    with ledger.batch("rebuild"):
        for document in unsigned:
            placing.place(document, mentions.get(document.hash, ()))
    doctor.put_off_everything(ledger)
    return settle(ledger)


def drift(ledger: Ledger) -> doctor.Finding:
    """What deriving everything anew would change; nothing is written. Names that wait are settled in it, so they count.

    Other writers wait as long as it lasts.
    """
    try:
        with ledger.batch("drift"):
            doctor.put_off_everything(ledger)
            settle(ledger)
            raise _TakenBack(doctor.changed(ledger))
    except _TakenBack as found:
        return found.finding


class _TakenBack(Exception):
    """Ends a batch that must leave nothing behind."""

    def __init__(self, finding: doctor.Finding) -> None:
        super().__init__()
        self.finding = finding
