-- Pairs of names that a person's positive word connects, one of them of some keys.
SELECT l.name AS name, r.name AS other
FROM judgements AS j
JOIN profiles AS l ON l.id = j.left_id
JOIN profiles AS r ON r.id = j.right_id
WHERE
    j.judged_by = 'human' AND j.verdict = 'positive' AND j.tx_to IS NULL
    AND (
        l.name IN (SELECT k.name FROM name_keys AS k WHERE k.key IN (SELECT value FROM json_each(:keys)))
        OR r.name IN (SELECT k.name FROM name_keys AS k WHERE k.key IN (SELECT value FROM json_each(:keys)))
    )
