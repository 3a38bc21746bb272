INSERT OR IGNORE INTO name_links (key, link) VALUES (?, ?)
