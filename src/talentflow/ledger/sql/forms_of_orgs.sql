-- The names that open claims use for some organizations.
SELECT DISTINCT a.org_id, c.org AS name
FROM assignments AS a
JOIN claims AS c ON c.row_id = a.claim_row
WHERE a.org_id IN (SELECT value FROM json_each(:ids)) AND a.tx_to IS NULL AND c.org IS NOT NULL
