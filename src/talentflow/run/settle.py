"""From claims in the ledger to who and what: identities and events of the names that new claims use."""

from __future__ import annotations

from collections import Counter

from talentflow import entities, events
from talentflow.ledger import Ledger, resolution
from talentflow.ledger.resolution import Resolution, Told

CHUNK = 200  # names settled in one transaction


def settle(ledger: Ledger) -> int:
    """Settle every name that waits; gives how many. Stopped anywhere, the rest waits for the next call."""
    n_settled = 0
    while done := _settle_some(ledger):
        n_settled += done
    return n_settled


def _settle_some(ledger: Ledger) -> int:
    """One transaction: all claims of the blocks that some waiting names fall in are resolved and fused anew."""
    with ledger.batch("resolve"):
        waiting = resolution.pending_names(ledger, CHUNK)
        if not waiting:
            return 0
        keys = {name: entities.name_key(name) for name in waiting}
        resolution.put_keys(ledger, keys)
        told = resolution.told_under(ledger, keys.values())
        done = {*waiting, *(item.claim.person for item in told)}
        resolution.store(ledger, told, _resolve(ledger, told), done=sorted(done), key=entities.name_key)
    return len(waiting)


def _resolve(ledger: Ledger, told: list[Told]) -> Resolution:
    claims = [item.claim for item in told]
    published = {item.claim.doc_hash: item.published for item in told}
    documents = {(item.block, item.claim.doc_hash) for item in told}
    contested = Counter(block for block, _ in documents)
    hashes = {doc_hash for block, doc_hash in documents if contested[block] > 1}
    identities = entities.resolve(
        claims,
        resolution.mentions_of(ledger, hashes),
        published=published,
        known=resolution.entities_of(ledger, entities.known_ids(claims)),
    )
    return Resolution(
        persons=identities.persons,
        orgs=identities.orgs,
        entities=identities.entities,
        judgements=identities.judgements,
        events=events.find(identities.applied(claims), published),
    )
