-- One post with a text: what a visitor of the profile may read.
SELECT rep_id, network, day, text FROM activity WHERE kind = 'post' AND day IS NOT NULL AND text <> '' ORDER BY day, id
