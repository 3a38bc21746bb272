-- The people of today that an identity of the past became.
SELECT DISTINCT now.person_id AS id
FROM assignments AS past
JOIN assignments AS now ON now.claim_row = past.claim_row AND now.tx_to IS NULL
WHERE past.person_id = ?
ORDER BY now.person_id
