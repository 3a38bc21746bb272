"""Career events to spells."""

from talentflow.spells.build import Above, build

__all__ = ["Above", "build"]
