-- The last transaction that was made before a day.
SELECT coalesce(max(tx), 0) AS tx FROM transactions WHERE at < ?
