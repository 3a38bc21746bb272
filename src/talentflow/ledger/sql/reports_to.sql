-- Events in which somebody comes to report to one of these names.
SELECT e.row_id, e.body
FROM events AS e
WHERE
    e.tx_to IS NULL
    AND e.manager IN (SELECT value FROM json_each(:names))
    AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
    AND e.sort_day <= :as_of
ORDER BY e.sort_day, e.id
