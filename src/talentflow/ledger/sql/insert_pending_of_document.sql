INSERT OR IGNORE INTO pending (name) SELECT DISTINCT person FROM claims WHERE document_row = ?
