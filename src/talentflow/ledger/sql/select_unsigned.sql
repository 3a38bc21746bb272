-- Documents that tell of something and have no signature.
SELECT * FROM documents AS d
WHERE
    d.tx_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM signatures AS s WHERE s.doc_hash = d.hash)
    AND (
        EXISTS (SELECT 1 FROM claims AS c WHERE c.document_row = d.row_id)
        OR EXISTS (SELECT 1 FROM org_events AS o WHERE o.document_row = d.row_id)
    )
ORDER BY d.row_id
