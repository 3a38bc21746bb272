-- The days on which some documents speak.
SELECT hash, known_from, known_to FROM documents_known WHERE hash IN (SELECT value FROM json_each(:hashes))
