-- Events of some people.
SELECT e.row_id, e.body
FROM events AS e
WHERE
    e.tx_to IS NULL
    AND e.person_id IN (SELECT value FROM json_each(:person_ids))
    AND (:org_ids IS NULL OR e.org_id IN (SELECT value FROM json_each(:org_ids)))
    AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
    AND e.sort_day <= :as_of
    AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds)))
    AND (:statuses IS NULL OR e.status IN (SELECT value FROM json_each(:statuses)))
    AND (:since IS NULL OR e.valid_to > :since OR (e.valid_to IS NULL AND e.valid_from IS NOT NULL))
    AND (:until IS NULL OR e.valid_from < :until OR (e.valid_from IS NULL AND e.valid_to IS NOT NULL))
ORDER BY e.sort_day, e.id
LIMIT :limit
