INSERT INTO documents_fts (documents_fts) VALUES ('optimize')
