INSERT INTO assignments (
    claim_row, person_id, org_id, tx_from
)
VALUES (?, ?, ?, ?)
