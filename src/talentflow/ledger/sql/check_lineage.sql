-- Links and signatures of documents that are not there.
SELECT x.doc_hash FROM derivations AS x
WHERE
    x.tx_to IS NULL
    AND (
        NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.hash = x.doc_hash)
        OR (x.origin_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.hash = x.origin_hash))
    )
UNION ALL
SELECT s.doc_hash FROM signatures AS s WHERE NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.hash = s.doc_hash)
LIMIT 20
