-- Every version of every event that rests on some documents.
DELETE FROM events WHERE row_id IN (SELECT event_row FROM event_claims WHERE claim_row IN (SELECT row_id FROM claims WHERE document_row IN (SELECT value FROM json_each(:documents))))
