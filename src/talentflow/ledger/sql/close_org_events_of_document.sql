UPDATE org_events SET tx_to = ? WHERE document_row = ? AND tx_to IS NULL
