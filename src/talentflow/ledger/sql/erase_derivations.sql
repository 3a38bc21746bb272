DELETE FROM derivations
WHERE doc_hash IN (SELECT value FROM json_each(:hashes)) OR origin_hash IN (SELECT value FROM json_each(:hashes))
