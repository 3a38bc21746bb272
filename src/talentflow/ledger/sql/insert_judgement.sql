INSERT OR IGNORE INTO judgements (
    id, left_id, right_id, verdict, judged_by, reason, score, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
