-- Entities of one kind by the key of one of their names.
SELECT DISTINCT a.entity_id AS id
FROM aliases AS a
JOIN entities AS e ON e.id = a.entity_id AND e.tx_to IS NULL
WHERE
    a.key = :key AND a.tx_to IS NULL AND e.kind = :kind
    AND a.known_from <= :known_by AND (a.known_to IS NULL OR a.known_to > :known_by)
    AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
ORDER BY a.entity_id
