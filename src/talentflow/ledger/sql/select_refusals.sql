-- What was declined, oldest first.
SELECT place, line, code, reason, span_start, span_end FROM refusals WHERE tx_to IS NULL ORDER BY row_id LIMIT ?
