SELECT s.doc_hash FROM signature_keys AS k JOIN signatures AS s ON s.number = k.number WHERE k.key = ? ORDER BY k.number LIMIT ?
