-- Names of people whose claims are assigned to some organizations.
SELECT DISTINCT c.person AS name
FROM assignments AS a
JOIN claims AS c ON c.row_id = a.claim_row
WHERE a.org_id IN (SELECT value FROM json_each(:ids)) AND a.tx_to IS NULL
