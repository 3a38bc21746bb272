DELETE FROM pending WHERE document_row = ?
