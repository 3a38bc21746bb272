INSERT INTO temp.asked (tx) VALUES (?)
