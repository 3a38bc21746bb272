-- Which of some organizations an open claim is still assigned to.
SELECT value AS id FROM json_each(:ids)
WHERE EXISTS (SELECT 1 FROM assignments AS a WHERE a.org_id = value AND a.tx_to IS NULL)
