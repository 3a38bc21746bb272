-- Open events whose steps are not those of their history, or whose columns do not say what their record says.
SELECT e.id FROM events AS e
WHERE
    e.tx_to IS NULL
    AND (
        json_array_length(e.body, '$.history') <> (SELECT count(*) FROM event_claims AS l WHERE l.event_row = e.row_id)
        OR e.status <> e.body ->> '$.status' OR e.kind <> e.body ->> '$.kind'
        OR e.person_id <> e.body ->> '$.person_id' OR e.org_id IS NOT e.body ->> '$.org_id'
    )
LIMIT 20
