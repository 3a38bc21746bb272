DELETE FROM org_events WHERE document_row IN (SELECT value FROM json_each(:documents))
