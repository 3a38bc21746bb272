INSERT OR IGNORE INTO claims (
    id, document_row, person, kind, org, role, date_edtf, date_basis, valid_from, valid_to, status, source, reason, to_person, venture, returns, person_id, org_id, org_name, cue, date_text, announced_text, quote, span_start, span_end, confidence, engine, rule, lang, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
