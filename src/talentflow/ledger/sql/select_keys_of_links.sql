-- Keys of names that have one of some links.
SELECT DISTINCT key FROM name_links WHERE link IN (SELECT value FROM json_each(:links))
