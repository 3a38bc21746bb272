DELETE FROM pending WHERE name IN (SELECT value FROM json_each(:names)) AND name NOT IN (SELECT person FROM claims)
