DELETE FROM signatures WHERE doc_hash IN (SELECT value FROM json_each(:hashes))
