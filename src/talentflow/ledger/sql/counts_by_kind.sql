-- Events by kind and status.
SELECT kind, status, count(*) AS n FROM events WHERE tx_to IS NULL GROUP BY kind, status ORDER BY kind, status
