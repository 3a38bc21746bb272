"""The store: SQLite, append and close, never update in place."""
