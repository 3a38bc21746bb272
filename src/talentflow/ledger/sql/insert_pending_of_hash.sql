-- The names in a document, to be settled anew.
INSERT OR IGNORE INTO pending (name)
SELECT DISTINCT c.person FROM documents AS d JOIN claims AS c ON c.document_row = d.row_id WHERE d.hash = ?
