-- Documents that hold every term, when all terms are too short for the index; newest first.
SELECT d.hash, d.id, d.title, d.text, d.published, d.url, d.source, d.lang
FROM documents AS d
WHERE
    d.tx_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM json_each(:short) AS s
        WHERE coalesce(d.title, '') NOT LIKE s.value ESCAPE '\' AND d.text NOT LIKE s.value ESCAPE '\'
    )
ORDER BY d.published DESC NULLS LAST, d.row_id
LIMIT :limit
