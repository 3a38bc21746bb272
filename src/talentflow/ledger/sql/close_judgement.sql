UPDATE judgements SET tx_to = ? WHERE row_id = ? AND tx_to IS NULL
