"""Typer commands."""

from talentflow.cli import careers, checking, cohort, demo, evidence, explaining, judging, keeping, looking, reading
from talentflow.cli.app import app

__all__ = [
    "app",
    "careers",
    "checking",
    "cohort",
    "demo",
    "evidence",
    "explaining",
    "judging",
    "keeping",
    "looking",
    "reading",
]
