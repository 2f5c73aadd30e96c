-- Reps who have any fact in a period.
SELECT rep_id FROM message WHERE day BETWEEN :since AND :until
UNION SELECT rep_id FROM invitation WHERE day BETWEEN :since AND :until
UNION SELECT rep_id FROM activity WHERE day BETWEEN :since AND :until
