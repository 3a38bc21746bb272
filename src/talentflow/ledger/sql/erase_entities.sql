DELETE FROM entities WHERE id IN (SELECT value FROM json_each(:ids))
