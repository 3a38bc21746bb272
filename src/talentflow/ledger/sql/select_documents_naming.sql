-- Documents, withdrawn or not, whose words hold one of the names.
SELECT d.*, w.on_day, w.reason AS withdrawn_for, w.replaced_by
FROM documents AS d
LEFT JOIN withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL
WHERE EXISTS (
    SELECT 1 FROM json_each(:names) AS n
    WHERE instr(d.text, n.value) > 0 OR instr(coalesce(d.title, ''), n.value) > 0 OR instr(d.id, n.value) > 0
)
ORDER BY d.row_id
