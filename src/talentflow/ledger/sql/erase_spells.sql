-- Careers of some blocks of names: those of others in the block are derived anew.
DELETE FROM spells WHERE block IN (SELECT value FROM json_each(:blocks)) OR person_id IN (SELECT value FROM json_each(:ids))
