-- Entities with their aliases as a JSON list, as known by a day.
SELECT
    e.row_id, e.id, e.kind, e.name, e.kind_detail, e.parent_id, e.country, e.placeholder,
    (
        SELECT json_group_array(s.name)
        FROM (
            SELECT DISTINCT a.name
            FROM aliases AS a
            WHERE
                a.entity_id = e.id AND a.tx_to IS NULL
                AND a.known_from <= :known_by AND (a.known_to IS NULL OR a.known_to > :known_by)
            ORDER BY a.name
        ) AS s
    ) AS aliases
FROM entities AS e
WHERE
    e.id IN (SELECT value FROM json_each(:ids)) AND e.tx_to IS NULL
    AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
ORDER BY e.id
