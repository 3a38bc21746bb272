INSERT INTO absences (
    document_row, org, org_id, kind, quote, span_start, span_end, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
