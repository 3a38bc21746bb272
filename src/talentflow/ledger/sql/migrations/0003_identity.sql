-- Who is who across scripts, and what people say of it.

-- Other keys under which a name is found, besides its own in `name_keys`: its letters, sorted; derived.
CREATE TABLE name_links (
    key TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (key, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_links_by_link ON name_links (link);

-- Other names that documents declare.
CREATE TABLE other_names (
    row_id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (row_id),
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    tx_from INTEGER NOT NULL REFERENCES transactions (tx),
    tx_to INTEGER REFERENCES transactions (tx)
) STRICT;
CREATE INDEX other_names_by_document ON other_names (document_row);
CREATE INDEX other_names_by_name ON other_names (name);
CREATE INDEX other_names_by_other ON other_names (other);

-- The name and document behind an id that a judgement is about; the id is a hash of both, so a row never changes.
CREATE TABLE profiles (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    doc_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX profiles_by_name ON profiles (name);

CREATE INDEX judgements_by_judge ON judgements (judged_by, row_id) WHERE tx_to IS NULL;
CREATE INDEX judgements_by_right ON judgements (right_id) WHERE tx_to IS NULL;

INSERT OR IGNORE INTO pending (name) SELECT DISTINCT person FROM claims WHERE tx_to IS NULL;

PRAGMA user_version = 3;
