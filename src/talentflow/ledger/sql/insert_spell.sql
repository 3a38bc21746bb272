INSERT INTO spells (
    id, block, person_id, org_id, status, start_from, start_to, end_from, end_to, is_open, n_contradictions, body,
    known_from, known_to, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
