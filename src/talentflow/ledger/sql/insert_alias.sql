INSERT OR IGNORE INTO aliases (
    entity_id, name, key, tx_from
)
VALUES (?, ?, ?, ?)
