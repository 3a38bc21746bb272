-- Open rows of the spells of some blocks of names.
SELECT row_id, id, known_from, known_to, body FROM spells
WHERE block IN (SELECT value FROM json_each(:blocks)) AND tx_to IS NULL
