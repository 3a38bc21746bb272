"""Mentions and claims to identities."""

from talentflow.entities.compare import Comparison, compare
from talentflow.entities.judged import HUMAN, Verdicts
from talentflow.entities.keys import name_key
from talentflow.entities.names import link_keys, meeting
from talentflow.entities.profile import Profile, profile_id
from talentflow.entities.resolve import Identities, Told, known_ids, resolve

__all__ = [
    "HUMAN",
    "Comparison",
    "Identities",
    "Profile",
    "Told",
    "Verdicts",
    "compare",
    "known_ids",
    "link_keys",
    "meeting",
    "name_key",
    "profile_id",
    "resolve",
]
