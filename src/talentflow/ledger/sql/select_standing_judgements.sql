-- Which of some judgements stand.
SELECT id FROM judgements WHERE id IN (SELECT value FROM json_each(:ids)) AND tx_to IS NULL
