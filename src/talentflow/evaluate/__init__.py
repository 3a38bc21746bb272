"""Scoring claims against gold, and the gate that keeps the score."""
