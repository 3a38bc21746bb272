-- Documents that hold every term; terms of three or more characters go through the index.
SELECT d.hash, d.id, d.title, d.text, d.published, d.url, d.source, d.lang
FROM documents_fts AS f
JOIN documents AS d ON d.row_id = f.rowid
WHERE
    documents_fts MATCH :match
    AND d.tx_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM json_each(:short) AS s
        WHERE coalesce(d.title, '') NOT LIKE s.value ESCAPE '\' AND d.text NOT LIKE s.value ESCAPE '\'
    )
ORDER BY f.rank, d.row_id
LIMIT :limit
