-- Open rows of events that rest on some claims.
SELECT DISTINCT e.row_id, e.id, e.known_from, e.known_to, e.body
FROM event_claims AS l
JOIN events AS e ON e.row_id = l.event_row
WHERE l.claim_row IN (SELECT value FROM json_each(:rows)) AND e.tx_to IS NULL
ORDER BY e.id
