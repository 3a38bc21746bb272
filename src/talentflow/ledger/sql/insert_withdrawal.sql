INSERT INTO withdrawals (
    document_row, on_day, reason, replaced_by, tx_from
)
VALUES (?, ?, ?, ?, ?)
