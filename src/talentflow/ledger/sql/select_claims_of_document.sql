SELECT x.*, d.id AS doc, d.hash AS doc_hash FROM claims AS x JOIN documents AS d ON d.row_id = x.document_row WHERE x.document_row = ? ORDER BY x.row_id
