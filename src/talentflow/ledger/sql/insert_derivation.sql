INSERT INTO derivations (doc_hash, origin_hash, origin_name, score, reason, tx_from) VALUES (?, ?, ?, ?, ?, ?)
