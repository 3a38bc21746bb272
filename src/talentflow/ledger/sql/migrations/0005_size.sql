-- What is few among very many, found without walking through the many.
CREATE INDEX events_disputed ON events (sort_day DESC, id) WHERE status = 'disputed' AND known_to IS NULL AND tx_to IS NULL;

PRAGMA user_version = 5;
