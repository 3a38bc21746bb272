"""Typer commands."""

from talentflow.cli import checking, cohort, demo, evidence, explaining, judging, keeping, looking, reading
from talentflow.cli.app import app

__all__ = ["app", "checking", "cohort", "demo", "evidence", "explaining", "judging", "keeping", "looking", "reading"]
