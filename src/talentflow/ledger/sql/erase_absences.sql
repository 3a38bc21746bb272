DELETE FROM absences WHERE document_row IN (SELECT value FROM json_each(:documents))
