-- Raises an error where the index of words does not fit the texts.
INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)
