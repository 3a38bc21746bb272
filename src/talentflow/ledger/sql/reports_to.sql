-- Events in which somebody comes to report to one of these names.
SELECT e.row_id, e.body
FROM events AS e
WHERE
    e.tx_to IS NULL
    AND e.manager IN (SELECT value FROM json_each(:names))
    AND (:known_by IS NULL OR e.known_from <= :known_by)
ORDER BY e.sort_day, e.id
