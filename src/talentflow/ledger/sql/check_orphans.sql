-- Assignments of claims that do not stand, and people whom no claim is about.
SELECT c.id FROM assignments AS a JOIN claims AS c ON c.row_id = a.claim_row
WHERE a.tx_to IS NULL AND c.tx_to IS NOT NULL AND c.person NOT IN (SELECT name FROM pending)
UNION ALL
SELECT e.id FROM entities AS e
WHERE
    e.kind = 'person' AND e.tx_to IS NULL AND e.known_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM assignments AS a WHERE a.person_id = e.id AND a.tx_to IS NULL)
    AND NOT EXISTS (SELECT 1 FROM pending)
LIMIT 20
