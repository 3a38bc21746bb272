-- What is few among very many, found without walking through the many.
CREATE INDEX events_disputed ON events (sort_day DESC, id) WHERE status = 'disputed' AND known_to IS NULL AND tx_to IS NULL;

-- `is_odd` 2: longer than a month, and not odd. With a window, what is short is looked for a month back, not a year.
CREATE INDEX events_long ON events (sort_day, id, kind, status, known_from, known_to, valid_from, valid_to)
WHERE tx_to IS NULL AND is_odd = 2;
UPDATE events SET is_odd = 2
WHERE is_odd = 0 AND tx_to IS NULL AND julianday(valid_to) - julianday(valid_from) > 31;

PRAGMA user_version = 6;
