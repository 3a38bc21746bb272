-- One batch of writing.
INSERT INTO transactions (at, what) VALUES (?, ?)
