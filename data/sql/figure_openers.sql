-- One row per first message of ours: the day, and the text it is a copy of (NULL: one of its own).
SELECT m.rep_id, c.network, m.day, m.template_id
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
WHERE c.private = 0 AND m.role = 'opener' AND m.day BETWEEN :since AND :until
  AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
ORDER BY m.day, m.message_id
