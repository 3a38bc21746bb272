"""Mentions to claims: who says that what happened."""
