"""Questions to the ledger's view: who went where, whom a cohort lost."""

from talentflow.answers.cohorts import CohortAnswer, CohortQuestion, Member, ask
from talentflow.answers.happenings import Happening, happenings
from talentflow.answers.transitions import Transition, transitions

__all__ = ["CohortAnswer", "CohortQuestion", "Happening", "Member", "Transition", "ask", "happenings", "transitions"]
