-- Reps who have any fact in a period.
SELECT id AS rep_id FROM rep r
WHERE EXISTS (SELECT 1 FROM message WHERE rep_id = r.id AND day BETWEEN :since AND :until)
    OR EXISTS (SELECT 1 FROM invitation WHERE rep_id = r.id AND day BETWEEN :since AND :until)
    OR EXISTS (SELECT 1 FROM activity WHERE rep_id = r.id AND day BETWEEN :since AND :until)
