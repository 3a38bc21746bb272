-- Open claims that no event of now tells, though their names do not wait.
SELECT c.id FROM claims AS c
WHERE
    c.tx_to IS NULL AND c.person NOT IN (SELECT name FROM pending)
    AND NOT EXISTS (
        SELECT 1 FROM event_claims AS l JOIN events AS e ON e.row_id = l.event_row
        WHERE l.claim_row = c.row_id AND e.tx_to IS NULL AND e.known_to IS NULL
    )
LIMIT 20
