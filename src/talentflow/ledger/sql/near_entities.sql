-- Names that contain some words: what to offer when nothing has the name itself.
SELECT DISTINCT a.name
FROM aliases AS a
JOIN entities AS e ON e.id = a.entity_id AND e.tx_to IS NULL
WHERE
    a.tx_to IS NULL AND e.kind = :kind AND instr(a.key, :key) > 0
    AND a.known_from <= :known_by AND (a.known_to IS NULL OR a.known_to > :known_by)
ORDER BY length(a.name), a.name
LIMIT :limit
