-- One row per conversation with a contact (:contact), the newest first: what it came to, and who owes whom a word.
SELECT
  v.id, v.network, c.name, c.company, c.position, v.last_day, v.ours, v.theirs, v.outcome, v.waiting_since,
  v.max_unanswered, v.replied_any, v.opened_by,
  (SELECT m.direction FROM message_mark m WHERE m.conversation_id = v.id ORDER BY m.position DESC LIMIT 1) AS last_side
FROM conversation v JOIN contact c ON c.id = v.contact_id
WHERE v.contact_id = :contact
  AND NOT :masked AND :text <> 'none' AND :since <= :until AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.last_day DESC, v.id
