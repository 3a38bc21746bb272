UPDATE aliases SET tx_to = ? WHERE entity_id = ? AND known_from = ? AND tx_to IS NULL
