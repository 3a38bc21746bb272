-- Whom names in documents are taken to be about now; :seats is a JSON list of [name, document hash].
SELECT DISTINCT s.value ->> 0 AS name, s.value ->> 1 AS doc_hash, a.person_id
FROM json_each(:seats) AS s
JOIN documents AS d ON d.hash = s.value ->> 1
JOIN claims AS c ON c.document_row = d.row_id AND c.person = s.value ->> 0 AND c.tx_to IS NULL
JOIN assignments AS a ON a.claim_row = c.row_id AND a.tx_to IS NULL
