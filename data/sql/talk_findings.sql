-- One row per finding about a conversation (:id), the most harmful first; what it cites only as far as the scope goes.
SELECT
  f.id, f.rule, f.severity, f.message_id, f.day, f.points, f.params,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE f.evidence END AS evidence,
  CASE WHEN :masked OR :text = 'none' THEN '[]' ELSE f.spans END AS spans,
  a.answer, a.decided
FROM finding f JOIN conversation v ON v.id = f.conversation_id LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE f.conversation_id = :id AND :since <= :until AND v.private = 0
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR f.network IN (SELECT value FROM json_each(:networks)))
ORDER BY CASE f.severity WHEN 'stop' THEN 0 WHEN 'watch' THEN 1 ELSE 2 END, f.points DESC, f.id
