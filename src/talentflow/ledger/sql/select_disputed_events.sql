-- Events of now whose sources contradict each other.
SELECT body FROM events WHERE status = 'disputed' AND known_to IS NULL AND tx_to IS NULL ORDER BY sort_day DESC, id
