"""Career events to spells."""

from talentflow.spells.build import build

__all__ = ["build"]
