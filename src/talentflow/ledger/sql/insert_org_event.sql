INSERT INTO org_events (
    document_row, kind, org, org_id, unit, other, amount, date_edtf, date_basis, valid_from, valid_to, status, rule, quote, span_start, span_end, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
