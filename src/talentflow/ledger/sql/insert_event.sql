INSERT INTO events (
    row_id, id, kind, person_id, org_id, manager, status, valid_from, valid_to, sort_day, n_roots, confidence, body,
    known_from, known_to, is_odd, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
