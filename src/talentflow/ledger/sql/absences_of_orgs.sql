-- What sources say has not happened at some organizations.
SELECT a.org, a.org_id, a.kind, a.quote, a.span_start, a.span_end, d.id AS doc, d.hash AS doc_hash
FROM absences AS a
JOIN documents AS d ON d.row_id = a.document_row
WHERE
    a.org_id IN (SELECT value FROM json_each(:org_ids)) AND a.tx_to IS NULL
    AND (:known_by IS NULL OR d.published <= :known_by)
ORDER BY d.published, d.hash, a.span_start
