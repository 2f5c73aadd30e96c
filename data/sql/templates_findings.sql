-- One row per finding about a text that went to many (:id asks for one text): by which rule, of whose use ("" is nobody's
-- fault), and what its rep said to it. Whatever the days: :since and :until only have to be in order.
SELECT
  f.id, f.rule, f.rep_id, json_extract(f.params, '$.template_id') AS template_id, f.severity, f.day, f.params,
  a.answer, a.decided
FROM finding f LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE json_extract(f.params, '$.template_id') IS NOT NULL AND :since <= :until
  AND (:id IS NULL OR json_extract(f.params, '$.template_id') = :id)
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY CASE f.severity WHEN 'stop' THEN 0 WHEN 'watch' THEN 1 ELSE 2 END, f.points DESC,
  CAST(json_extract(f.params, '$.count') AS INTEGER) DESC, f.day DESC, f.id
