-- Open claims that nobody was found for, though their names do not wait.
SELECT c.id FROM claims AS c
LEFT JOIN assignments AS a ON a.claim_row = c.row_id AND a.tx_to IS NULL
WHERE c.tx_to IS NULL AND a.row_id IS NULL AND c.person NOT IN (SELECT name FROM pending) LIMIT 20
