-- All spells, as the documents known by a day tell them.
SELECT s.body FROM spells AS s
WHERE
    s.tx_to IS NULL
    AND s.known_from <= :known_by AND (s.known_to IS NULL OR s.known_to > :known_by)
    AND coalesce(s.start_from, '0001-01-01') <= :as_of
    AND (:contradicted = 0 OR s.n_contradictions > 0)
ORDER BY coalesce(s.start_from, s.end_from, s.end_to, '9999-12-31'), s.id
