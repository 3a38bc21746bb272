"""Chinese words, values and rules."""
