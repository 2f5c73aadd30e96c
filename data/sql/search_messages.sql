-- One row a message with all words of a full-text query (:words), newest first, from row number :before down, :size of them: own ones with their text, of others'
-- those that a finding cites from end to end. :who narrows the index to reps, so that a rep's search does not wade through everybody's messages.
-- :most bounds how many of others' messages are looked through (NULL: all).
SELECT h.no, h.message_id, v.id AS conversation_id, v.rep_id, v.network, v.contact_id, coalesce(m.day, i.day) AS day, coalesce(m.direction, i.direction) AS direction, coalesce(m.text, i.text) AS text,
  coalesce(c.name, v.title) AS contact, coalesce(c.company, '') AS company, coalesce(r.name, '') AS rep
FROM (
  SELECT g.* FROM (
    SELECT s.rowid AS no, s.message_id, s.conversation_id, s.rep_id FROM search s WHERE search MATCH :words AND s.rowid < :before ORDER BY s.rowid DESC LIMIT :most
  ) g
  WHERE :text = 'all' OR g.rep_id IS :viewer_rep
    OR EXISTS (SELECT 1 FROM finding f WHERE f.conversation_id = g.conversation_id AND f.message_id = g.message_id)
) h
CROSS JOIN conversation v ON v.id = h.conversation_id
LEFT JOIN message m ON m.id = h.message_id LEFT JOIN invitation i ON i.id = h.message_id
LEFT JOIN contact c ON c.id = v.contact_id LEFT JOIN rep r ON r.id = v.rep_id
WHERE NOT :masked AND :text <> 'none' AND :since <= :until
  AND (v.private = 0 OR v.rep_id IS :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
  AND (
    :text = 'all' OR v.rep_id IS :viewer_rep
    OR EXISTS (SELECT 1 FROM finding f WHERE f.conversation_id = v.id AND f.message_id = h.message_id AND f.evidence = coalesce(m.text, i.text)))
LIMIT :size
