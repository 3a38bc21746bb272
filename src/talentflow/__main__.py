"""`python -m talentflow`."""

from talentflow.cli import app

app()
