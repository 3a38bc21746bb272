-- Open documents by hash, by the hash's start, or by id.
SELECT * FROM documents WHERE hash >= :start AND hash < :end AND tx_to IS NULL
UNION
SELECT * FROM documents WHERE id = :start AND tx_to IS NULL
UNION
SELECT * FROM documents WHERE url = :start AND tx_to IS NULL
ORDER BY row_id
LIMIT 10
