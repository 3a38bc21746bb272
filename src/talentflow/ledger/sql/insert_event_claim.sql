INSERT INTO event_claims (
    event_row, step, claim_row, status, known_on, root
)
VALUES (?, ?, ?, ?, ?, ?)
