-- One row per conversation (:ids, a JSON list) with somebody to whom a draft may go, the newest first.
SELECT v.id AS conversation_id, v.contact_id, v.network, c.name, c.company, c.position, v.last_day
FROM conversation v JOIN contact c ON c.id = v.contact_id
WHERE v.id IN (SELECT value FROM json_each(:ids))
  AND NOT :masked AND :text <> 'none' AND :since <= :until AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.last_day DESC, v.id
LIMIT :most
