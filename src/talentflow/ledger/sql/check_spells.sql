-- Spells of now about people who are not there.
SELECT s.id FROM spells AS s
WHERE
    s.tx_to IS NULL AND s.known_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.id = s.person_id AND e.tx_to IS NULL AND e.known_to IS NULL)
LIMIT 20
