-- One row: a conversation (:id) with its figures, whatever its days; none when it is not the scope's, or private and
-- another's. `own` tells whether it is the viewer's.
SELECT
  v.id, v.rep_id, r.name AS rep, v.network, v.private, v.started_at, v.last_at, v.messages, v.ours, v.theirs, v.opened_by,
  v.first_reply_id, v.after_reply_id, v.reply_h, v.waiting_since, v.outcome, v.max_unanswered,
  COALESCE(v.pitch_after_reply, 0) AS pitch_after_reply, COALESCE(v.replied_any, 0) AS replied_any,
  COALESCE(v.rep_id = :viewer_rep AND NOT :masked, 0) AS own,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, v.title) END AS contact,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.company, '') END AS company,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.position, '') END AS position
FROM conversation v
LEFT JOIN rep r ON r.id = v.rep_id
LEFT JOIN contact c ON c.id = v.contact_id
WHERE v.id = :id AND :since <= :until
  AND (v.private = 0 OR (v.rep_id = :viewer_rep AND NOT :masked))
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
