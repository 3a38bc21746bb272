-- The size of the ledger as its sources had it on an earlier day.
SELECT
    (SELECT count(*) FROM documents_known AS d WHERE d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)) AS documents,
    (SELECT count(*) FROM withdrawals AS w WHERE w.tx_to IS NULL AND w.on_day <= :known_by) AS withdrawn,
    (
        SELECT count(*) FROM claims AS c JOIN documents_known AS d ON d.row_id = c.document_row
        WHERE d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
    ) AS claims,
    (
        SELECT count(*) FROM events AS e
        WHERE
            e.tx_to IS NULL AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
            AND e.sort_day <= :as_of
    ) AS events,
    (
        SELECT count(*) FROM spells AS s
        WHERE
            s.tx_to IS NULL AND s.known_from <= :known_by AND (s.known_to IS NULL OR s.known_to > :known_by)
            AND coalesce(s.start_from, '0001-01-01') <= :as_of
    ) AS spells,
    (
        SELECT count(*) FROM entities AS e
        WHERE e.tx_to IS NULL AND e.kind = 'person' AND e.known_from <= :known_by AND (e.known_to IS NULL OR e.known_to > :known_by)
    ) AS persons
