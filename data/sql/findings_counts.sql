-- One row per rep, rule and severity: how many findings stand in these days, their points and first day
-- (of a text sent to many: the day it was first sent). Findings of a
-- profile have no day in the period and count always. Answered as wrong: out, unless the objection was rejected.
SELECT
  f.rep_id, f.rule, f.severity, COUNT(*) AS count, SUM(f.points) AS points, MIN(COALESCE(f.params ->> 'first_day', f.day)) AS first_day
FROM finding f LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE (f.day BETWEEN :since AND :until OR f.subject = 'profile')
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR f.network IN (SELECT value FROM json_each(:networks)))
  AND NOT (COALESCE(a.answer, '') = 'wrong' AND COALESCE(a.decided, 'accepted') = 'accepted')
GROUP BY f.rep_id, f.rule, f.severity
ORDER BY f.rep_id, f.rule, f.severity
