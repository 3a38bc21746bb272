DELETE FROM pending WHERE name = ?
