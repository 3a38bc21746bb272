-- Events of now about somebody whom the claims are not assigned to.
SELECT DISTINCT e.id FROM events AS e
JOIN event_claims AS l ON l.event_row = e.row_id
JOIN assignments AS a ON a.claim_row = l.claim_row AND a.tx_to IS NULL
JOIN claims AS c ON c.row_id = l.claim_row
WHERE e.tx_to IS NULL AND e.known_to IS NULL AND a.person_id <> e.person_id AND c.person NOT IN (SELECT name FROM pending)
LIMIT 20
