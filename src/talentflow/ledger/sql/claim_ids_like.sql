-- Claim ids that start with some characters.
SELECT id FROM claims WHERE id >= :start AND id < :end AND tx_to IS NULL ORDER BY id LIMIT :limit
