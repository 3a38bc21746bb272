DELETE FROM judgements
WHERE
    left_id IN (SELECT id FROM profiles WHERE name IN (SELECT value FROM json_each(:names)) AND doc_hash IN (SELECT value FROM json_each(:hashes)))
    OR right_id IN (SELECT id FROM profiles WHERE name IN (SELECT value FROM json_each(:names)) AND doc_hash IN (SELECT value FROM json_each(:hashes)))
