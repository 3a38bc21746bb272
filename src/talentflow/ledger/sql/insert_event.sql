INSERT INTO events (
    id, kind, person_id, org_id, manager, status, valid_from, valid_to, known_from, sort_day, n_roots, confidence, body, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
