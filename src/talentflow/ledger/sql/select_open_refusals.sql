-- Refusals that nobody has looked at, the newest first.
SELECT id, place, line, code, reason, span_start, span_end FROM refusals AS r
WHERE
    tx_to IS NULL
    AND NOT EXISTS (SELECT 1 FROM judgements AS j WHERE j.left_id = r.id AND j.judged_by = 'human' AND j.tx_to IS NULL)
ORDER BY row_id DESC
