-- What people said, oldest first, with the names and documents that the ids stand for.
SELECT
    j.row_id, j.id, j.left_id, j.right_id, j.verdict, j.judged_by, j.reason, j.score,
    l.name AS left_name, l.doc_hash AS left_doc, r.name AS right_name, r.doc_hash AS right_doc
FROM judgements AS j
LEFT JOIN profiles AS l ON l.id = j.left_id
LEFT JOIN profiles AS r ON r.id = j.right_id
WHERE j.judged_by = 'human' AND j.tx_to IS NULL
ORDER BY j.row_id
