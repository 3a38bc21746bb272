-- Every name with a claim, to be settled anew.
INSERT OR IGNORE INTO pending (name) SELECT DISTINCT person FROM claims
