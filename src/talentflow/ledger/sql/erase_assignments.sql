DELETE FROM assignments WHERE claim_row IN (SELECT row_id FROM claims WHERE document_row IN (SELECT value FROM json_each(:documents)))
