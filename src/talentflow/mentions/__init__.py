"""Documents to mentions: people, organizations, positions, times."""
