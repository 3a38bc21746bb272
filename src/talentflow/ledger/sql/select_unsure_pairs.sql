-- Pairs that the machine is unsure of and that are two people now: whom they are taken to be, best score first.
SELECT * FROM (
    SELECT
        j.left_id, j.right_id, j.reason, j.score,
        l.name AS left_name, l.doc_hash AS left_doc, r.name AS right_name, r.doc_hash AS right_doc,
        (
            SELECT a.person_id
            FROM documents AS d
            CROSS JOIN claims AS c ON c.document_row = d.row_id
            CROSS JOIN assignments AS a ON a.claim_row = c.row_id
            WHERE d.hash = l.doc_hash AND c.person = l.name AND c.tx_to IS NULL AND a.tx_to IS NULL
            LIMIT 1
        ) AS left_person,
        (
            SELECT a.person_id
            FROM documents AS d
            CROSS JOIN claims AS c ON c.document_row = d.row_id
            CROSS JOIN assignments AS a ON a.claim_row = c.row_id
            WHERE d.hash = r.doc_hash AND c.person = r.name AND c.tx_to IS NULL AND a.tx_to IS NULL
            LIMIT 1
        ) AS right_person
    FROM judgements AS j
    JOIN profiles AS l ON l.id = j.left_id
    JOIN profiles AS r ON r.id = j.right_id
    WHERE j.verdict = 'unsure' AND j.judged_by <> 'human' AND j.tx_to IS NULL
)
WHERE left_person <> right_person
ORDER BY score DESC, left_id, right_id
