"""Claims to career events."""
