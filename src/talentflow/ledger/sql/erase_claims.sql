DELETE FROM claims WHERE document_row IN (SELECT value FROM json_each(:documents))
