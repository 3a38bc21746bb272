INSERT INTO documents_pairs (documents_pairs, rowid, words) VALUES ('delete', ?, ?)
