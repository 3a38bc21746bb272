-- A document, withdrawn or not, with the days on which it speaks.
SELECT d.*, w.reason, w.replaced_by
FROM documents_known AS d
LEFT JOIN withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL
WHERE d.hash = ?
