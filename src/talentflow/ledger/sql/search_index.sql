-- Documents that hold every term; terms of three or more characters go through the index.
SELECT d.hash, d.id, d.title, d.text, d.published, d.url, d.source, d.lang
FROM documents_fts AS f
JOIN documents_known AS d ON d.row_id = f.rowid
WHERE
    documents_fts MATCH :match
    AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
    AND (:as_of = '9999-12-31' OR d.published <= :as_of)
    AND NOT EXISTS (
        SELECT 1 FROM json_each(:short) AS s
        WHERE coalesce(d.title, '') NOT LIKE s.value ESCAPE '\' AND d.text NOT LIKE s.value ESCAPE '\'
    )
ORDER BY f.rank, d.row_id
LIMIT :limit
