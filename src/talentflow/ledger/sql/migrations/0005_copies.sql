-- Copies move nothing and near dates are rivals: what was derived before is derived anew by the next `read`.
INSERT OR IGNORE INTO pending (name) SELECT DISTINCT person FROM claims;

PRAGMA user_version = 5;
