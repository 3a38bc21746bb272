-- Names that wait for identities and events.
SELECT name FROM pending ORDER BY name LIMIT ?
