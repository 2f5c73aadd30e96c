-- One row per first message worth copying as a way of writing: about the person, in own words, no offer and no link,
-- answered with interest; a question or help first, then how soon it was answered. No text.
SELECT
  v.id AS conversation_id, v.rep_id, v.network, v.opener_chars, v.reply_h, v.question_opener, v.helped_opener
FROM conversation v
WHERE v.private = 0 AND v.opened_by = 'us' AND v.kind = 'direct' AND v.replied = 1 AND v.positive = 1
  AND v.personal_opener = 1 AND v.opener_chars > 0 AND v.reply_h IS NOT NULL
  AND COALESCE(v.copied_opener, 0) = 0 AND COALESCE(v.pitch_opener, 0) = 0 AND COALESCE(v.slot_opener, 0) = 0
  AND COALESCE(v.link_opener, 0) = 0 AND COALESCE(v.burned, 0) = 0
  AND v.started_day BETWEEN :since AND :until
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY MAX(COALESCE(v.question_opener, 0), COALESCE(v.helped_opener, 0)) DESC, v.reply_h, v.id
LIMIT :size
