INSERT OR IGNORE INTO aliases (
    entity_id, name, key, known_from, known_to, tx_from
)
VALUES (?, ?, ?, ?, ?, ?)
