-- The first shape of the ledger. Two clocks everywhere: valid_from/valid_to (true in the world, days) and
-- tx_from/tx_to (known to the ledger, numbers of `transactions`); both half-open, NULL = open.
-- Rows are appended and closed (tx_to set once), never changed otherwise.

CREATE TABLE transactions (
    tx INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    row_id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    published TEXT,
    url TEXT,
    source TEXT,
    lang TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX documents_by_hash ON documents (hash) WHERE tx_to IS NULL;
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_day ON documents (published);

-- Names of people with new claims: a queue, emptied when their identities and events are written.
CREATE TABLE pending (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    row_id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    kind TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    entity_id TEXT,
    name TEXT,
    score REAL NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE INDEX mentions_by_document ON mentions (document_row);
CREATE INDEX mentions_by_entity ON mentions (entity_id, document_row) WHERE entity_id IS NOT NULL AND tx_to IS NULL;

CREATE TABLE claims (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    org TEXT,
    role TEXT,
    date_edtf TEXT,
    date_basis TEXT,
    valid_from TEXT,
    valid_to TEXT,
    status TEXT NOT NULL,
    source TEXT,
    reason TEXT,
    to_person TEXT,
    venture TEXT,
    returns INTEGER NOT NULL,
    person_id TEXT,
    org_id TEXT,
    org_name TEXT,
    cue TEXT,
    date_text TEXT,
    announced_text TEXT,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    engine TEXT NOT NULL,
    rule TEXT,
    lang TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX claims_by_id ON claims (id) WHERE tx_to IS NULL;
CREATE INDEX claims_by_document ON claims (document_row);
CREATE INDEX claims_by_person ON claims (person);

CREATE TABLE absences (
    row_id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    org TEXT NOT NULL,
    org_id TEXT,
    kind TEXT NOT NULL,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE INDEX absences_by_org ON absences (org_id);
CREATE INDEX absences_by_document ON absences (document_row);

CREATE TABLE org_events (
    row_id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    kind TEXT NOT NULL,
    org TEXT,
    org_id TEXT,
    unit TEXT,
    other TEXT,
    amount TEXT,
    date_edtf TEXT,
    date_basis TEXT,
    valid_from TEXT,
    valid_to TEXT,
    status TEXT NOT NULL,
    rule TEXT,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE INDEX org_events_by_org ON org_events (org_id);
CREATE INDEX org_events_by_document ON org_events (document_row);

CREATE TABLE refusals (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    line INTEGER,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX refusals_by_id ON refusals (id) WHERE tx_to IS NULL;

-- The blocking key of every person name the claims use; derived, filled by the resolver.
CREATE TABLE name_keys (
    name TEXT PRIMARY KEY,
    key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX name_keys_by_key ON name_keys (key);

CREATE TABLE entities (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    kind_detail TEXT,
    parent_id TEXT,
    country TEXT,
    placeholder INTEGER NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX entities_by_id ON entities (id) WHERE tx_to IS NULL;

CREATE TABLE aliases (
    row_id INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX aliases_by_entity ON aliases (entity_id, name) WHERE tx_to IS NULL;
CREATE INDEX aliases_by_key ON aliases (key) WHERE tx_to IS NULL;

-- Whom and which organization a claim is about, as resolved; the claim itself stays as it was read.
CREATE TABLE assignments (
    row_id INTEGER PRIMARY KEY,
    claim_row INTEGER NOT NULL REFERENCES claims (row_id),
    person_id TEXT NOT NULL,
    org_id TEXT,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX assignments_by_claim ON assignments (claim_row) WHERE tx_to IS NULL;
CREATE INDEX assignments_by_person ON assignments (person_id);
CREATE INDEX assignments_by_org ON assignments (org_id) WHERE tx_to IS NULL;

CREATE TABLE judgements (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    score REAL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX judgements_by_id ON judgements (id) WHERE tx_to IS NULL;
CREATE INDEX judgements_by_pair ON judgements (left_id, right_id);

-- One row per version of an event; `body` is the whole record, the columns are what queries need.
CREATE TABLE events (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL,
    org_id TEXT,
    manager TEXT,
    status TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    known_from TEXT,
    sort_day TEXT NOT NULL,
    n_roots INTEGER NOT NULL,
    confidence REAL NOT NULL,
    body TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (id) WHERE tx_to IS NULL;
CREATE INDEX events_by_person ON events (person_id, sort_day) WHERE tx_to IS NULL;
CREATE INDEX events_by_org ON events (org_id, sort_day) WHERE tx_to IS NULL;
CREATE INDEX events_by_day ON events (sort_day, kind, status, valid_from, valid_to, known_from) WHERE tx_to IS NULL;
CREATE INDEX events_by_manager ON events (manager) WHERE manager IS NOT NULL AND tx_to IS NULL;

-- The status history of an event, one claim a step, in order of what was known when; `root` is the lineage root.
CREATE TABLE event_claims (
    event_row INTEGER NOT NULL REFERENCES events (row_id),
    step INTEGER NOT NULL,
    claim_row INTEGER NOT NULL REFERENCES claims (row_id),
    status TEXT NOT NULL,
    known_on TEXT,
    root TEXT NOT NULL,
    PRIMARY KEY (event_row, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claims_by_claim ON event_claims (claim_row);

-- Words in Chinese have no spaces: three-character windows find any substring of three or more characters.
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content = 'documents', content_rowid = 'row_id', tokenize = 'trigram'
);

PRAGMA application_id = 1413893207;
PRAGMA user_version = 1;
