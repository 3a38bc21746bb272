"""Typer commands."""

from talentflow.cli import checking, cohort, demo, evidence, looking, reading
from talentflow.cli.app import app

__all__ = ["app", "checking", "cohort", "demo", "evidence", "looking", "reading"]
