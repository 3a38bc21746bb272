-- Claims of some events with the lineage roots of their documents.
SELECT l.event_row, c.id AS claim_id, l.root
FROM event_claims AS l
JOIN claims AS c ON c.row_id = l.claim_row
WHERE l.event_row IN (SELECT value FROM json_each(:rows))
ORDER BY l.event_row, l.step
