-- Events by kind and status.
SELECT kind, status, count(*) AS n FROM events
WHERE
    tx_to IS NULL AND known_from <= :known_by AND (known_to IS NULL OR known_to > :known_by) AND sort_day <= :as_of
GROUP BY kind, status
ORDER BY kind, status
