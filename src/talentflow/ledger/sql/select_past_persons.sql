-- Every person that some people's claims were ever assigned to, and the documents of these claims.
SELECT DISTINCT a.person_id AS id, c.document_row, c.person AS name, k.key AS block
FROM assignments AS a
JOIN claims AS c ON c.row_id = a.claim_row
LEFT JOIN name_keys AS k ON k.name = c.person
WHERE a.claim_row IN (SELECT claim_row FROM assignments WHERE person_id IN (SELECT value FROM json_each(:ids)))
