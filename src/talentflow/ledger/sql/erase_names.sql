-- Keys of names that no claim has any more.
DELETE FROM name_keys WHERE name IN (SELECT value FROM json_each(:names)) AND name NOT IN (SELECT person FROM claims)
