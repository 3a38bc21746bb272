DELETE FROM signature_keys WHERE number IN (SELECT number FROM signatures WHERE doc_hash IN (SELECT value FROM json_each(:hashes)))
