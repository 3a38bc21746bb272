-- Steps of events that rest on some documents.
DELETE FROM event_claims WHERE event_row IN (SELECT event_row FROM event_claims WHERE claim_row IN (SELECT row_id FROM claims WHERE document_row IN (SELECT value FROM json_each(:documents))))
