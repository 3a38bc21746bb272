INSERT INTO entities (
    id, kind, name, kind_detail, parent_id, country, placeholder, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
