-- How many open claims are about each of some people.
SELECT person_id, count(*) AS n FROM assignments
WHERE person_id IN (SELECT value FROM json_each(:ids)) AND tx_to IS NULL
GROUP BY person_id
