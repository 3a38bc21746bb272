INSERT OR IGNORE INTO signature_keys (key, number) VALUES (?, ?)
