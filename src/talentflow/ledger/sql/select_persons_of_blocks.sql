-- Open rows of the people of some blocks of names, with their aliases.
SELECT
    e.row_id, e.id, e.kind, e.name, e.kind_detail, e.parent_id, e.country, e.placeholder, e.known_from, e.known_to,
    (
        SELECT json_group_array(s.name)
        FROM (
            SELECT a.name FROM aliases AS a
            WHERE a.entity_id = e.id AND a.known_from = e.known_from AND a.tx_to IS NULL
            ORDER BY a.name
        ) AS s
    ) AS aliases
FROM entities AS e
WHERE e.block IN (SELECT value FROM json_each(:blocks)) AND e.tx_to IS NULL
