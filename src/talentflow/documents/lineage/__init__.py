"""Copies, rewrites and summaries linked to their origin, one document at a time, without comparing all pairs."""

from talentflow.documents.lineage.credit import outlet_key
from talentflow.documents.lineage.facts import fingerprint
from talentflow.documents.lineage.index import LineageIndex
from talentflow.documents.lineage.shadow import shadow_of
from talentflow.documents.lineage.shelf import MemoryShelf, Shelf, from_row, to_row
from talentflow.documents.lineage.sign import sign

__all__ = [
    "LineageIndex",
    "MemoryShelf",
    "Shelf",
    "fingerprint",
    "from_row",
    "outlet_key",
    "shadow_of",
    "sign",
    "to_row",
]
