-- The documents under some keys; a key that too many have says nothing.
SELECT k.key, s.doc_hash
FROM json_each(:keys) AS asked
CROSS JOIN signature_keys AS k ON k.key = asked.value
CROSS JOIN signatures AS s ON s.number = k.number
WHERE (SELECT count(*) FROM (SELECT 1 FROM signature_keys AS n WHERE n.key = k.key LIMIT :limit + 1)) <= :limit
ORDER BY asked.id, k.number
