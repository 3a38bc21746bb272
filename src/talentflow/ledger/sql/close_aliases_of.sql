UPDATE aliases SET tx_to = ? WHERE entity_id = ? AND tx_to IS NULL
