-- Pairs that the machine is unsure of and nobody has judged, with the names and documents they stand for.
SELECT
    j.left_id, j.right_id, j.reason, j.score, l.name AS left_name, l.doc_hash AS left_doc,
    r.name AS right_name, r.doc_hash AS right_doc
FROM judgements AS j
JOIN profiles AS l ON l.id = j.left_id
JOIN profiles AS r ON r.id = j.right_id
WHERE j.verdict = 'unsure' AND j.judged_by <> 'human' AND j.tx_to IS NULL
ORDER BY j.row_id
