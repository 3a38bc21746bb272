-- Open entities with their aliases as a JSON list.
SELECT
    e.row_id, e.id, e.kind, e.name, e.kind_detail, e.parent_id, e.country, e.placeholder,
    (SELECT json_group_array(s.name) FROM (SELECT a.name FROM aliases AS a WHERE a.entity_id = e.id AND a.tx_to IS NULL ORDER BY a.name) AS s) AS aliases
FROM entities AS e
WHERE e.id IN (SELECT value FROM json_each(:ids)) AND e.tx_to IS NULL
ORDER BY e.id
