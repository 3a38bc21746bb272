-- Ids of claims and open events that start with some characters.
SELECT id FROM claims WHERE id >= :start AND id < :end
UNION
SELECT id FROM events WHERE id >= :start AND id < :end AND tx_to IS NULL
ORDER BY id
LIMIT :limit
