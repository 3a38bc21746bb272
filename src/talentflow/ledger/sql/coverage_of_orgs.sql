-- How many documents speak of each organization, by mention or by claim.
SELECT told.org_id, count(DISTINCT told.document_row) AS n_documents
FROM (
    SELECT m.entity_id AS org_id, m.document_row
    FROM mentions AS m
    JOIN documents_known AS d ON d.row_id = m.document_row
    WHERE
        m.entity_id IN (SELECT value FROM json_each(:org_ids))
        AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
    UNION
    SELECT a.org_id, c.document_row
    FROM assignments AS a
    JOIN claims AS c ON c.row_id = a.claim_row
    JOIN documents_known AS d ON d.row_id = c.document_row
    WHERE
        a.org_id IN (SELECT value FROM json_each(:org_ids)) AND a.tx_to IS NULL
        AND d.known_from <= :known_by AND (d.known_to IS NULL OR d.known_to > :known_by)
) AS told
GROUP BY told.org_id
