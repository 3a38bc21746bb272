-- Documents with claims and without a signature.
SELECT DISTINCT d.row_id, d.hash, d.id, d.title, d.text, d.published, d.url, d.source, d.lang
FROM documents AS d
JOIN claims AS c ON c.document_row = d.row_id
WHERE d.tx_to IS NULL AND d.hash NOT IN (SELECT doc_hash FROM signatures)
ORDER BY d.row_id
