"""Claims to career events."""

from talentflow.events.fuse import find, fuse
from talentflow.events.group import group

__all__ = ["find", "fuse", "group"]
