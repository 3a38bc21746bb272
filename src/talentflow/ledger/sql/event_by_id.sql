SELECT row_id, body FROM events WHERE id = ? AND tx_to IS NULL
