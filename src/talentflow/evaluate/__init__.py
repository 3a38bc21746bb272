"""Scoring claims against gold, and the gate that keeps the score."""

from talentflow.evaluate.reliability import reliability
from talentflow.evaluate.score import Figure, Report, load_gold, load_lines, score

__all__ = ["Figure", "Report", "load_gold", "load_lines", "reliability", "score"]
