-- What one transaction opened or closed of what is derived.
SELECT id FROM events WHERE tx_from = :tx OR tx_to = :tx
UNION
SELECT id FROM spells WHERE tx_from = :tx OR tx_to = :tx
UNION
SELECT id FROM entities WHERE tx_from = :tx OR tx_to = :tx
UNION
SELECT c.id FROM assignments AS a JOIN claims AS c ON c.row_id = a.claim_row WHERE a.tx_from = :tx OR a.tx_to = :tx
LIMIT 20
