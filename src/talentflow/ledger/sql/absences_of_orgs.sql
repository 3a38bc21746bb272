-- What sources say has not happened at some organizations.
SELECT a.org, a.org_id, a.kind, a.quote, a.span_start, a.span_end, d.id AS doc, d.hash AS doc_hash
FROM absences AS a
JOIN documents_known AS d ON d.row_id = a.document_row
WHERE
    a.org_id IN (SELECT value FROM json_each(:org_ids))
    AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
    AND (:as_of = '9999-12-31' OR d.published <= :as_of)
ORDER BY d.published, d.hash, a.span_start
