"""Copies, rewrites and summaries linked to their origin, one document at a time, without comparing all pairs."""
