-- One row per note about a conversation (:id) that people wrote here, and per note of the network's own about the same
-- person, which only the rep may read; oldest first. None on a shared screen.
SELECT n.id, n.at, n.who, n.text, 1 AS ours
FROM conversation_note n JOIN conversation v ON v.id = n.conversation_id
WHERE n.conversation_id = :id AND NOT :masked AND :text <> 'none' AND :since <= :until
  AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
UNION ALL
SELECT o.id, COALESCE(o.created_day, ''), '', o.text, 0
FROM note o
JOIN contact_key k ON k.person_key = o.person_key
JOIN conversation v ON v.contact_id = k.contact_id AND v.rep_id = o.rep_id
WHERE v.id = :id AND NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id = :viewer_rep))
  AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY 2, 1
