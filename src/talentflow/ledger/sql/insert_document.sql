INSERT INTO documents (
    hash, id, title, text, published, url, source, lang, tx_from
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
