INSERT INTO entities (
    id, kind, name, kind_detail, parent_id, country, placeholder, block, known_from, known_to, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
