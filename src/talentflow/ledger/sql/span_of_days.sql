-- The first and last day of publication.
SELECT min(published) AS first, max(published) AS last FROM documents WHERE tx_to IS NULL
