-- Documents that wait for identities and events, oldest first.
SELECT document_row FROM pending ORDER BY document_row LIMIT ?
