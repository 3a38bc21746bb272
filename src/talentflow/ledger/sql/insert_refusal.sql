INSERT OR IGNORE INTO refusals (
    id, place, line, code, reason, span_start, span_end, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
