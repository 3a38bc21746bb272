INSERT INTO documents_pairs (rowid, words) VALUES (?, ?)
