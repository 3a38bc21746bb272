DELETE FROM documents WHERE row_id IN (SELECT value FROM json_each(:documents))
