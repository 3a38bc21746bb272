-- Refusals whose words hold one of the names.
DELETE FROM refusals WHERE EXISTS (SELECT 1 FROM json_each(:names) AS n WHERE instr(reason, n.value) > 0 OR instr(place, n.value) > 0)
