INSERT OR IGNORE INTO profiles (id, name, doc_hash) VALUES (?, ?, ?)
