INSERT INTO erasures (salt, digests, reason, tx_from) VALUES (?, ?, ?, ?)
