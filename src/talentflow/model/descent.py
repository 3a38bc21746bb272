"""From links to roots, what corroboration counts, and to the texts a copy is made from, whose words count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from talentflow.model.lineage import OUTLET, Derivation, Descent

MADE_FROM = frozenset({"copy", "rewrite"})  # two stories made from one release have one root, and each its own words


def roots(links: Iterable[Derivation], documents: Iterable[str]) -> Mapping[str, str]:
    """The root of every document of `documents` (hashes): itself where nothing says otherwise.

    Each copy follows its best link to a document that is among `documents`; where it has none, the outlet it
    credits stands for the origin. Links point from later to earlier, so the way ends; a circle made by links from
    elsewhere ends at the least hash in it.
    """
    return {doc_hash: descent.root for doc_hash, descent in descents(links, documents).items()}


def descents(links: Iterable[Derivation], documents: Iterable[str]) -> Mapping[str, Descent]:
    """The root of every document, as `roots` has it, and the texts of `documents` it is made from, nearest first."""
    parents = _best(links, frozenset(documents))
    found: dict[str, str] = {}
    for start in parents:
        way: list[str] = []
        at = start
        while at not in found and at not in way and (link := parents.get(at)) is not None:
            way.append(at)
            at = link.root
        root = found.get(at, min(way[way.index(at) :]) if at in way else at)
        found.update(dict.fromkeys((*way, start), root))
    return {doc_hash: Descent(root=root, origins=_origins(doc_hash, parents)) for doc_hash, root in found.items()}


def _origins(doc_hash: str, parents: Mapping[str, Descent | None]) -> tuple[str, ...]:
    """The way back; nothing for a document in a circle, which is made from nobody knows what."""
    way: list[str] = []
    at = doc_hash
    while (link := parents.get(at)) is not None and link.origins and link.root not in way:
        at = link.root
        way.append(at)
    return tuple(way) if doc_hash not in way else ()


def _best(links: Iterable[Derivation], documents: frozenset[str]) -> dict[str, Descent | None]:
    """The step from each document: to the text of the highest score, else to the outlet credited for the most."""
    ranked: dict[str, tuple[bool, float, str, bool]] = {}
    for link in links:
        if link.doc_hash not in documents:
            continue
        if link.origin_hash is not None and link.origin_hash in documents:
            rank = (False, -link.score, link.origin_hash, link.reason in MADE_FROM)
        elif link.origin_name is not None:
            rank = (True, -link.score, OUTLET + link.origin_name, False)
        else:
            continue
        ranked[link.doc_hash] = min(rank, ranked.get(link.doc_hash, rank))
    steps = {one: Descent(root=to, origins=(to,) if made else ()) for one, (_, _, to, made) in ranked.items()}
    return {doc_hash: steps.get(doc_hash) for doc_hash in sorted(documents)}
