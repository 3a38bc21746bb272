-- The names in a document and in all that are made from it, to be settled anew: whose words count has changed for them.
WITH RECURSIVE made (hash) AS (
    VALUES (?)
    UNION
    SELECT x.doc_hash FROM made AS m JOIN derivations AS x ON x.origin_hash = m.hash WHERE x.tx_to IS NULL
)
INSERT OR IGNORE INTO pending (name)
SELECT DISTINCT c.person
FROM made AS m
JOIN documents AS d ON d.hash = m.hash
JOIN claims AS c ON c.document_row = d.row_id
