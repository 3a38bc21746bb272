-- The size of the ledger as known by a day; the documents and what stands in them, and what is derived from them.
SELECT
    (SELECT count(*) FROM documents WHERE tx_to IS NULL) AS documents,
    (SELECT count(*) FROM withdrawals WHERE tx_to IS NULL) AS withdrawn,
    (SELECT count(*) FROM mentions WHERE tx_to IS NULL) AS mentions,
    (SELECT count(*) FROM claims WHERE tx_to IS NULL) AS claims,
    (SELECT count(*) FROM events WHERE tx_to IS NULL AND known_to IS NULL) AS events,
    (SELECT count(*) FROM spells WHERE tx_to IS NULL AND known_to IS NULL) AS spells,
    (SELECT count(*) FROM entities WHERE tx_to IS NULL AND known_to IS NULL AND kind = 'person') AS persons,
    (SELECT count(*) FROM entities WHERE tx_to IS NULL AND known_to IS NULL AND kind = 'org') AS organizations,
    (SELECT count(*) FROM absences WHERE tx_to IS NULL) AS absences,
    (SELECT count(*) FROM org_events WHERE tx_to IS NULL) AS org_events,
    (SELECT count(*) FROM refusals WHERE tx_to IS NULL) AS refusals,
    (SELECT count(*) FROM pending) AS pending
