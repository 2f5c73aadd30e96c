-- One row per message of a scope made of one text (:id) in these days, newest first: the very ones that a figure of the
-- Templates page counts. :part is sent, people (one a person, the newest), n, k (first messages old enough, and
-- answered), negative, bumps or woken (the same of follow-ups); :ids (a JSON list of message ids) narrows further, NULL does not.
-- Names only as far as the scope goes; `readable` tells whether the text may be read whole: own messages, and those that
-- a finding cites from end to end.
WITH used AS (
  SELECT
    m.message_id, m.conversation_id, m.rep_id, c.network, m.day, m.role,
    MAX(0.0, m.personal_share - COALESCE(m.name_share, 0)) AS own_share, c.contact_id, c.title,
    COALESCE(c.contact_id, c.id) AS person, c.replied AS answered, c.negative AS declined, c.reply_h,
    CASE WHEN m.role = 'opener' AND m.day <= :mature THEN c.replied END AS replied,
    CASE WHEN m.role = 'opener' AND m.day <= :mature AND c.replied THEN c.negative END AS negative,
    CASE WHEN m.role = 'follow_up' AND m.day <= :mature THEN COALESCE((
      SELECT n.direction = 'in' AND n.auto_reply = 0 AND julianday(n.day) - julianday(m.day) <= 14
      FROM message_mark n WHERE n.conversation_id = m.conversation_id AND n.position > m.position
      ORDER BY n.position LIMIT 1
    ), 0) END AS woken,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(c.contact_id, c.id) ORDER BY m.day DESC, m.message_id) AS no,
    NOT :masked AND (:text = 'all' OR (:text = 'cited' AND c.rep_id = :viewer_rep)) AS own
  FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
  WHERE m.template_id = :id AND c.private = 0 AND m.day BETWEEN :since AND :until
    AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
)
SELECT
  u.message_id, u.conversation_id, u.rep_id, r.name AS rep, u.network, u.day, u.role, u.own_share, u.replied,
  u.woken, u.reply_h, COALESCE(u.declined, 0) AS declined,
  u.own OR (NOT :masked AND :text = 'cited' AND EXISTS (
    SELECT 1 FROM finding f LEFT JOIN message s ON s.id = f.message_id LEFT JOIN invitation i ON i.id = f.message_id
    WHERE f.conversation_id = u.conversation_id AND f.message_id = u.message_id
      AND f.evidence = COALESCE(s.text, i.text)
  )) AS readable,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(p.name, u.title) END AS contact,
  COUNT(*) OVER () AS total
FROM used u LEFT JOIN contact p ON p.id = u.contact_id LEFT JOIN rep r ON r.id = u.rep_id
WHERE CASE :part
  WHEN 'people' THEN u.no = 1
  WHEN 'n' THEN u.replied IS NOT NULL
  WHEN 'k' THEN u.replied = 1
  WHEN 'negative' THEN u.negative = 1
  WHEN 'bumps' THEN u.woken IS NOT NULL
  WHEN 'woken' THEN u.woken = 1
  ELSE 1
END AND (:ids IS NULL OR u.message_id IN (SELECT value FROM json_each(:ids)))
ORDER BY u.day DESC, u.message_id
LIMIT :size OFFSET :skip
