-- What judgements are about, and the judgements themselves.
DELETE FROM profiles WHERE name IN (SELECT value FROM json_each(:names)) AND doc_hash IN (SELECT value FROM json_each(:hashes))
