-- The newest transaction that can be seen.
SELECT tx, at FROM transactions ORDER BY tx DESC LIMIT 1
