-- The names in documents that are taken to be one person, oldest document first.
SELECT DISTINCT c.person AS name, d.hash AS doc_hash
FROM assignments AS a
JOIN claims AS c ON c.row_id = a.claim_row
JOIN documents AS d ON d.row_id = c.document_row
WHERE a.person_id = ? AND a.tx_to IS NULL
ORDER BY d.published IS NULL, d.published, d.hash, c.person
