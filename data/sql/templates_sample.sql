-- One row per message of a scope made of one text (:id) in these days, :size of them by chance (as their ids fall) and yet
-- the same ones each time; with what is known of whom it went to, as far as names may be seen.
SELECT
  m.message_id,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(p.name, c.title) END AS contact,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(p.company, '') END AS company,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(p.position, '') END AS position
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN contact p ON p.id = c.contact_id
WHERE m.template_id = :id AND c.private = 0 AND m.day BETWEEN :since AND :until
  AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
ORDER BY m.message_id
LIMIT :size
