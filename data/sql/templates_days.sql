-- One row per rep and day of a scope on which one text (:id) was sent: to how many people.
SELECT m.rep_id, m.day, COUNT(DISTINCT COALESCE(c.contact_id, c.id)) AS people
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
WHERE m.template_id = :id AND c.private = 0 AND m.day BETWEEN :since AND :until
  AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
GROUP BY m.rep_id, m.day
ORDER BY m.day, m.rep_id
