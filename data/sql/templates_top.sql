-- One row per text that a rep of the scope sent to several people, by reach. The text only for those who may read all.
-- Reach and answers are the whole workspace's over all time: :since and :until only ask for use in these days.
SELECT
  t.id, t.messages, t.reach,
  (SELECT json_group_array(u.value) FROM json_each(t.reps) u
    WHERE :reps IS NULL OR u.value IN (SELECT value FROM json_each(:reps))) AS reps,
  t.first_day, t.last_day, t.replied, t.mature, t.negative,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE t.text END AS text
FROM template t
WHERE COALESCE(t.last_day, '') >= :since AND COALESCE(t.first_day, '') <= :until
  AND (:reps IS NULL OR EXISTS (
    SELECT 1 FROM json_each(t.reps) u WHERE u.value IN (SELECT value FROM json_each(:reps))))
ORDER BY t.reach DESC, t.messages DESC, t.id
