-- The first and last day of publication.
SELECT min(d.published) AS first, max(d.published) AS last FROM documents AS d
WHERE d.tx_to IS NULL AND d.published <= :known_by
