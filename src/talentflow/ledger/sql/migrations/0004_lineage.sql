-- Who copied whom. Signatures are derived from documents and never change; links are between documents by hash, and one
-- counts for a day on which both documents speak.

CREATE TABLE signatures (
    number INTEGER PRIMARY KEY,
    doc_hash TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE signature_keys (
    key INTEGER NOT NULL,
    number INTEGER NOT NULL REFERENCES signatures (number),
    PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE derivations (
    row_id INTEGER PRIMARY KEY,
    doc_hash TEXT NOT NULL,
    origin_hash TEXT,
    origin_name TEXT,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE INDEX derivations_by_document ON derivations (doc_hash) WHERE tx_to IS NULL;
CREATE INDEX derivations_by_origin ON derivations (origin_hash) WHERE origin_hash IS NOT NULL AND tx_to IS NULL;

PRAGMA user_version = 4;
