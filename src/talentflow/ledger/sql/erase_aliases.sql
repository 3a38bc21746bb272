DELETE FROM aliases WHERE entity_id IN (SELECT value FROM json_each(:ids))
