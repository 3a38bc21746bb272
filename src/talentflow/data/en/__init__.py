"""English words, values and rules."""
