UPDATE other_names SET tx_to = ? WHERE document_row = ? AND tx_to IS NULL
