DELETE FROM other_names WHERE document_row IN (SELECT value FROM json_each(:documents))
