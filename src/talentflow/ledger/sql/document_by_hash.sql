SELECT * FROM documents WHERE hash = ? AND tx_to IS NULL
