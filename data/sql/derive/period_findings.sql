-- One row per rep and rule: findings of a period that nobody has called wrong, or whose objection was rejected.
SELECT f.rep_id, f.rule, count(*) AS found, sum(f.points) AS points, max(f.points) AS most, sum(f.severity = 'stop') AS stops
FROM finding f LEFT JOIN finding_answer a ON a.finding_id = f.id
WHERE (f.day BETWEEN :since AND :until OR f.subject = 'profile')
    AND NOT (coalesce(a.answer, '') = 'wrong' AND coalesce(a.decided, 'accepted') = 'accepted')
GROUP BY f.rep_id, f.rule
