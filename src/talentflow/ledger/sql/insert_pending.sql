INSERT OR IGNORE INTO pending (name) VALUES (?)
