-- One row per finding of a scope that a text was sent to many: of which text, and what its rep said to it; whatever the
-- days (:since and :until only have to be in order).
SELECT f.id, f.rep_id, json_extract(f.params, '$.template_id') AS template_id, f.severity, a.answer, a.decided
FROM finding f LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE f.rule = 'opener.copied' AND :since <= :until
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY f.id
