-- Claims with the identities they were given, and the days on which their documents speak.
SELECT
    c.row_id, c.id, c.person, c.kind, c.org, c.role, c.date_edtf, c.date_basis, c.status, c.source, c.reason,
    c.to_person, c.venture, c.returns, c.cue, c.date_text, c.announced_text, c.quote, c.span_start, c.span_end,
    c.confidence, c.engine, c.rule, c.lang, d.id AS doc, d.hash AS doc_hash, d.published, d.known_from, d.known_to,
    a.person_id, coalesce(a.org_id, c.org_id) AS org_id, coalesce(e.name, c.org_name) AS org_name
FROM claims AS c
JOIN documents_known AS d ON d.row_id = c.document_row
LEFT JOIN assignments AS a ON a.claim_row = c.row_id AND a.tx_to IS NULL
LEFT JOIN entities AS e ON e.id = a.org_id AND e.tx_to IS NULL AND e.known_to IS NULL
WHERE
    c.id IN (SELECT value FROM json_each(:ids))
    AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
ORDER BY c.id
