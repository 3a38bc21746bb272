DELETE FROM withdrawals WHERE document_row IN (SELECT value FROM json_each(:documents))
