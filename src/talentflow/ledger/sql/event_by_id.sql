-- An event as the documents known by a day told it.
SELECT e.row_id, e.body FROM events AS e
WHERE
    e.id = :id AND e.tx_to IS NULL
    AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
    AND e.sort_day <= :as_of
