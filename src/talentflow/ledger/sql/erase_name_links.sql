DELETE FROM name_links WHERE key NOT IN (SELECT key FROM name_keys)
