-- One row per message of a conversation (:id) in time order, with what it does; also those of a second download that
-- go on with it. The text is NULL where the scope does not let it be read; `chars` tells its length. Probabilities 0..1.
WITH line AS (
  SELECT id, kind, direction, sent_at, sent_at_by, day, sender_name, subject, text, attachments FROM message
  WHERE (kind IN ('direct', 'inmail', 'invitation') OR (kind = 'forward' AND direction = 'in'))
    AND (conversation_id = :id OR id IN (SELECT message_id FROM message_mark WHERE conversation_id = :id))
  UNION ALL
  SELECT id, 'invitation', direction, NULL, 'none', day, CASE direction WHEN 'in' THEN person_name ELSE '' END, '', text,
    '[]'
  FROM invitation WHERE id = :id
)
SELECT
  l.id, l.kind, l.direction, l.sent_at, l.sent_at_by, l.day, length(l.text) AS chars, l.attachments <> '[]' AS attached,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE l.sender_name END AS sender,
  CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id = :viewer_rep)) THEN l.text END AS text,
  CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id = :viewer_rep)) THEN l.subject ELSE '' END
    AS subject,
  k.role, k.is_pitch, k.asks_meeting, k.offers_help, k.has_question, k.is_bump, k.inbound_class,
  COALESCE(k.auto_reply, 0) AS auto_reply, k.personal_share, k.template_id,
  CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id = :viewer_rep)) THEN k.spans END AS spans
FROM line l
JOIN conversation v ON v.id = :id
LEFT JOIN message_mark k ON k.message_id = l.id
WHERE :since <= :until AND (v.private = 0 OR (v.rep_id = :viewer_rep AND NOT :masked))
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY l.sent_at IS NULL, l.sent_at, l.id
