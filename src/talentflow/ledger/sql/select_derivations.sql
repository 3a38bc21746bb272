-- Links of some documents to what they are derived from, with the days on which each document speaks.
SELECT x.doc_hash, x.origin_hash, x.origin_name, x.score, x.reason
FROM derivations AS x
WHERE x.doc_hash IN (SELECT value FROM json_each(:hashes)) AND x.tx_to IS NULL
ORDER BY x.row_id
