-- Open documents that may be another version of one: the same address, or the same id.
SELECT row_id, hash, id, title, text, published, url, source, lang
FROM documents
WHERE url = ?1 AND hash <> ?2 AND tx_to IS NULL
UNION
SELECT row_id, hash, id, title, text, published, url, source, lang
FROM documents
WHERE id = ?3 AND hash <> ?2 AND tx_to IS NULL
ORDER BY row_id
