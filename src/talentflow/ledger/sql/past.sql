-- The ledger as it stood after one of its transactions: temporary views in front of its tables, so that every statement
-- reads the past unchanged. What was closed later is open, what was appended later is not there. Columns are those of the
-- tables, in their order (a test compares them). The partial indexes of what is open now are of no use here.

CREATE TEMP TABLE asked (tx INTEGER NOT NULL);

CREATE TEMP VIEW documents AS SELECT
    row_id, hash, id, title, text, published, url, source, lang, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.documents
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW withdrawals AS SELECT
    row_id, document_row, on_day, reason, replaced_by, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.withdrawals
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW mentions AS SELECT
    row_id, document_row, kind, span_start, span_end, quote, entity_id, name, score, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.mentions
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW claims AS SELECT
    row_id, id, document_row, person, kind, org, role, date_edtf, date_basis, valid_from, valid_to, status,
    source, reason, to_person, venture, returns, person_id, org_id, org_name, cue, date_text, announced_text,
    quote, span_start, span_end, confidence, engine, rule, lang, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.claims
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW absences AS SELECT
    row_id, document_row, org, org_id, kind, quote, span_start, span_end, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.absences
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW org_events AS SELECT
    row_id, document_row, kind, org, org_id, unit, other, amount, date_edtf, date_basis, valid_from, valid_to,
    status, rule, quote, span_start, span_end, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.org_events
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW refusals AS SELECT
    row_id, id, place, line, code, reason, span_start, span_end, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.refusals
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW entities AS SELECT
    row_id, id, kind, name, kind_detail, parent_id, country, placeholder, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to, known_from, known_to, block
FROM main.entities
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW aliases AS SELECT
    row_id, entity_id, name, key, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to, known_from, known_to
FROM main.aliases
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW assignments AS SELECT
    row_id, claim_row, person_id, org_id, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.assignments
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW judgements AS SELECT
    row_id, id, left_id, right_id, verdict, judged_by, reason, score, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.judgements
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW other_names AS SELECT
    row_id, document_row, name, other, quote, span_start, span_end, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.other_names
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW events AS SELECT
    row_id, id, kind, person_id, org_id, manager, status, valid_from, valid_to, known_from, sort_day, n_roots,
    confidence, body, tx_from, CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to,
    known_to, is_odd
FROM main.events
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW spells AS SELECT
    row_id, id, block, person_id, org_id, status, start_from, start_to, end_from, end_to, is_open,
    n_contradictions, body, known_from, known_to, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.spells
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW derivations AS SELECT
    row_id, doc_hash, origin_hash, origin_name, score, reason, tx_from,
    CASE WHEN tx_to <= (SELECT tx FROM temp.asked) THEN tx_to END AS tx_to
FROM main.derivations
WHERE tx_from <= (SELECT tx FROM temp.asked);

CREATE TEMP VIEW documents_known AS
SELECT d.*, coalesce(d.published, '9999-12-31') AS known_from, w.on_day AS known_to
FROM temp.documents AS d
LEFT JOIN temp.withdrawals AS w ON w.document_row = d.row_id AND w.tx_to IS NULL;

CREATE TEMP VIEW transactions AS SELECT tx, at, what
FROM main.transactions
WHERE tx <= (SELECT tx FROM temp.asked);

-- What waits now says nothing of what waited then.
CREATE TEMP VIEW pending AS SELECT name FROM main.pending WHERE 0;
