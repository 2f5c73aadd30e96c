-- One row per conversation worth reading again: answered well, without a copied text or an early offer; the best first.
SELECT
  v.id AS conversation_id, v.rep_id, v.network, v.outcome, v.theirs, v.exchanges, v.reply_h,
  v.question_opener, v.helped_opener, v.personal_opener,
  julianday(v.last_at) - julianday(v.started_at) AS days,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, v.title) END AS contact
FROM conversation v LEFT JOIN contact c ON c.id = v.contact_id
WHERE v.private = 0 AND v.opened_by = 'us' AND v.positive = 1 AND v.outcome IN ('interested', 'meeting')
  AND COALESCE(v.copied_opener, 0) = 0 AND COALESCE(v.pitch_opener, 0) = 0 AND COALESCE(v.pitch_after_reply, 0) = 0
  AND COALESCE(v.slot_opener, 0) = 0 AND v.started_day BETWEEN :since AND :until
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY
  v.outcome = 'meeting' DESC, v.personal_opener DESC, MAX(v.question_opener, v.helped_opener) DESC,
  v.exchanges DESC, v.started_day DESC, v.id
LIMIT :size
