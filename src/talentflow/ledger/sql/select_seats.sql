-- Every name and document that open claims are about: what ids of judgements may stand for.
SELECT DISTINCT c.person AS name, d.hash AS doc_hash
FROM claims AS c
JOIN documents AS d ON d.row_id = c.document_row
WHERE c.tx_to IS NULL
