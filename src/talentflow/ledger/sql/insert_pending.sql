INSERT OR IGNORE INTO pending (document_row) VALUES (?)
