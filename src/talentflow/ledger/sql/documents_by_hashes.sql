-- Documents without their text.
SELECT hash, id, title, '' AS text, published, url, source, lang FROM documents
WHERE hash IN (SELECT value FROM json_each(:hashes))
ORDER BY published, id
