-- Every word, old ones too, on pairs of some ids, oldest first.
SELECT left_id, right_id, verdict, judged_by, reason, score, tx_to FROM judgements
WHERE left_id IN (SELECT value FROM json_each(:ids)) AND right_id IN (SELECT value FROM json_each(:ids))
ORDER BY row_id
