-- Posts with a text and a day.
SELECT id, rep_id, network, day, text FROM activity WHERE kind = 'post' AND day IS NOT NULL AND text <> '' ORDER BY id
