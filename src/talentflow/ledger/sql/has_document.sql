SELECT 1 FROM documents WHERE hash = ? AND tx_to IS NULL
