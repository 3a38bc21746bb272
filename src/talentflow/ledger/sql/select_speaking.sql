-- Those of some documents that speak on a day.
SELECT hash FROM documents_known
WHERE
    hash IN (SELECT value FROM json_each(:hashes))
    AND known_from <= :known_by AND (known_to IS NULL OR known_to > :known_by)
