"""Mentions and claims to identities."""

from talentflow.entities.keys import name_key
from talentflow.entities.resolve import Identities, known_ids, resolve

__all__ = ["Identities", "known_ids", "name_key", "resolve"]
