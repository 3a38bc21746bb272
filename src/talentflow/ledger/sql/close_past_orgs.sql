-- A row that stood for the past only makes room for a new one.
UPDATE entities SET tx_to = ?
WHERE id = ? AND known_to IS NOT NULL AND block IS NULL AND tx_to IS NULL
