INSERT INTO other_names (
    document_row, name, other, quote, span_start, span_end, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?)
