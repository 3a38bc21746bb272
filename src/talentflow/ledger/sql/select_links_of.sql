-- Links of some keys of names.
SELECT DISTINCT link FROM name_links WHERE key IN (SELECT value FROM json_each(:keys))
