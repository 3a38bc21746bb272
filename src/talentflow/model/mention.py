"""A span that names something (ACE/ERE mention)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talentflow.model.light import light
from talentflow.model.span import Evidence

MentionKind = Literal["person", "org", "product", "role", "time"]


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name in one place.

    `entity_id` is the registry's organization id where the words are a known name, the document-level
    representative of a person elsewhere, None where nothing is known. `score` is 0..1.
    """

    kind: MentionKind
    evidence: Evidence
    entity_id: str | None = None
    name: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A document says that a person has another name too: in brackets, or with a word for it ("known as").

    `name` and `alias` are full names as the text writes them; `evidence` covers both.
    """

    doc_hash: str
    name: str
    alias: str
    evidence: Evidence
