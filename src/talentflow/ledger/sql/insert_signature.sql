INSERT OR IGNORE INTO signatures (doc_hash, body) VALUES (?, ?)
