-- Events in order of the day they happened, or were first told where nobody says when. All but the odd ones lie between
-- two days, those of a month or less between two days that are near; all three kinds come in order of their index.
SELECT * FROM (
    SELECT e.row_id, e.body, e.sort_day, e.id
    FROM events AS e
    WHERE
        e.tx_to IS NULL AND e.is_odd = 0
        AND e.sort_day >= :near_floor AND e.sort_day <= :ceiling
        AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
        AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds)))
        AND (:statuses IS NULL OR e.status IN (SELECT value FROM json_each(:statuses)))
        AND (:since IS NULL OR e.valid_to > :since)
        AND (:until IS NULL OR e.valid_from < :until)
    UNION ALL
    SELECT e.row_id, e.body, e.sort_day, e.id
    FROM events AS e
    WHERE
        e.tx_to IS NULL AND e.is_odd = 2
        AND e.sort_day >= :floor AND e.sort_day <= :ceiling
        AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
        AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds)))
        AND (:statuses IS NULL OR e.status IN (SELECT value FROM json_each(:statuses)))
        AND (:since IS NULL OR e.valid_to > :since)
        AND (:until IS NULL OR e.valid_from < :until)
    UNION ALL
    SELECT e.row_id, e.body, e.sort_day, e.id
    FROM events AS e
    WHERE
        e.tx_to IS NULL AND e.is_odd = 1
        AND e.sort_day <= :as_of
        AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
        AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds)))
        AND (:statuses IS NULL OR e.status IN (SELECT value FROM json_each(:statuses)))
        AND (:since IS NULL OR e.valid_to > :since OR (e.valid_to IS NULL AND e.valid_from IS NOT NULL))
        AND (:until IS NULL OR e.valid_from < :until OR (e.valid_from IS NULL AND e.valid_to IS NOT NULL))
    ORDER BY 3, 4
)
LIMIT :limit
