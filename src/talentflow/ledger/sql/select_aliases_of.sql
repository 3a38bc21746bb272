-- Open rows of the names of some entities.
SELECT row_id, entity_id, name, known_from, known_to FROM aliases
WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND tx_to IS NULL
ORDER BY entity_id, name, known_from
