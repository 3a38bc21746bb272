-- The number of the next row; the caller holds the write lock.
SELECT coalesce(max(row_id), 0) + 1 FROM events
