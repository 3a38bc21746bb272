INSERT INTO mentions (
    document_row, kind, span_start, span_end, quote, entity_id, name, score, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
