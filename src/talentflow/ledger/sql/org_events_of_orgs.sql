-- What happened to some organizations.
SELECT
    a.kind, a.org, a.org_id, a.unit, a.other, a.amount, a.date_edtf, a.date_basis, a.status, a.rule, a.quote,
    a.span_start, a.span_end, d.id AS doc, d.hash AS doc_hash
FROM org_events AS a
JOIN documents_known AS d ON d.row_id = a.document_row
WHERE
    a.org_id IN (SELECT value FROM json_each(:org_ids))
    AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
    AND coalesce(a.valid_from, a.valid_to, d.known_from) <= :as_of
ORDER BY a.valid_from NULLS LAST, d.published, d.hash, a.span_start
