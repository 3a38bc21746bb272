UPDATE spells SET tx_to = ? WHERE row_id = ? AND tx_to IS NULL
