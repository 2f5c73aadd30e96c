-- One row: how many outreach messages of the days no figure counts because nobody said who wrote them (unknown), and how
-- many are counted by an answer that nobody confirmed (proposed).
SELECT COALESCE(SUM(direction = 'unknown'), 0) AS unknown,
  COALESCE(SUM(direction <> 'unknown' AND direction_by = 'proposed'), 0) AS proposed
FROM message
WHERE direction_by IN ('unknown', 'proposed') AND kind IN ('direct', 'inmail', 'invitation')
  AND (day BETWEEN :since AND :until OR day IS NULL)
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
