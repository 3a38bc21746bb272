-- Events of now that rest on a claim that does not stand.
SELECT DISTINCT e.id FROM events AS e
JOIN event_claims AS l ON l.event_row = e.row_id
JOIN claims AS c ON c.row_id = l.claim_row
WHERE e.tx_to IS NULL AND e.known_to IS NULL AND c.tx_to IS NOT NULL AND c.person NOT IN (SELECT name FROM pending)
LIMIT 20
