-- One row per episode in which somebody waited for our answer; answered_at and hours are NULL while it is open.
SELECT w.rep_id, w.network, w.asked_day AS day, w.asked_at, w.answered_at, w.hours, w.business_hours
FROM wait w JOIN conversation c ON c.id = w.conversation_id
WHERE c.private = 0 AND w.asked_day BETWEEN :since AND :until
  AND (:reps IS NULL OR w.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR w.network IN (SELECT value FROM json_each(:networks)))
ORDER BY w.asked_at, w.message_id
