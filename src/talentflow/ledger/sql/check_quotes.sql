-- Claims whose words do not stand where they say.
SELECT c.id FROM claims AS c JOIN documents AS d ON d.row_id = c.document_row
WHERE substr(d.text, c.span_start + 1, c.span_end - c.span_start) <> c.quote LIMIT 20
