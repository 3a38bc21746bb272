INSERT OR IGNORE INTO name_keys (
    name, key
)
VALUES (?, ?)
