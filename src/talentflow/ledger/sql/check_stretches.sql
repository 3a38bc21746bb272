-- Events that stand twice on one day of the sources.
SELECT DISTINCT one.id FROM events AS one
JOIN events AS other ON other.id = one.id AND other.known_from > one.known_from
WHERE
    one.tx_to IS NULL AND other.tx_to IS NULL
    AND (one.known_to IS NULL OR other.known_from < one.known_to)
LIMIT 20
