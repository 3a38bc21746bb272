INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)
