-- What was known when: the clock of the sources. A document speaks from its day of publication (an undated one only
-- "now", which is the day 9999-12-31) until it is withdrawn. What is derived from documents (events, spells, people)
-- has one row for every stretch of days on which the documents known by then told the same: known_from/known_to,
-- half-open; what stands now has known_to NULL. tx_from/tx_to stay the ledger's own clock.

CREATE TABLE withdrawals (
    row_id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    on_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    replaced_by TEXT,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX withdrawals_by_document ON withdrawals (document_row) WHERE tx_to IS NULL;

CREATE VIEW documents_known AS
SELECT d.*, coalesce(d.published, '9999-12-31') AS known_from, w.on_day AS known_to
FROM documents AS d
LEFT JOIN withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL;

CREATE INDEX documents_by_any_hash ON documents (hash);
CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;
CREATE INDEX claims_by_any_id ON claims (id);
DROP INDEX mentions_by_entity;
CREATE INDEX mentions_by_entity ON mentions (entity_id, document_row) WHERE entity_id IS NOT NULL;

ALTER TABLE events ADD COLUMN known_to TEXT;
-- 1 where `sort_day` says little of when it may have happened: an open or long interval, or a day after the telling.
ALTER TABLE events ADD COLUMN is_odd INTEGER NOT NULL DEFAULT 0;
DROP INDEX events_by_id;
CREATE UNIQUE INDEX events_by_id ON events (id, known_from) WHERE tx_to IS NULL;
DROP INDEX events_by_person;
CREATE INDEX events_by_person ON events (person_id, sort_day) WHERE tx_to IS NULL;
DROP INDEX events_by_org;
CREATE INDEX events_by_org ON events (org_id, sort_day, id) WHERE tx_to IS NULL;
DROP INDEX events_by_day;
CREATE INDEX events_by_day ON events (sort_day, id, kind, status, known_from, known_to, valid_from, valid_to)
WHERE tx_to IS NULL AND is_odd = 0;
CREATE INDEX events_odd ON events (sort_day, id, kind, status, known_from, known_to, valid_from, valid_to)
WHERE tx_to IS NULL AND is_odd = 1;
CREATE INDEX events_undated ON events (known_from, kind, status)
WHERE tx_to IS NULL AND valid_from IS NULL AND valid_to IS NULL;

ALTER TABLE entities ADD COLUMN known_from TEXT NOT NULL DEFAULT '0001-01-01';
ALTER TABLE entities ADD COLUMN known_to TEXT;
ALTER TABLE entities ADD COLUMN block TEXT;
DROP INDEX entities_by_id;
CREATE UNIQUE INDEX entities_by_id ON entities (id, known_from) WHERE tx_to IS NULL;
CREATE INDEX entities_by_block ON entities (block) WHERE block IS NOT NULL AND tx_to IS NULL;

ALTER TABLE aliases ADD COLUMN known_from TEXT NOT NULL DEFAULT '0001-01-01';
ALTER TABLE aliases ADD COLUMN known_to TEXT;
DROP INDEX aliases_by_entity;
CREATE UNIQUE INDEX aliases_by_entity ON aliases (entity_id, name, known_from) WHERE tx_to IS NULL;

-- A person at an organization over an interval; `body` is the whole record, the columns are what queries need.
-- The spell lasts from some day in [start_from, start_to) to some day in [end_from, end_to); NULL = nobody says.
CREATE TABLE spells (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    block TEXT NOT NULL,
    person_id TEXT NOT NULL,
    org_id TEXT,
    status TEXT NOT NULL,
    start_from TEXT,
    start_to TEXT,
    end_from TEXT,
    end_to TEXT,
    is_open INTEGER NOT NULL,
    n_contradictions INTEGER NOT NULL,
    body TEXT NOT NULL,
    known_from TEXT NOT NULL,
    known_to TEXT,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX spells_by_id ON spells (id, known_from) WHERE tx_to IS NULL;
CREATE INDEX spells_by_block ON spells (block) WHERE tx_to IS NULL;
CREATE INDEX spells_by_person ON spells (person_id) WHERE tx_to IS NULL;
CREATE INDEX spells_by_org ON spells (org_id) WHERE tx_to IS NULL;

-- Erased people: a digest of salted names, nothing else; what is read later is held against it.
CREATE TABLE erasures (
    row_id INTEGER PRIMARY KEY,
    salt TEXT NOT NULL,
    digests TEXT NOT NULL,
    reason TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx)
) STRICT;

-- Words of one or two characters, which trigrams cannot find; `pairs` is a function of ledger/pairs.py.
CREATE VIRTUAL TABLE documents_pairs USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0', prefix = '1'
);
INSERT INTO documents_pairs (rowid, words) SELECT row_id, pairs(coalesce(title, '') || ' ' || text) FROM documents;

-- What was derived under the first shape is closed, and derived anew by the next `read`.
INSERT INTO transactions (at, what)
SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'migrate' WHERE EXISTS (SELECT 1 FROM documents);
UPDATE events SET tx_to = (SELECT max(tx) FROM transactions) WHERE tx_to IS NULL;
UPDATE aliases SET tx_to = (SELECT max(tx) FROM transactions) WHERE tx_to IS NULL;
UPDATE entities SET tx_to = (SELECT max(tx) FROM transactions) WHERE tx_to IS NULL;
INSERT OR IGNORE INTO pending (name) SELECT DISTINCT person FROM claims WHERE tx_to IS NULL;

PRAGMA user_version = 2;
