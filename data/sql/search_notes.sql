-- One row a note with all words of a full-text query (:words) that the viewer may read: on a conversation, on a client, about a complaint, or a network's own.
-- Of networks' notes only own ones; of others those on clients and conversations that the viewer may open.
SELECT s.kind, s.note_id, coalesce(n.rep_id, t.rep_id, '') AS rep_id, coalesce(n.text, t.text, y.text, e.text) AS text, coalesce(n.created_day, substr(t.at, 1, 10), y.day, substr(y.at, 1, 10), substr(e.at, 1, 10)) AS day,
  coalesce(n.person_name, c.name, y.person, '') AS person, coalesce(t.who, y.who, e.who, r.name, '') AS who, coalesce(t.conversation_id, '') AS conversation_id,
  coalesce(y.customer_id, '') AS customer_id, coalesce(e.complaint_id, '') AS complaint_id, coalesce(n.network, '') AS network, coalesce(k.name, '') AS client
FROM search_note s
LEFT JOIN note n ON s.kind = 'network' AND n.id = s.note_id LEFT JOIN rep r ON r.id = n.rep_id
LEFT JOIN conversation_note t ON s.kind = 'talk' AND t.id = s.note_id LEFT JOIN conversation v ON v.id = t.conversation_id LEFT JOIN contact c ON c.id = v.contact_id
LEFT JOIN client_note y ON s.kind = 'client' AND y.id = s.note_id LEFT JOIN sale_company k ON k.customer_id = y.customer_id
LEFT JOIN complaint_event e ON s.kind = 'complaint' AND CAST(e.id AS TEXT) = s.note_id
WHERE search_note MATCH :words AND NOT :masked AND :text <> 'none' AND :since <= :until AND (
  (n.id IS NOT NULL AND (n.rep_id IS :viewer_rep OR (:text = 'all' AND (:reps IS NULL OR n.rep_id IN (SELECT value FROM json_each(:reps))))))
  OR (v.id IS NOT NULL AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))))
  OR ((y.id IS NOT NULL OR e.id IS NOT NULL) AND :reps IS NULL)
  OR (y.id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = y.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps)))
    OR EXISTS (SELECT 1 FROM task d WHERE d.customer_id = y.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps)))
    OR EXISTS (
      SELECT 1 FROM sale_person z JOIN person_of_contact q ON q.person_id = z.person_id JOIN conversation u ON u.contact_id = q.contact_id
      WHERE z.customer_id = y.customer_id AND u.rep_id IN (SELECT value FROM json_each(:reps)))))
  OR (e.id IS NOT NULL AND EXISTS (SELECT 1 FROM complaint_event o WHERE o.complaint_id = e.complaint_id AND o.kind = 'owner' AND o.value IN (SELECT value FROM json_each(:reps)))))
ORDER BY day DESC, s.note_id
LIMIT :size
