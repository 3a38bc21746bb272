-- What happened to some organizations.
SELECT a.kind, a.org, a.org_id, a.unit, a.other, a.amount, a.date_edtf, a.date_basis, a.status, a.rule, a.quote, a.span_start, a.span_end, d.id AS doc, d.hash AS doc_hash
FROM org_events AS a
JOIN documents AS d ON d.row_id = a.document_row
WHERE
    a.org_id IN (SELECT value FROM json_each(:org_ids)) AND a.tx_to IS NULL
    AND (:known_by IS NULL OR d.published <= :known_by)
ORDER BY a.valid_from NULLS LAST, d.published, d.hash, a.span_start
