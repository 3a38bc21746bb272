"""From links to roots: what corroboration counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from talentflow.model.lineage import Derivation

OUTLET = "source:"  # before the name of an outlet that is a root without a text here


def roots(links: Iterable[Derivation], documents: Iterable[str]) -> Mapping[str, str]:
    """The root of every document of `documents` (hashes): itself where nothing says otherwise.

    Each copy follows its best link to a document that is among `documents`; where it has none, the outlet it
    credits stands for the origin. Links point from later to earlier, so the way ends; a circle made by links from
    elsewhere ends at the least hash in it.
    """
    parents = _best(links, frozenset(documents))
    found: dict[str, str] = {}
    for start in parents:
        way: list[str] = []
        at = start
        while at not in found and at not in way and parents.get(at) is not None:
            way.append(at)
            at = parents[at] or at
        root = found.get(at, min(way[way.index(at) :]) if at in way else at)
        found.update(dict.fromkeys((*way, start), root))
    return found


def _best(links: Iterable[Derivation], documents: frozenset[str]) -> dict[str, str | None]:
    """The parent of each document: the text of the highest score, without one the outlet credited for the most."""
    ranked: dict[str, tuple[bool, float, str]] = {}
    for link in links:
        if link.doc_hash not in documents:
            continue
        if link.origin_hash is not None and link.origin_hash in documents:
            rank = (False, -link.score, link.origin_hash)
        elif link.origin_name is not None:
            rank = (True, -link.score, OUTLET + link.origin_name)
        else:
            continue
        ranked[link.doc_hash] = min(rank, ranked.get(link.doc_hash, rank))
    return {doc_hash: ranked[doc_hash][2] if doc_hash in ranked else None for doc_hash in sorted(documents)}
