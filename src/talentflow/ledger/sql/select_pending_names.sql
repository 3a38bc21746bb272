-- Names used by the claims of some documents.
SELECT DISTINCT c.person
FROM claims AS c
WHERE c.document_row IN (SELECT value FROM json_each(:rows)) AND c.tx_to IS NULL
ORDER BY c.person
