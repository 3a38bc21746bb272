-- Every claim about a name of one of the blocks, as it was read, with what is resolved so far; withdrawn ones too.
SELECT
    c.*, d.id AS doc, d.hash AS doc_hash, d.published, d.source AS outlet, d.url, w.on_day AS withdrawn_on, k.key AS block,
    a.row_id AS assignment_row, a.person_id AS assigned_person, a.org_id AS assigned_org
FROM name_keys AS k
JOIN claims AS c ON c.person = k.name
JOIN documents AS d ON d.row_id = c.document_row
LEFT JOIN withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL
LEFT JOIN assignments AS a ON a.claim_row = c.row_id AND a.tx_to IS NULL
WHERE k.key IN (SELECT value FROM json_each(:keys))
ORDER BY c.id
