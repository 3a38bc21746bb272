-- Other names declared for names of some keys, by documents withdrawn or not.
SELECT o.name, o.other, o.quote, o.span_start, o.span_end, d.hash AS doc_hash, d.published, w.on_day AS withdrawn_on
FROM other_names AS o
JOIN documents AS d ON d.row_id = o.document_row
LEFT JOIN withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL
WHERE
    o.name IN (SELECT k.name FROM name_keys AS k WHERE k.key IN (SELECT value FROM json_each(:keys)))
    OR o.other IN (SELECT k.name FROM name_keys AS k WHERE k.key IN (SELECT value FROM json_each(:keys)))
ORDER BY d.hash, o.span_start, o.row_id
