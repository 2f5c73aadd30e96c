-- One row per conversation in which a question of theirs of these days has waited too long for our answer, as far as
-- the finding stands, the longest first. Names only for those who may read the texts.
SELECT
  v.id AS conversation_id, v.rep_id, v.network, v.waiting_since,
  CASE WHEN :masked OR :text <> 'all' THEN '' ELSE COALESCE(c.name, v.title) END AS contact
FROM conversation v LEFT JOIN contact c ON c.id = v.contact_id
WHERE v.waiting_since IS NOT NULL AND v.private = 0
  AND EXISTS (
    SELECT 1 FROM finding f LEFT JOIN finding_answer a ON a.finding_id = f.id
    WHERE f.conversation_id = v.id AND f.rule = 'reply.waiting' AND f.day BETWEEN :since AND :until
      AND NOT (COALESCE(a.answer, '') = 'wrong' AND COALESCE(a.decided, 'accepted') = 'accepted')
  )
  AND substr(v.waiting_since, 1, 10) BETWEEN :since AND :until
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.waiting_since, v.id
