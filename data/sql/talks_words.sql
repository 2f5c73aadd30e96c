-- One row per conversation in which the words of a full-text query (:words) stand: in own messages, and of others' in
-- those that a finding cites from end to end, so that a search tells nothing that may not be read.
SELECT DISTINCT v.id
FROM search s JOIN conversation v ON v.id = s.conversation_id
WHERE search MATCH :words AND NOT :masked AND :since <= :until
  AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (
    :text = 'all'
    OR (:text = 'cited' AND v.rep_id = :viewer_rep)
    OR (:text = 'cited' AND EXISTS (
      SELECT 1 FROM finding f LEFT JOIN message m ON m.id = f.message_id LEFT JOIN invitation i ON i.id = f.message_id
      WHERE f.message_id = s.message_id AND f.evidence = COALESCE(m.text, i.text)
    ))
  )
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.id
