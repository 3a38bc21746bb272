-- Organizations that have a person's name, as a reader may mistake one for the other.
SELECT DISTINCT e.id FROM entities AS e
WHERE e.kind = 'org' AND e.kind_detail IS NULL AND e.name IN (SELECT value FROM json_each(:names))
