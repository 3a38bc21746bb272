"""Mentions and claims to identities."""
