-- One row per conversation with any of some contacts (:contacts, a JSON list): none that is private and another's.
SELECT v.id, v.rep_id, v.network, v.contact_id, v.messages, v.last_day, v.last_at,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, v.title) END AS contact
FROM conversation v JOIN contact c ON c.id = v.contact_id
WHERE v.contact_id IN (SELECT value FROM json_each(:contacts)) AND :since <= :until AND v.messages > 0
  AND (v.private = 0 OR (v.rep_id = :viewer_rep AND NOT :masked))
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY v.last_at IS NULL, v.last_at DESC, v.id
