-- One row per conversation whose other side was interested, where our last message of these days got no answer, the
-- newest first. Names only for those who may read the texts.
SELECT
  v.id AS conversation_id, v.rep_id, v.network, v.last_day,
  CASE WHEN :masked OR :text <> 'all' THEN '' ELSE COALESCE(c.name, v.title) END AS contact
FROM conversation v LEFT JOIN contact c ON c.id = v.contact_id
WHERE v.private = 0 AND v.kind = 'direct' AND v.positive = 1 AND v.outcome IN ('interested', 'meeting', 'later')
  AND v.waiting_since IS NULL AND COALESCE(v.burned, 0) = 0
  AND v.last_day BETWEEN :since AND :until
  AND 'out' = (
    SELECT k.direction FROM message_mark k WHERE k.conversation_id = v.id ORDER BY k.position DESC, k.message_id LIMIT 1
  )
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.last_day DESC, v.id
