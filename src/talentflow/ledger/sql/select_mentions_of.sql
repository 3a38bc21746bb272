-- Mentions of some documents.
SELECT d.hash AS doc_hash, m.kind, m.span_start, m.span_end, m.quote, m.entity_id, m.name, m.score
FROM documents AS d
JOIN mentions AS m ON m.document_row = d.row_id
WHERE d.hash IN (SELECT value FROM json_each(:hashes))
ORDER BY d.hash, m.span_start
