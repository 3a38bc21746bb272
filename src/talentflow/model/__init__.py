"""Ground: frozen records and their laws; no I/O, no SQL, no language."""
