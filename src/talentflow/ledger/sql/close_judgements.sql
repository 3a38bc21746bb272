-- A judge's older verdict on a pair ends when another one comes.
UPDATE judgements SET tx_to = :tx
WHERE left_id = :left_id AND right_id = :right_id AND judged_by = :judged_by AND verdict <> :verdict AND tx_to IS NULL
