-- One row per conversation in which their message of these days waits for our answer, the longest first. Names only
-- for those who may read the texts.
SELECT
  v.id AS conversation_id, v.rep_id, v.network, v.waiting_since,
  CASE WHEN :masked OR :text <> 'all' THEN '' ELSE COALESCE(c.name, v.title) END AS contact
FROM conversation v LEFT JOIN contact c ON c.id = v.contact_id
WHERE v.waiting_since IS NOT NULL AND v.private = 0
  AND substr(v.waiting_since, 1, 10) BETWEEN :since AND :until
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.waiting_since, v.id
