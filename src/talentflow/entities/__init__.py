"""Mentions and claims to identities."""

from talentflow.entities.compare import NEGATIVE, POSITIVE, TABLE, Comparison
from talentflow.entities.explain import weigh
from talentflow.entities.judged import HUMAN, Verdicts
from talentflow.entities.kept import Kept
from talentflow.entities.keys import name_key
from talentflow.entities.names import components, link_keys, meeting
from talentflow.entities.profile import Profile, profile_id
from talentflow.entities.resolve import Identities, Told, known_ids, resolve

__all__ = [
    "HUMAN",
    "NEGATIVE",
    "POSITIVE",
    "TABLE",
    "Comparison",
    "Identities",
    "Kept",
    "Profile",
    "Told",
    "Verdicts",
    "components",
    "known_ids",
    "link_keys",
    "meeting",
    "name_key",
    "profile_id",
    "resolve",
    "weigh",
]
