-- Entities of one kind by the key of one of their names.
SELECT DISTINCT a.entity_id AS id
FROM aliases AS a
JOIN entities AS e ON e.id = a.entity_id AND e.tx_to IS NULL
WHERE a.key = :key AND a.tx_to IS NULL AND e.kind = :kind
ORDER BY a.entity_id
