-- One row per finding of these days (of a profile: always), the most harmful first. Evidence and names only as far as
-- the scope lets them be seen. :rule NULL means every rule.
SELECT
  f.id, f.rule, f.rep_id, f.severity, f.day, f.points, f.subject, f.subject_id, f.conversation_id, f.params,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE f.evidence END AS evidence,
  CASE WHEN :masked OR :text = 'none' THEN '[]' ELSE f.spans END AS spans,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, '') END AS contact,
  a.answer, a.decided
FROM finding f
LEFT JOIN contact c ON c.id = f.contact_id
LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE (f.day BETWEEN :since AND :until OR f.subject = 'profile')
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR f.network IN (SELECT value FROM json_each(:networks)))
  AND (:rule IS NULL OR f.rule = :rule)
ORDER BY
  CASE f.severity WHEN 'stop' THEN 0 WHEN 'watch' THEN 1 ELSE 2 END, f.points DESC, f.day DESC, f.id
LIMIT :size OFFSET :skip
