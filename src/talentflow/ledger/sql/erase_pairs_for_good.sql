INSERT INTO documents_pairs (documents_pairs) VALUES ('optimize')
